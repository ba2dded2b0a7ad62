// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Groups of digits with few separators between them, as people and machines write long numbers.
/// Reused for every number of one scan.
final class Groups {

  /// More digits than any number that is looked for.
  static final int MOST = 20;

  private static final int LONGEST_GAP = 3;

  private final byte[] digits = new byte[MOST];
  private final int[] starts = new int[MOST];
  private final int[] ends = new int[MOST];
  private final int[] totals = new int[MOST];
  private final String[] gaps = new String[MOST];
  private int count;
  private boolean plus;
  private int bracket;
  private int outer;

  void read(Scan scan, int start) {
    count = 0;
    int total = 0;
    int at = start;
    while (true) {
      int end = at;
      while (end < scan.length && Chars.isDigit(scan.chars[end])) {
        end++;
      }
      if (total + end - at > MOST - 1) {
        break;
      }
      for (int i = at; i < end; i++) {
        digits[total++] = (byte) (scan.chars[i] - '0');
      }
      starts[count] = at;
      ends[count] = end;
      totals[count++] = total;
      int next = end;
      while (next - end < LONGEST_GAP && isSeparator(scan.at(next))) {
        next++;
      }
      if (next == end || !Chars.isDigit(scan.at(next))) {
        break;
      }
      gaps[count] = next - end == 1 ? single(scan.chars[end]) : scan.text(end, next);
      at = next;
    }
    lookLeft(scan, start);
  }

  /// What may stand before a phone's first digit: `+`, `(`, `(+`, `+(`.
  private void lookLeft(Scan scan, int start) {
    outer = start;
    plus = false;
    bracket = 0;
    while (bracket < count && !isAreaCode(scan, bracket)) {
      bracket++;
    }
    boolean open = false;
    for (int i = 0; i < 2 && outer > 0; i++) {
      char c = scan.chars[outer - 1];
      if (c == '+' && !plus) {
        plus = true;
      } else if (c == '(' && !open && isClosed(scan, start)) {
        open = true;
      } else {
        break;
      }
      outer--;
    }
    if (plus && Chars.isWord(scan.at(outer - 1))) {
      plus = false;
      outer = start;
    }
  }

  /// Whether a group of two or three digits stands in brackets of its own.
  private boolean isAreaCode(Scan scan, int group) {
    int size = ends[group] - starts[group];
    char before = scan.at(starts[group] - 1);
    return (size == 2 || size == 3)
        && (before == '(' || before == '+')
        && scan.at(ends[group]) == ')';
  }

  private boolean isClosed(Scan scan, int start) {
    int last = ends[count - 1];
    for (int i = start; i < last; i++) {
      if (scan.chars[i] == ')') {
        return true;
      }
    }
    return false;
  }

  private static boolean isSeparator(char c) {
    return " .-/()_+".indexOf(c) >= 0 && c != '\0';
  }

  private static String single(char c) {
    return switch (c) {
      case ' ' -> " ";
      case '.' -> ".";
      case '-' -> "-";
      default -> String.valueOf(c);
    };
  }

  int count() {
    return count;
  }

  int total() {
    return totals[count - 1];
  }

  int start() {
    return starts[0];
  }

  /// The start with the plus and bracket before it.
  int outerStart() {
    return outer;
  }

  int end(int groups) {
    return ends[groups - 1];
  }

  Digits digits(int groups) {
    return new Digits(digits, totals[groups - 1]);
  }

  /// Where the first groups end, counted in digits: bit 3 for a break after the third.
  int breaks(int groups) {
    int breaks = 0;
    for (int i = 0; i < groups - 1; i++) {
      breaks |= 1 << totals[i];
    }
    return breaks;
  }

  boolean hasPlus() {
    return plus;
  }

  /// Whether one of them stands in brackets, as an area code does.
  boolean isBracketed(int groups) {
    return bracket < groups;
  }

  /// Whether the same one separator stands between all of them.
  boolean isEven(int groups) {
    for (int i = 2; i < groups; i++) {
      if (!gaps[i].equals(gaps[1])) {
        return false;
      }
    }
    return true;
  }

  /// Whether they read as one number with a fraction: `0.05596923828125`.
  boolean isDecimal(int groups) {
    return groups == 2 && gaps[1].equals(".") && totals[0] <= 3 && totals[1] - totals[0] >= 8;
  }

  boolean hasSlash(int groups) {
    for (int i = 1; i < groups; i++) {
      if (gaps[i].indexOf('/') >= 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether they could be an IPv4 address: four groups of at most 255 with dots.
  boolean isAddress(int groups) {
    if (groups != 4) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      int from = i == 0 ? 0 : totals[i - 1];
      boolean dotted = i == 0 || gaps[i].equals(".");
      if (!dotted || totals[i] - from > 3 || digits(4).number(from, totals[i]) > 255) {
        return false;
      }
    }
    return true;
  }

  /// Whether a dash and another digit follow, so that the number goes on; not for a lone group.
  boolean isFollowed(Scan scan, int groups) {
    int end = ends[groups - 1];
    return groups > 1 && scan.at(end) == '-' && Chars.isDigit(scan.at(end + 1));
  }
}
