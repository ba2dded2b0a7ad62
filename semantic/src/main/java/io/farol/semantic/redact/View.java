// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import org.jspecify.annotations.Nullable;

/// One string as the detectors read it, and the way back to where each character stood. Either the
/// string as it is, or as it looks once escapes are undone ([Folding]); both are read, and what
/// either shows is found. The arrays belong to the view and are not changed.
final class View {

  final char[] chars;
  final int length;
  final String raw;
  private final int @Nullable [] starts;
  private final int @Nullable [] ends;

  /// Whether a plain reading of the same string could show something that this one does not.
  final boolean needsPlain;

  private View(
      String raw,
      char[] chars,
      int length,
      int @Nullable [] starts,
      int @Nullable [] ends,
      boolean needsPlain) {
    this.needsPlain = needsPlain;
    this.raw = raw;
    this.chars = chars;
    this.length = length;
    this.starts = starts;
    this.ends = ends;
  }

  static View of(String raw) {
    return new View(raw, raw.toCharArray(), raw.length(), null, null, false);
  }

  /// @param starts for each character, the first unit of the raw text it was made from
  /// @param ends for each character, the unit after the last
  static View folded(
      String raw, char[] chars, int length, int[] starts, int[] ends, boolean needsPlain) {
    return new View(raw, chars, length, starts, ends, needsPlain);
  }

  /// Where the character at `index` begins in the raw text.
  int rawStart(int index) {
    return starts == null ? index : starts[index];
  }

  /// Where the character before `end` ends in the raw text.
  int rawEnd(int end) {
    return ends == null ? end : ends[end - 1];
  }

  /// How many backslashes stand right before the character at `index`: the depth of JSON within
  /// JSON at which a quote lives.
  int backslashes(int index) {
    int self = rawEnd(index + 1) - 1;
    int at = self;
    while (at > 0 && raw.charAt(at - 1) == '\\') {
      at--;
    }
    return self - at;
  }
}
