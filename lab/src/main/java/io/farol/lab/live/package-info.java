// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// The demo's world while it runs: platforms and people in this process, the assistant's programs
/// in their own, all over real sockets.
@NullMarked
package io.farol.lab.live;

import org.jspecify.annotations.NullMarked;
