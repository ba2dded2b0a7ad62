// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks one JSON document and writes it again, redacted. For one document, on one thread.
final class JsonRedactor {

  private static final int DEEPEST = 512;
  private static final int LONGEST_NUMBER = 40;

  private final TextRedactor redactor;
  private final JsonText in;
  private final StringBuilder out;
  private final List<Find> finds = new ArrayList<>();

  JsonRedactor(TextRedactor redactor, String json) {
    this.redactor = redactor;
    this.in = new JsonText(json);
    this.out = new StringBuilder(json.length() + 64);
  }

  Redaction run() {
    value(null, 0);
    space();
    if (!in.atEnd()) {
      throw in.problem("the document has ended, but more follows");
    }
    return new Redaction(out.toString(), finds);
  }

  /// @param key the key the value stands under, or an array's or a secret object's
  private @Nullable String value(@Nullable String key, int depth) {
    space();
    if (depth > DEEPEST) {
      throw in.problem("nested deeper than %d".formatted(DEEPEST));
    }
    switch (in.peek()) {
      case '{' -> object(key, depth);
      case '[' -> array(key, depth);
      case '"' -> {
        return string(key);
      }
      case 't', 'f', 'n' -> out.append(in.word());
      default -> number(key);
    }
    return null;
  }

  private void object(@Nullable String key, int depth) {
    String inherited = key != null && SecretKeys.isSecret(key) ? key : null;
    String named = null;
    take('{');
    space();
    while (in.peek() != '}') {
      String name = string(null);
      space();
      take(':');
      boolean beside = named != null && isValueName(name);
      String text = value(beside ? named : inherited == null ? name : inherited, depth + 1);
      named = text != null && isNameOfKey(name) ? text : named;
      if (!comma('}')) {
        break;
      }
    }
    take('}');
  }

  private static boolean isNameOfKey(String name) {
    return name.equals("key") || name.equals("name") || name.equals("header");
  }

  private static boolean isValueName(String name) {
    return name.equals("value") || name.equals("values") || name.endsWith("Value");
  }

  private void array(@Nullable String key, int depth) {
    take('[');
    space();
    while (in.peek() != ']') {
      value(key, depth + 1);
      if (!comma(']')) {
        break;
      }
    }
    take(']');
  }

  /// Writes a comma and the space around it; false at the closing bracket.
  private boolean comma(char close) {
    space();
    if (in.peek() == close) {
      return false;
    }
    take(',');
    space();
    if (in.peek() == close) {
      throw in.problem("a value is missing after the comma");
    }
    return true;
  }

  private String string(@Nullable String key) {
    int start = in.position();
    String text = in.string();
    Redaction redaction = redactor.explain(key, text);
    if (redaction.finds().isEmpty()) {
      out.append(in.slice(start));
    } else {
      finds.addAll(redaction.finds());
      JsonText.quote(out, redaction.text());
    }
    return text;
  }

  private void number(@Nullable String key) {
    String token = in.number();
    Redaction redaction = redactor.explain(key, plain(token));
    if (redaction.finds().isEmpty()) {
      out.append(token);
    } else {
      finds.addAll(redaction.finds());
      JsonText.quote(out, redaction.text());
    }
  }

  /// `5.2998224725E10` as the digits it stands for.
  private static String plain(String token) {
    boolean shifted = token.indexOf('e') >= 0 || token.indexOf('E') >= 0;
    if (!shifted || token.length() > LONGEST_NUMBER) {
      return token;
    }
    BigDecimal number = new BigDecimal(token);
    return number.precision() - (long) number.scale() > LONGEST_NUMBER
            || number.scale() > LONGEST_NUMBER
        ? token
        : number.stripTrailingZeros().toPlainString();
  }

  private void space() {
    out.append(in.space());
  }

  private void take(char wanted) {
    in.take(wanted);
    out.append(wanted);
  }
}
