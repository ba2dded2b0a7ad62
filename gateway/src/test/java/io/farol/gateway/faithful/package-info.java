// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What a proxy must pass on byte for byte, asked of any proxy over raw sockets.
@NullMarked
package io.farol.gateway.faithful;

import org.jspecify.annotations.NullMarked;
