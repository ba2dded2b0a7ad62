// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
/// What single stages of Farol's intake cost, measured by JMH: `./farol bench micro`.
@NullMarked
package io.farol.lab.micro;

import org.jspecify.annotations.NullMarked;
