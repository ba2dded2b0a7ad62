// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The journal as files: segments of checksummed frames, written by one thread and forced before
/// any append is answered, read by one thread a reader.
@NullMarked
package io.farol.store.embedded.journal;

import org.jspecify.annotations.NullMarked;
