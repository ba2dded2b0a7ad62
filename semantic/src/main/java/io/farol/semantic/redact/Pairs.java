// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import io.farol.semantic.redact.SecretKeys.Grade;
import java.util.Locale;
import java.util.Set;

/// Secrets told by the key they stand under: `"api_key": "…"` in JSON at any depth, `PASSWORD=…`,
/// `?sig=…`, `Cookie: …`, `<senha>…</senha>`, `{"name":"authorization","value":"…"}`. Woken at the
/// sign between key and value.
final class Pairs {

  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_TAG = 96;
  private static final Set<String> EMPTY =
      Set.of(
          "true",
          "false",
          "null",
          "none",
          "nil",
          "undefined",
          "required",
          "optional",
          "string",
          "obrigatório",
          "obrigatória",
          "obrigatorio",
          "obrigatoria",
          "inválida",
          "invalida",
          "incorreta",
          "invalid",
          "yes",
          "no",
          "sim",
          "não",
          "str",
          "?",
          "é",
          "is",
          "a",
          "o",
          "e",
          "de");
  private static final String[] MASKS = {
    "[REDACTED", "<redacted", "__REDACTED__", "[FILTERED", "${"
  };
  private static final String[] SCHEMES = {"bearer ", "basic ", "token ", "apikey ", "digest "};

  private Pairs() {}

  static int at(Scan scan, int sign) {
    int keyEnd = keyEnd(scan, sign);
    int keyStart = keyStart(scan, keyEnd);
    if (keyStart == keyEnd || scan.at(sign + 1) == '=' || isComparison(scan, sign)) {
      return sign;
    }
    boolean query = scan.chars[sign] == '=' && isQuery(scan, keyStart);
    Grade grade =
        query
            ? SecretKeys.inQuery(scan.chars, keyStart, keyEnd)
            : SecretKeys.grade(scan.chars, spacedStart(scan, keyStart), keyEnd);
    return switch (grade) {
      case NONE -> sign;
      case NAME -> scan.chars[sign] == '=' ? assigned(scan, sign) : named(scan, sign);
      case WEAK, STRONG, LINE -> value(scan, sign, sign + 1, grade, query);
    };
  }

  /// Woken at `>`: the content of an element whose name tells.
  static int tag(Scan scan, int end) {
    int open = end;
    while (open > 0 && end - open < LONGEST_TAG && scan.chars[open] != '<') {
      open--;
    }
    if (scan.chars[open] != '<' || scan.at(end - 1) == '/') {
      return end;
    }
    int nameEnd = open + 1;
    while (nameEnd < end
        && (Chars.isToken(scan.chars[nameEnd])
            || scan.chars[nameEnd] == ':'
            || scan.chars[nameEnd] == '.')) {
      nameEnd++;
    }
    Grade grade = SecretKeys.grade(scan.chars, open + 1, nameEnd);
    if (nameEnd == open + 1 || grade == Grade.NONE || grade == Grade.NAME) {
      return end;
    }
    int last = end + 1;
    while (last < scan.length && scan.chars[last] != '<' && scan.chars[last] != Marker.OPEN) {
      last++;
    }
    boolean closed = scan.at(last) == '<' && scan.at(last + 1) == '/';
    return closed ? secret(scan, end, end + 1, last) : end;
  }

  private static int keyEnd(Scan scan, int sign) {
    int at = sign;
    while (at > scan.wall() && sign - at < 4 && isAroundKey(scan.chars[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isAroundKey(char c) {
    return c == ' ' || Chars.isQuote(c) || c == '*' || c == ']' || c == '\\';
  }

  private static int keyStart(Scan scan, int end) {
    int at = end;
    while (at > scan.wall() && end - at < LONGEST_KEY && isKey(scan.chars[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isKey(char c) {
    return Chars.isToken(c) || c == '.' || Chars.isLetter(c);
  }

  /// Keys in prose are of two words: "API key: …".
  private static int spacedStart(Scan scan, int start) {
    if (start - 1 > scan.wall()
        && scan.chars[start - 1] == ' '
        && Chars.isWord(scan.chars[start - 2])) {
      return keyStart(scan, start - 1);
    }
    return start;
  }

  private static boolean isQuery(Scan scan, int keyStart) {
    char before = scan.at(keyStart - 1);
    return before == '?' || before == '&' || before == '#' || (keyStart == 0 && !hasSpace(scan));
  }

  private static boolean hasSpace(Scan scan) {
    for (int i = 0; i < Math.min(scan.length, 512); i++) {
      if (Chars.isSpace(scan.chars[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isComparison(Scan scan, int sign) {
    return scan.chars[sign] == '=' && "!<>=~".indexOf(scan.at(sign - 1)) >= 0 && sign > 0;
  }

  private static int value(Scan scan, int sign, int from, Grade grade, boolean query) {
    int at = scan.skipSpaces(from, 8);
    at = scan.at(at) == '>' ? scan.skipSpaces(at + 1, 8) : at;
    char first = scan.at(at);
    if (Chars.isQuote(first)) {
      return quoted(scan, sign, at, grade);
    }
    if (first == '[') {
      return array(scan, sign, at);
    }
    if (first == '{' || first == '\0' || first == '<' || first == '\\') {
      return sign;
    }
    if (query) {
      return secret(scan, sign, at, Values.queryEnd(scan, at));
    }
    if (grade == Grade.LINE) {
      return line(scan, sign, at);
    }
    int end = Values.bareEnd(scan, at);
    boolean number = isNumber(scan, at, end);
    boolean taken =
        grade == Grade.STRONG
            ? !number || (end - at > 2 && !isCount(scan, sign, at, end))
            : looksSecret(scan, at, end, number, isAssignment(scan, sign, at));
    boolean said = scan.chars[sign] == ':' && isSentence(scan, at, end);
    return taken && !said && !EMPTY.contains(scan.text(at, end).toLowerCase(Locale.ROOT))
        ? secret(scan, sign, at, end)
        : sign;
  }

  /// Whether the value is a plain word and two more follow it, as in "senha: perdi minha senha".
  private static boolean isSentence(Scan scan, int start, int end) {
    int at = start;
    int to = end;
    for (int word = 0; word < 3; word++) {
      for (int i = at; i < to; i++) {
        if (!Chars.isLetter(scan.chars[i]) || Chars.isUpper(scan.chars[i]) && i > start) {
          return false;
        }
      }
      if (to == at || (word < 2 && scan.at(to) != ' ')) {
        return false;
      }
      at = to + 1;
      to = at;
      while (Chars.isLetter(scan.at(to))) {
        to++;
      }
    }
    return true;
  }

  /// A short or broken number under `…_token` is a count or a price.
  private static boolean isCount(Scan scan, int sign, int start, int end) {
    boolean token = scan.startsWithAnyCase(keyEnd(scan, sign) - 5, "token");
    return token && (end - start < 6 || Digits.of(scan.text(start, end)) == null);
  }

  /// `TOKEN=value`, with nothing between.
  private static boolean isAssignment(Scan scan, int sign, int at) {
    return scan.chars[sign] == '=' && at == sign + 1 && keyEnd(scan, sign) == sign;
  }

  private static boolean looksSecret(
      Scan scan, int at, int end, boolean number, boolean assignment) {
    int size = end - at;
    if (number) {
      return size >= 6 && size <= 10;
    }
    boolean odd = size >= 6 && KeyShape.isMixed(scan.chars, at, end);
    return odd || size >= 20 || (assignment && size >= 3);
  }

  /// `key=…` beyond an address: only what could be nothing else.
  private static int assigned(Scan scan, int sign) {
    int end = Values.bareEnd(scan, sign + 1);
    boolean secret =
        isAssignment(scan, sign, sign + 1)
            && end - sign > 16
            && KeyShape.isMixed(scan.chars, sign + 1, end)
            && scan.text(keyStart(scan, sign), sign).equals("key");
    return secret ? secret(scan, sign, sign + 1, end) : sign;
  }

  private static int quoted(Scan scan, int sign, int open, Grade grade) {
    int close = Values.closing(scan, open);
    if (close < 0) {
      int end = Values.bareEnd(scan, open + 1);
      return secret(scan, sign, open + 1, end);
    }
    if (grade == Grade.WEAK && (isWords(scan, open + 1, close) || isLogprob(scan, close))) {
      return sign;
    }
    return secret(scan, sign, open + 1, close);
  }

  /// Too short for a secret, or written with spaces.
  private static boolean isWords(Scan scan, int start, int end) {
    return end - start < 2 || scan.text(start, end).indexOf(' ') >= 0;
  }

  /// A token of a model's vocabulary stands beside its probability.
  private static boolean isLogprob(Scan scan, int close) {
    int at = scan.skipSpaces(close + 1, 8);
    at = scan.at(at) == ',' ? scan.skipSpaces(at + 1, 32) : at;
    return scan.startsWith(at + 1, "logprob") || scan.startsWith(at + 1, "bytes");
  }

  private static int array(Scan scan, int sign, int open) {
    int end = Values.arrayEnd(scan, open);
    int at = open + 1;
    int last = sign;
    while (at < end) {
      if (scan.chars[at] == '"' || scan.chars[at] == '\'') {
        int close = Values.closing(scan, at);
        if (close < 0 || close > end) {
          break;
        }
        last = Math.max(last, secret(scan, sign, at + 1, close));
        at = close;
      }
      at++;
    }
    return last;
  }

  /// A header without quotes, unless what follows is a sentence.
  private static int line(Scan scan, int sign, int from) {
    int end = Values.lineEnd(scan, from);
    boolean spaced = false;
    boolean odd = false;
    for (int i = from; i < end; i++) {
      spaced |= scan.chars[i] == ' ';
      odd |= Chars.isDigit(scan.chars[i]) || scan.chars[i] == '=';
    }
    boolean scheme = afterScheme(scan, from, end) > from;
    boolean sentence = spaced && !odd && !scheme || end - from < 4;
    return sentence ? sign : secret(scan, sign, from, end);
  }

  /// `{"name":"authorization","value":"…"}`, and OTLP's `{"key":…,"value":{"stringValue":…}}`.
  private static int named(Scan scan, int sign) {
    int open = scan.skipSpaces(sign + 1, 8);
    if (!Chars.isQuote(scan.at(open))) {
      return sign;
    }
    int close = Values.closing(scan, open);
    if (close < 0 || close - open > LONGEST_KEY) {
      return sign;
    }
    Grade grade = SecretKeys.grade(scan.chars, open + 1, close);
    if (grade == Grade.NONE || grade == Grade.NAME) {
      return sign;
    }
    int at = scan.skipSpaces(close + 1, 32);
    for (int step = 0; step < 2; step++) {
      at = scan.at(at) == ',' || scan.at(at) == '{' ? scan.skipSpaces(at + 1, 32) : at;
      if (!Chars.isQuote(scan.at(at)) || !isValueName(scan, at + 1)) {
        return sign;
      }
      int nameClose = Values.closing(scan, at);
      int colon = nameClose < 0 ? -1 : scan.skipSpaces(nameClose + 1, 8);
      if (colon < 0 || scan.at(colon) != ':') {
        return sign;
      }
      at = scan.skipSpaces(colon + 1, 32);
      if (scan.at(at) != '{') {
        return value(scan, sign, at, Grade.STRONG, false);
      }
    }
    return sign;
  }

  private static boolean isValueName(Scan scan, int at) {
    return scan.startsWithAnyCase(at, "value")
        || scan.startsWithAnyCase(at, "stringvalue")
        || scan.startsWithAnyCase(at, "string_value");
  }

  private static int secret(Scan scan, int sign, int start, int end) {
    int from = afterScheme(scan, start, end);
    if (from >= end || isClean(scan, from, end) || isMasked(scan, from, end)) {
      return sign;
    }
    boolean jwt = Jwts.end(scan, from) == end;
    Kind kind = jwt ? Kind.JWT : Kind.CREDENTIAL;
    return scan.found(
        kind, from, end, "", isNumber(scan, from, end) ? scan.quoteFor(from, end) : "");
  }

  private static int afterScheme(Scan scan, int start, int end) {
    for (String scheme : SCHEMES) {
      if (scan.startsWithAnyCase(start, scheme)) {
        return Math.min(end, scan.skipSpaces(start + scheme.length(), 8));
      }
    }
    return start;
  }

  /// Whether nothing but markers stands there.
  private static boolean isClean(Scan scan, int start, int end) {
    int at = start;
    while (at < end) {
      int next = Chars.isSpace(scan.chars[at]) ? at + 1 : Marker.end(scan.chars, at, end);
      if (next == at) {
        return false;
      }
      at = next;
    }
    return true;
  }

  private static boolean isMasked(Scan scan, int start, int end) {
    for (String mask : MASKS) {
      if (scan.startsWith(start, mask)) {
        return true;
      }
    }
    if (scan.chars[start] == '<' && scan.chars[end - 1] == '>') {
      return isPlaceholder(scan, start + 1, end - 1);
    }
    for (int i = start; i < end; i++) {
      if ("*•.xX#- ".indexOf(scan.chars[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlaceholder(Scan scan, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Chars.isLetter(scan.chars[i]) && "_- ".indexOf(scan.chars[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /// A number as JSON writes it.
  private static boolean isNumber(Scan scan, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = scan.chars[i];
      boolean sign = c == '.' || ((c == 'e' || c == 'E' || c == '-' || c == '+') && i > start);
      if (!Chars.isDigit(c) && !sign) {
        return false;
      }
    }
    return end > start && Chars.isDigit(scan.chars[start]);
  }
}
