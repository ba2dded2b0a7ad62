// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.ingest.dialect.JsonText;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON of which the end is missing: what came of it is kept. A text that was cut ends where it was
/// cut; a name without a value, and a number or word that may go on, are left out.
final class CutJson {

  private final String text;
  private final StringBuilder closers = new StringBuilder();
  private boolean inString;
  private boolean escaped;
  private boolean isValue;
  private int safe;

  private CutJson(String text) {
    this.text = text;
  }

  /// The value of a whole text, else of what came of one; null when it is no JSON at all.
  static @Nullable Value read(String text) {
    Value whole = JsonText.read(text);
    return whole == null ? JsonText.read(new CutJson(text).closed()) : whole;
  }

  /// What the end of a text says beside what its beginning said: which model, and what was used,
  /// where they stand last.
  ///
  /// @param end from somewhere in the middle to the very end; empty when it is not known
  static Value.Fields withEnd(Value.Fields begun, String end) {
    int usage = end.lastIndexOf("\"usage\"");
    int model = end.lastIndexOf("\"model\"");
    for (int from : new int[] {Math.min(usage, model), Math.max(usage, model)}) {
      if (from >= 0 && JsonText.read("{" + end.substring(from)) instanceof Value.Fields last) {
        Map<String, Value> whole = new LinkedHashMap<>(begun.values());
        whole.putAll(last.values());
        return new Value.Fields(whole);
      }
    }
    return begun;
  }

  private String closed() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        string(c);
      } else {
        outside(c, i);
      }
    }
    String kept = inString && isValue ? unescaped(text) + '"' : text.substring(0, safe);
    return kept + closers.reverse();
  }

  private void string(char c) {
    if (escaped) {
      escaped = false;
    } else if (c == '\\') {
      escaped = true;
    } else if (c == '"') {
      inString = false;
    }
  }

  private void outside(char c, int at) {
    switch (c) {
      case '"' -> inString = true;
      case ':' -> isValue = true;
      case '{', '[' -> {
        closers.append(c == '{' ? '}' : ']');
        isValue = c == '[';
        safe = at + 1;
      }
      case '}', ']' -> {
        if (!closers.isEmpty()) {
          closers.setLength(closers.length() - 1);
        }
        safe = at + 1;
      }
      case ',' -> {
        isValue = !closers.isEmpty() && closers.charAt(closers.length() - 1) == ']';
        safe = at;
      }
      default -> {}
    }
  }

  /// Without half an escape at the end.
  private static String unescaped(String text) {
    int last = text.lastIndexOf('\\');
    int before = last;
    while (before > 0 && text.charAt(before - 1) == '\\') {
      before--;
    }
    boolean opens = last >= 0 && (last - before) % 2 == 0;
    int length = text.length() - last;
    boolean half = opens && (length == 1 || text.charAt(last + 1) == 'u' && length < 6);
    return half ? text.substring(0, last) : text;
  }
}
