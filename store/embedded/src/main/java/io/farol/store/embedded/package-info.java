// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Facts and content in DuckDB files, behind core's store contracts.
@NullMarked
package io.farol.store.embedded;

import org.jspecify.annotations.NullMarked;
