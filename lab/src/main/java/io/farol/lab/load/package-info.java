// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// A load for the intake of a Farol server, and the proof that it kept what it acknowledged:
/// requests are prepared beforehand (`Spool`), sent as fast as allowed (`Drive`), and read back
/// (`ReadBack`).
@NullMarked
package io.farol.lab.load;

import org.jspecify.annotations.NullMarked;
