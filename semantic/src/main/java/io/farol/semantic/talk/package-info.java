// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/// What is said, looked at for what a person should know of it.
@NullMarked
package io.farol.semantic.talk;

import org.jspecify.annotations.NullMarked;
