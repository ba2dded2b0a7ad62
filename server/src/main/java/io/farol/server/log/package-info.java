// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// How Farol speaks of its own faults without quoting what anybody sent.
@NullMarked
package io.farol.server.log;

import org.jspecify.annotations.NullMarked;
