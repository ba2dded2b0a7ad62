// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Recorded exchanges with providers, replayed through the real gateway.
@NullMarked
package io.farol.server.cassette;

import org.jspecify.annotations.NullMarked;
