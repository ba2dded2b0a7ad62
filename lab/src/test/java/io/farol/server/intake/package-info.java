// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The fuzz target of a package that shows nothing to others.
@NullMarked
package io.farol.server.intake;

import org.jspecify.annotations.NullMarked;
