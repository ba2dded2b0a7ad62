// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Azure's keys without a head, which carry a signature inside: the 84 characters of AI services
/// (`JQQJ99` in their middle) and the 88 of storage accounts (`+ASt` near their end).
final class SignedKeys {

  private static final String SERVICE = "JQQJ99";
  private static final int SERVICE_SHORTEST = 76;
  private static final String STORAGE = "+ASt";
  private static final int STORAGE_SHORTEST = 80;

  private SignedKeys() {}

  /// Whether the text could hold one: a search that costs next to nothing.
  static boolean mayHold(String raw) {
    return raw.length() >= SERVICE_SHORTEST && (raw.contains(SERVICE) || raw.contains(STORAGE));
  }

  /// The first one at or after `from`.
  static Run after(Scan scan, int from) {
    for (int i = from; i < scan.length; i++) {
      if (scan.startsWith(i, SERVICE)) {
        Run run = around(scan, i, from, false);
        if (run.size() >= SERVICE_SHORTEST) {
          return run;
        }
      } else if (scan.startsWith(i, STORAGE)) {
        Run run = around(scan, i, from, true);
        if (run.size() >= STORAGE_SHORTEST) {
          return run;
        }
      }
    }
    return Run.NONE;
  }

  private static Run around(Scan scan, int at, int from, boolean base64) {
    int start = at;
    while (start > from && has(scan.chars[start - 1], base64)) {
      start--;
    }
    int end = at;
    while (end < scan.length && has(scan.chars[end], base64)) {
      end++;
    }
    return new Run(Kind.CREDENTIAL, start, DataUrls.padding(scan.chars, scan.length, end));
  }

  private static boolean has(char c, boolean base64) {
    return base64 ? Chars.isBase64(c) : c < 128 && Chars.isWord(c);
  }
}
