// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The nouns of Farol: values that carry what was seen. No behaviour beyond their own validity.
@NullMarked
package io.farol.model;

import org.jspecify.annotations.NullMarked;
