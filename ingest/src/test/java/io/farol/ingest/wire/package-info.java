// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
@NullMarked
package io.farol.ingest.wire;

import org.jspecify.annotations.NullMarked;
