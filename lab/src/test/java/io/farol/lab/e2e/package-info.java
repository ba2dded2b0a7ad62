// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// End to end: the real jar in its own process, over real sockets.
@NullMarked
package io.farol.lab.e2e;

import org.jspecify.annotations.NullMarked;
