// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.MetricSample;

/// A sample and the number of its series ([io.farol.flow.Fingerprint#series]).
public record SeriesSample(long series, MetricSample sample) {}
