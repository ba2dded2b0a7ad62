// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Main and wiring: the one place where the rooms meet.
@NullMarked
package io.farol.server;

import org.jspecify.annotations.NullMarked;
