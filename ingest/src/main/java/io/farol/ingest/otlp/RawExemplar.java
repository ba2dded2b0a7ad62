// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.model.Measure;
import org.jspecify.annotations.Nullable;

/// An exemplar while it is being read, of either encoding.
final class RawExemplar {

  long time;
  RawId trace = RawId.ABSENT;
  RawId span = RawId.ABSENT;
  Measure.@Nullable Scalar value;
  final RawAttributes attributes = new RawAttributes();
}
