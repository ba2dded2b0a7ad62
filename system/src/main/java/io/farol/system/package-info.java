// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// The first axis: which communications are alive right now, which fail, since when and why. Holds
/// no thread and reads no clock; time comes as an argument.
@NullMarked
package io.farol.system;

import org.jspecify.annotations.NullMarked;
