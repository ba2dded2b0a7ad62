// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Fuzzing of whatever reads bytes from outside, guided by coverage. A target has one method,
/// `fuzzerTestOneInput`, which throws when a property does not hold.
@NullMarked
package io.farol.lab.fuzz;

import org.jspecify.annotations.NullMarked;
