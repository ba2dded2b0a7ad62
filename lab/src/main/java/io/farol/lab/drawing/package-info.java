// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// Reads the imports of a checkout and draws who sees whom: rooms, packages, and whether any arrow
/// goes backwards.
@NullMarked
package io.farol.lab.drawing;

import org.jspecify.annotations.NullMarked;
