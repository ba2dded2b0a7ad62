// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// HTTP/1.1 messages, read strictly and written as they came.
@NullMarked
package io.farol.gateway.http;

import org.jspecify.annotations.NullMarked;
