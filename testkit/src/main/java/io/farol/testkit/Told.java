// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Fact;

/// A fact and when Farol received it.
record Told(Fact fact, long receivedEpochNanos) {}
