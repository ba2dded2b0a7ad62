// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Reads the tokens of one JSON text (RFC 8259) in order, and says where it is wrong. For one
/// document, on one thread.
final class JsonText {

  private static final String[] WORDS = {"true", "false", "null"};

  private final String text;
  private int at;

  JsonText(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /// The next character, or NUL at the end.
  char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /// What was read since a position.
  String slice(int from) {
    return text.substring(from, at);
  }

  void take(char wanted) {
    if (peek() != wanted) {
      throw problem("'%c' was expected".formatted(wanted));
    }
    at++;
  }

  String space() {
    int from = at;
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
    return slice(from);
  }

  String word() {
    for (String word : WORDS) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word;
      }
    }
    throw problem("only true, false and null are words of JSON");
  }

  String number() {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    digits();
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    return slice(from);
  }

  private void digits() {
    int from = at;
    while (Chars.isDigit(peek())) {
      at++;
    }
    if (at == from) {
      throw problem("a value was expected");
    }
  }

  /// A string with its escapes undone.
  String string() {
    take('"');
    StringBuilder value = null;
    int copied = at;
    while (peek() != '"') {
      char c = peek();
      if (c < ' ') {
        throw problem(atEnd() ? "the string is not closed" : "a control character must be escaped");
      }
      if (c == '\\') {
        value = value == null ? new StringBuilder() : value;
        value.append(text, copied, at);
        value.append(escape());
        copied = at;
      } else {
        at++;
      }
    }
    String tail = slice(copied);
    at++;
    return value == null ? tail : value.append(tail).toString();
  }

  private char escape() {
    at++;
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        int code =
            at + 4 > text.length()
                ? -1
                : Folding.hex(text.substring(at, at + 4).toCharArray(), 0, 4);
        if (code < 0) {
          throw problem("\\u needs four hex digits");
        }
        at += 4;
        yield (char) code;
      }
      default -> throw problem("no such escape");
    };
  }

  IllegalArgumentException problem(String what) {
    return new IllegalArgumentException("not JSON at character %d: %s".formatted(at, what));
  }

  /// Writes a string as JSON.
  static void quote(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c) && !isPaired(value, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String value, int i) {
    char c = value.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }
}
