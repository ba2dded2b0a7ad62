// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
@NullMarked
package io.farol.gateway;

import org.jspecify.annotations.NullMarked;
