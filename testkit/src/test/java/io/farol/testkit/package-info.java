// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The testkit held against itself.
@NullMarked
package io.farol.testkit;

import org.jspecify.annotations.NullMarked;
