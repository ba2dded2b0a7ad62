// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What every store must answer. Each read takes a scope and a time range and says how far it is
/// complete.
@NullMarked
package io.farol.store;

import org.jspecify.annotations.NullMarked;
