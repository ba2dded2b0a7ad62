// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// One handler a resource, and what they share.
@NullMarked
package io.farol.server.http;

import org.jspecify.annotations.NullMarked;
