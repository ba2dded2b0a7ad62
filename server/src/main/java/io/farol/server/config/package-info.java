// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What a person may set, from file, environment and flags.
@NullMarked
package io.farol.server.config;

import org.jspecify.annotations.NullMarked;
