// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
@NullMarked
package io.farol.gateway.http;

import org.jspecify.annotations.NullMarked;
