// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// WhatsApp message ids, `wamid.` and base64 in which the person's phone number can be read.
final class Wamids {

  private static final String HEAD = "wamid.";
  private static final int SHORTEST = 16;

  private Wamids() {}

  static int at(Scan scan, int start) {
    if (!scan.startsWith(start, HEAD)) {
      return start;
    }
    int body = start + HEAD.length();
    int end = body;
    while (end < scan.length && Chars.isBase64(scan.chars[end])) {
      end++;
    }
    if (end - body < SHORTEST) {
      return start;
    }
    end = DataUrls.padding(scan.chars, scan.length, end);
    return scan.found(Kind.WAMID, start, end, scan.text(body, end));
  }
}
