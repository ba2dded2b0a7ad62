// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Undoes what makes equal things look different to a machine: JSON and Markdown escapes at any
/// depth (`\"`, `\\u0040`, `\-`), percent encoding (`%40`, `%252B`), HTML references (`&#64;`),
/// full-width and other forms of ASCII, digits of other scripts, every kind of dash and space, and
/// characters nobody sees. Each character of the result knows the raw units it came from. For one
/// string, on one thread.
final class Folding {

  private final String raw;
  private final char[] in;
  private char[] out;
  private int[] starts;
  private int[] ends;
  private int length;
  private boolean beyondEscapes;

  private Folding(String raw, char[] in) {
    this.raw = raw;
    this.in = in;
    this.out = new char[in.length];
    this.starts = new int[in.length];
    this.ends = new int[in.length];
  }

  /// The text as it looks, or null when it already reads that way.
  static @Nullable View of(String raw, View plain) {
    char[] chars = plain.chars;
    int first = next(chars, 0);
    return first == chars.length ? null : new Folding(raw, chars).fold(first);
  }

  /// The first character at or after `from` that does not stand for itself alone.
  private static int next(char[] chars, int from) {
    int i = from;
    while (i < chars.length && !(Glyphs.mayFold(chars[i]) && folds(chars, i))) {
      i++;
    }
    return i;
  }

  private static boolean folds(char[] in, int i) {
    char c = in[i];
    if (c < 128) {
      return c == '\\'
          || (c == '%' && hex(in, i + 1, 2) >= 0)
          || (c == '&' && Reference.at(in, i) != null);
    }
    return Glyphs.folds(c);
  }

  private View fold(int first) {
    copy(0, first);
    int i = first;
    while (i < in.length) {
      i = step(i);
      int next = next(in, i);
      copy(i, next);
      i = next;
    }
    return View.folded(raw, out, length, starts, ends, beyondEscapes);
  }

  private void copy(int from, int to) {
    grow(to - from);
    System.arraycopy(in, from, out, length, to - from);
    for (int i = from; i < to; i++) {
      starts[length] = i;
      ends[length++] = i + 1;
    }
  }

  private int step(int i) {
    char c = in[i];
    if (c == '\\') {
      return backslash(i);
    }
    beyondEscapes = true;
    if (c == '%') {
      return percent(i);
    }
    if (c == '&') {
      Reference reference = Reference.at(in, i);
      if (reference != null) {
        unit(reference.stands(), i, reference.end());
        return reference.end();
      }
    }
    return plain(i);
  }

  private int plain(int i) {
    int units =
        Character.isHighSurrogate(in[i]) && i + 1 < in.length && Character.isLowSurrogate(in[i + 1])
            ? 2
            : 1;
    if (units == 2) {
      supplementary(Character.toCodePoint(in[i], in[i + 1]), i);
    } else {
      unit(in[i], i, i + 1);
    }
    return i + units;
  }

  private void supplementary(int point, int i) {
    if (Glyphs.isInvisible(point)) {
      return;
    }
    if (point >= 0x1D400 && point <= 0x1D7FF) {
      String same = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
      if (same.length() == 1) {
        put(same.charAt(0), i, i + 2);
        return;
      }
    }
    put(in[i], i, i + 1);
    put(in[i + 1], i + 1, i + 2);
  }

  private int backslash(int i) {
    int at = i;
    while (at < in.length && in[at] == '\\') {
      at++;
    }
    if (at == in.length) {
      put('\\', i, at);
      return at;
    }
    char c = in[at];
    int code = c == 'u' ? hex(in, at + 1, 4) : -1;
    if (code >= 0) {
      beyondEscapes = true;
      unit((char) code, i, at + 5);
      return at + 5;
    }
    switch (c) {
      case 'n', 'r' -> put('\n', i, at + 1);
      case 't', 'f', 'b' -> put('\t', i, at + 1);
      default -> {
        if (c >= 128 || Chars.isWord(c) || Chars.isSpace(c)) {
          put('\\', i, at);
          return at;
        }
        beyondEscapes |= c != '"' && c != '/' && c != '\'';
        put(c, i, at + 1);
      }
    }
    return at + 1;
  }

  private int percent(int i) {
    long first = escaped(in, i);
    if (first < 0) {
      put('%', i, i + 1);
      return i + 1;
    }
    int code = (int) (first & 0xFF);
    int end = (int) (first >> 8);
    if (code < 128) {
      unit((char) code, i, end);
      return end;
    }
    return utf8(code, i, end);
  }

  /// A character of two or three bytes; anything else stands as one unknown character.
  private int utf8(int lead, int i, int end) {
    int more = lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC0 && lead < 0xE0 ? 1 : 0;
    int point = more == 0 ? '\uFFFD' : lead & (more == 2 ? 0x0F : 0x1F);
    int at = end;
    for (int k = 0; k < more; k++) {
      long next = escaped(in, at);
      int code = (int) (next & 0xFF);
      if (next < 0 || code < 0x80 || code > 0xBF) {
        put('\uFFFD', i, end);
        return end;
      }
      point = point << 6 | (code & 0x3F);
      at = (int) (next >> 8);
    }
    unit((char) point, i, at);
    return at;
  }

  /// The byte that a percent sign at `at` writes, however often it was encoded, as `end << 8 |
  /// byte`; -1 when none does.
  private static long escaped(char[] in, int at) {
    if (at >= in.length || in[at] != '%') {
      return -1;
    }
    int digits = at + 1;
    int code = hex(in, digits, 2);
    while (code == '%' && hex(in, digits + 2, 2) >= 0) {
      digits += 2;
      code = hex(in, digits, 2);
    }
    return code < 0 ? -1 : (long) (digits + 2) << 8 | code;
  }

  /// One UTF-16 unit, whichever way it was written.
  private void unit(char c, int start, int end) {
    if (c < 128) {
      put(c, start, end);
    } else if (!Glyphs.isInvisible(c)) {
      put(Glyphs.fold(c), start, end);
    }
  }

  private void put(char c, int start, int end) {
    grow(1);
    out[length] = c;
    starts[length] = start;
    ends[length] = end;
    length++;
  }

  private void grow(int by) {
    if (length + by > out.length) {
      int size = length + by + 16;
      out = Arrays.copyOf(out, size);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
    }
  }

  /// The number that `digits` hex digits at `at` write, or -1 when they are not there.
  static int hex(char[] in, int at, int digits) {
    if (at + digits > in.length) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = in[i] < 128 ? Character.digit(in[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
