// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
@NullMarked
package io.farol.store.embedded;

import org.jspecify.annotations.NullMarked;
