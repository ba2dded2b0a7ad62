// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The nouns, held to their own validity.
@NullMarked
package io.farol.model;

import org.jspecify.annotations.NullMarked;
