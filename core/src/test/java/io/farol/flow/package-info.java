// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The way of the data, held to what it promises.
@NullMarked
package io.farol.flow;

import org.jspecify.annotations.NullMarked;
