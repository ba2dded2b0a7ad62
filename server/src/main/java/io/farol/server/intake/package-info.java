// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// From a request's bytes to a receipt of the journal.
@NullMarked
package io.farol.server.intake;

import org.jspecify.annotations.NullMarked;
