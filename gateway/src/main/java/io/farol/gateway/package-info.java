// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The door out: a faithful proxy that sees every call while it happens.
@NullMarked
package io.farol.gateway;

import org.jspecify.annotations.NullMarked;
