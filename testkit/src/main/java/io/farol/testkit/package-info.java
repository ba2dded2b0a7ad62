// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What every backend is held against: the in-memory store that says what the right answer is, the
/// contract kits, seeded scenarios, and the small things tests need.
@NullMarked
package io.farol.testkit;

import org.jspecify.annotations.NullMarked;
