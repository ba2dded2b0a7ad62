// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import org.jspecify.annotations.Nullable;

/// Numbers that name someone: CPF, CNPJ, cards, phones. Woken at the first digit of a run, it reads
/// this group and those that follow with few separators between them, and tries the longest reading
/// first. For one scan.
final class Numbers {

  private static final int FEWEST = 8;

  private final Scan scan;
  private final Surroundings around;
  private @Nullable Groups groups;

  Numbers(Scan scan) {
    this.scan = scan;
    this.around = new Surroundings(scan);
  }

  int at(int start) {
    int end = start;
    while (end < scan.length && Chars.isDigit(scan.chars[end])) {
      end++;
    }
    int company = AlphanumericCnpj.endingAt(scan, around, start, end);
    if (company > start) {
      return company;
    }
    int bot = botToken(start, end);
    if (bot > end) {
      return bot;
    }
    if (!isOpenLeft(start) || end - start >= Groups.MOST) {
      return end;
    }
    if (groups == null) {
      groups = new Groups();
    }
    groups.read(scan, start);
    int found = groups.total() >= FEWEST ? longest(groups) : -1;
    return found > 0 ? found : end;
  }

  private int longest(Groups groups) {
    for (int count = groups.count(); count > 0; count--) {
      if (groups.digits(count).size() < FEWEST) {
        break;
      }
      if (isOpenRight(groups, count)) {
        int found = tryFirst(groups, count);
        if (found > 0) {
          return found;
        }
      }
    }
    return foreign(groups);
  }

  /// The readings of the first `count` groups, the surest first. Returns where to go on, or -1.
  private int tryFirst(Groups groups, int count) {
    Digits digits = groups.digits(count);
    int breaks = groups.breaks(count);
    int start = groups.start();
    boolean spelled = count == digits.size() && count > 1;
    String normal = phone(digits, breaks, groups, count);
    if (isCpf(digits, breaks, spelled, groups, count) && !prefersPhone(normal, breaks, start)) {
      return report(Kind.CPF, groups, count, digits.padded(11).toString());
    }
    if (isCnpj(digits, breaks, spelled, start)) {
      return report(Kind.CNPJ, groups, count, digits.padded(14).toString());
    }
    if (Cards.matches(digits, breaks, spelled)
        && groups.isEven(count)
        && !groups.isFollowed(scan, count)
        && !around.isPlatformKey(start)) {
      return report(Kind.CARD, groups, count, digits.toString());
    }
    return normal == null ? -1 : report(Kind.PHONE, groups, count, normal);
  }

  private boolean isCpf(Digits digits, int breaks, boolean spelled, Groups groups, int count) {
    int start = groups.start();
    if (digits.size() < 11) {
      return count == 1 && Documents.isCpf(digits.padded(11)) && around.isCpfKey(start);
    }
    if (!Documents.isCpf(digits)) {
      return false;
    }
    boolean usual = (breaks & ~(1 << 3 | 1 << 6 | 1 << 9)) == 0 || spelled;
    boolean written = usual && !groups.isBracketed(count) && !groups.isAddress(count);
    return written || around.saysCpf(start);
  }

  /// A valid CPF of eleven bare digits that could be a mobile too: one in a hundred mobiles.
  private boolean prefersPhone(@Nullable String normal, int breaks, int start) {
    return normal != null && !around.saysCpf(start) && (breaks != 0 || around.saysPhone(start));
  }

  private boolean isCnpj(Digits digits, int breaks, boolean spelled, int start) {
    if (digits.size() < 14) {
      return digits.size() > 9
          && breaks == 0
          && Documents.isCnpj(digits.padded(14).toString())
          && around.isCnpjKey(start);
    }
    if (digits.size() != 14 || !Documents.isCnpj(digits.toString())) {
      return false;
    }
    boolean usual = (breaks & ~(1 << 2 | 1 << 5 | 1 << 8 | 1 << 12)) == 0 || spelled;
    return around.saysCnpj(start) || (usual && !(isMoment(digits) && (breaks & ~(1 << 8)) == 0));
  }

  /// `yyyyMMddHHmmss` passes the check digits once in a hundred; a company whose root reads as a
  /// date almost always is its first establishment.
  private static boolean isMoment(Digits digits) {
    int century = digits.number(0, 2);
    int month = digits.number(4, 6);
    int day = digits.number(6, 8);
    return (century == 19 || century == 20)
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= 31
        && digits.number(8, 10) < 24
        && digits.number(10, 12) < 60
        && digits.number(12, 14) < 60
        && digits.number(8, 12) != 1;
  }

  private @Nullable String phone(Digits digits, int breaks, Groups groups, int count) {
    int start = groups.start();
    if (groups.isFollowed(scan, count) || groups.hasSlash(count)) {
      return null;
    }
    boolean marked = groups.hasPlus() || groups.isBracketed(count);
    String normal = Phones.normal(digits, breaks, true);
    if (normal != null) {
      if (!marked && breaks == 0 && digits.size() < 11 && around.isIdKey(start)) {
        return null;
      }
      boolean plain = marked || Phones.normal(digits, breaks, false) != null;
      return plain && !isWeak(digits, breaks, marked, groups, count) || isCalled(start)
          ? normal
          : null;
    }
    return bare(digits, breaks, count, start);
  }

  private boolean isCalled(int start) {
    return around.saysPhone(start) || around.isPhoneKey(start);
  }

  /// Digits that only the words around them make a phone: of another country, or without area code.
  private @Nullable String bare(Digits digits, int breaks, int count, int start) {
    int size = digits.size();
    if (count == 1 && size <= 15 && around.isPhoneKey(start)) {
      boolean moment = (size == 10 || size == 13) && digits.at(0) == 1 && digits.at(1) >= 5;
      return around.isPartyKey(start) && (moment || size < 10) ? null : digits.toString();
    }
    boolean mobile = size == 9 && digits.at(0) == 9 && (breaks & ~(1 << 1 | 1 << 5)) == 0;
    boolean landline = size == 8 && breaks == 1 << 4 && digits.at(0) >= 2 && digits.at(0) <= 5;
    return (mobile || landline) && around.saysPhone(start) ? digits.toString() : null;
  }

  /// Ten digits alone are a landline as often as a moment, an order or a protocol; a fraction or
  /// two years can look like a phone as well.
  private boolean isWeak(Digits digits, int breaks, boolean marked, Groups groups, int count) {
    int start = groups.start();
    if (groups.isDecimal(count)) {
      return true;
    }
    if (digits.size() != 10) {
      return false;
    }
    if (isYear(digits.number(2, 6)) && isYear(digits.number(6, 10))) {
      return true;
    }
    if (marked || breaks != 0) {
      return false;
    }
    boolean seconds = digits.at(0) == 1 && digits.at(1) >= 5;
    return seconds || around.saysOther(start) || !around.isChat(start, groups.end(count));
  }

  private static boolean isYear(int number) {
    return number >= 1900 && number < 2100;
  }

  /// Phones of other countries, only with their plus: the first reading of 11 digits or more, else
  /// all of 8 to 10.
  private int foreign(Groups groups) {
    if (!groups.hasPlus() || groups.digits(groups.count()).at(0) == 0) {
      return -1;
    }
    int best = -1;
    for (int count = 1; count <= groups.count(); count++) {
      int size = groups.digits(count).size();
      boolean open = isOpenRight(groups, count);
      if (size > 15 || best > 0 && groups.digits(best).size() >= 11) {
        break;
      }
      best = open && size >= FEWEST ? count : best;
    }
    return best < 0 ? -1 : report(Kind.PHONE, groups, best, groups.digits(best).toString());
  }

  private int report(Kind kind, Groups groups, int count, String value) {
    int start = kind == Kind.PHONE ? groups.outerStart() : groups.start();
    int end = groups.end(count);
    if (isUuid(groups.start(), end)) {
      return -1;
    }
    String quote = count == 1 && start == groups.start() ? scan.quoteFor(start, end) : "";
    return scan.found(kind, start, end, value, quote);
  }

  private boolean isOpenLeft(int start) {
    char before = scan.at(start - 1);
    if (Chars.isLetter(before)) {
      return around.isGlued(start);
    }
    return !(before == '.' && Chars.isDigit(scan.at(start - 2)));
  }

  private boolean isOpenRight(Groups groups, int count) {
    int end = groups.end(count);
    char after = scan.at(end);
    if (after == 'x' && groups.hasPlus() && Chars.isDigit(scan.at(end + 1))) {
      return true;
    }
    if (Chars.isWord(after) || after == '%') {
      return false;
    }
    return after != '.' || !Chars.isDigit(scan.at(end + 1)) || (count == 1 && isZeros(end + 1));
  }

  /// Whether only zeros follow: a document that was read as a decimal number, `52998224725.0`.
  private boolean isZeros(int from) {
    int end = from;
    while (scan.at(end) == '0') {
      end++;
    }
    return !Chars.isWord(scan.at(end)) && scan.at(end) != '.';
  }

  private boolean isUuid(int start, int end) {
    int from = start;
    while (from > 0 && start - from < 36 && isUuidChar(scan.chars[from - 1])) {
      from--;
    }
    int to = end;
    while (to < scan.length && to - from < 37 && isUuidChar(scan.chars[to])) {
      to++;
    }
    return to - from == 36
        && scan.chars[from + 8] == '-'
        && scan.chars[from + 13] == '-'
        && scan.chars[from + 18] == '-'
        && scan.chars[from + 23] == '-';
  }

  private static boolean isUuidChar(char c) {
    return Chars.isHexDigit(c) || c == '-';
  }

  /// Telegram's `123456789:AA…`, in a path after `bot` as well.
  private int botToken(int start, int end) {
    if (end - start < 8 || end - start > 10 || scan.at(end) != ':') {
      return end;
    }
    int to = end + 1;
    while (to < scan.length && Chars.isToken(scan.chars[to])) {
      to++;
    }
    boolean secret = to - end > 30 && KeyShape.isMixed(scan.chars, end + 1, to);
    return secret ? scan.found(Kind.CREDENTIAL, start, to, "") : end;
  }
}
