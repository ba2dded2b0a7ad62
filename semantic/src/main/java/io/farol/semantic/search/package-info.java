// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What is asked for: the grammar of filters ([FilterGrammar]), read in this one place.
@NullMarked
package io.farol.semantic.search;

import org.jspecify.annotations.NullMarked;
