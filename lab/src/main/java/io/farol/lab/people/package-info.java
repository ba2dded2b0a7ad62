// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// The people of the demo: who comes, what they want and how they say it, drawn from a seed.
@NullMarked
package io.farol.lab.people;

import org.jspecify.annotations.NullMarked;
