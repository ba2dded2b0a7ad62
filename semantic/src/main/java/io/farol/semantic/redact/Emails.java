// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Locale;
import java.util.Set;

/// E-mail addresses, found from their `@`. Accented letters count on both sides. Addresses of
/// WhatsApp (`5511987654321@s.whatsapp.net`) are left to the phone in them; what `git`, npm and
/// retina pictures write with an `@` is not mail.
final class Emails {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_TOP = 24;

  private static final Set<String> CHAT_DOMAINS =
      Set.of("s.whatsapp.net", "c.us", "g.us", "lid.whatsapp.net");
  private static final Set<String> MAIL_HOSTS =
      Set.of(
          "gmail.com",
          "hotmail.com",
          "outlook.com",
          "yahoo.com",
          "yahoo.com.br",
          "icloud.com",
          "live.com",
          "uol.com.br",
          "bol.com.br",
          "terra.com.br",
          "ig.com.br",
          "outlook.com.br",
          "hotmail.com.br",
          "globo.com",
          "protonmail.com",
          "me.com");

  private Emails() {}

  static int at(Scan scan, int at) {
    boolean spaced = scan.at(at + 1) == ' ';
    int domain = spaced ? at + 2 : at + 1;
    int end = domainEnd(scan, domain);
    if (end == domain) {
      return at;
    }
    int localEnd = spaced && scan.at(at - 1) == ' ' ? at - 1 : at;
    int start = localStart(scan, localEnd);
    String host = scan.text(domain, end).toLowerCase(Locale.ROOT);
    if (start == localEnd || isOther(scan, start, localEnd, end, host)) {
      return at;
    }
    if (spaced && !MAIL_HOSTS.contains(host)) {
      return at;
    }
    String local = scan.text(start, localEnd).toLowerCase(Locale.ROOT);
    return scan.found(Kind.EMAIL, start, end, local + '@' + host);
  }

  private static int localStart(Scan scan, int end) {
    int limit = Math.max(0, end - LONGEST_LOCAL);
    int start = end;
    while (start > limit && isLocal(scan.chars[start - 1])) {
      start--;
    }
    while (start < end && ".'-&/".indexOf(scan.chars[start]) >= 0) {
      start++;
    }
    for (int i = start; i < end; i++) {
      if (Chars.isWord(scan.chars[i])) {
        return start;
      }
    }
    return end;
  }

  private static boolean isLocal(char c) {
    return Chars.isWord(c) || "._+-'&/".indexOf(c) >= 0 && c != '/' && c != '&';
  }

  /// The end of the longest host name with a top-level domain of letters, or `from`.
  private static int domainEnd(Scan scan, int from) {
    int limit = Math.min(scan.length, from + LONGEST_DOMAIN);
    int best = from;
    int label = from;
    int dots = 0;
    int i = from;
    while (i <= limit) {
      char c = i < limit ? scan.chars[i] : '\0';
      if (Chars.isWord(c) || c == '-') {
        i++;
        continue;
      }
      int end = i;
      while (end > label && scan.chars[end - 1] == '-') {
        end--;
      }
      if (dots > 0 && isTop(scan, label, end)) {
        best = end;
      }
      if (c != '.' || end == label || end < i) {
        break;
      }
      dots++;
      label = ++i;
    }
    return best;
  }

  private static boolean isTop(Scan scan, int start, int end) {
    if (end - start < 2 || end - start > LONGEST_TOP) {
      return false;
    }
    if (scan.startsWithAnyCase(start, "xn--")) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (!Chars.isLetter(scan.chars[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOther(Scan scan, int start, int localEnd, int end, String host) {
    boolean git = localEnd - start == 3 && scan.startsWith(start, "git");
    boolean picture =
        Chars.isDigit(host.charAt(0)) && host.charAt(1) == 'x' && host.charAt(2) == '.';
    return CHAT_DOMAINS.contains(host)
        || picture
        || (git && (scan.at(end) == ':' || scan.at(end) == '/'));
  }
}
