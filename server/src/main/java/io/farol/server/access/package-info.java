// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// Who may come in: keys, login link, cookie, host and origin.
@NullMarked
package io.farol.server.access;

import org.jspecify.annotations.NullMarked;
