// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The ids of the span with a number in a run: spread over all bits, different for every run.
///
/// @param traceHigh first half of the trace id
/// @param traceLow second half of the trace id; no two numbers of a run share it
/// @param span the span id, never 0
record SpanId(long traceHigh, long traceLow, long span) {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  static SpanId of(long run, long number) {
    return new SpanId(
        mixed(~run + number * STEP),
        mixed(run + number * STEP),
        mixed(Long.rotateLeft(run, 32) + number * STEP) | 1);
  }

  static SpanId parse(String traceId, String spanId) {
    return new SpanId(
        Long.parseUnsignedLong(traceId, 0, 16, 16),
        Long.parseUnsignedLong(traceId, 16, 32, 16),
        Long.parseUnsignedLong(spanId, 16));
  }

  byte[] traceBytes() {
    return ByteBuffer.allocate(16).putLong(traceHigh).putLong(traceLow).array();
  }

  byte[] spanBytes() {
    return ByteBuffer.allocate(8).putLong(span).array();
  }

  String traceHex() {
    return HexFormat.of().formatHex(traceBytes());
  }

  /// A number that all bits of the ids have a say in.
  long fingerprint() {
    return mixed(traceHigh ^ mixed(traceLow ^ mixed(span)));
  }

  /// The finaliser of SplitMix64: one to one, and no bit goes unheard.
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
