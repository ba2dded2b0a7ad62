// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Names that a row of the table of outcomes knows: codes, error types, classes, spans of numbers.
/// Compared without regard to case.
final class Names {

  private final List<String> written;
  private final Set<String> whole = new HashSet<>();
  private final List<String> starts = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  Names(List<String> written) {
    this.written = List.copyOf(written);
    for (String raw : written) {
      String name = raw.toLowerCase(Locale.ROOT);
      if (name.endsWith("*")) {
        starts.add(name.substring(0, name.length() - 1));
      } else if (name.startsWith("*")) {
        ends.add(name.substring(1));
      } else if (name.matches("\\d+-\\d+")) {
        String[] bounds = name.split("-", -1);
        spans.add(new Span(Long.parseLong(bounds[0]), Long.parseLong(bounds[1])));
      } else {
        whole.add(name);
      }
    }
  }

  boolean isEmpty() {
    return written.isEmpty();
  }

  List<String> written() {
    return written;
  }

  /// Compares the name as it is and by its last part.
  boolean matches(String raw) {
    String name = raw.toLowerCase(Locale.ROOT);
    return matchesPlain(name) || matchesPlain(lastPart(name)) || matchesPlain(nested(name));
  }

  private boolean matchesPlain(String name) {
    return whole.contains(name)
        || starts.stream().anyMatch(name::startsWith)
        || ends.stream().anyMatch(name::endsWith)
        || !spans.isEmpty() && inSpan(name);
  }

  private boolean inSpan(String name) {
    if (name.isEmpty() || name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    long number = Long.parseLong(name);
    return spans.stream().anyMatch(span -> span.from <= number && number <= span.to);
  }

  /// `a.b.C$D` → `d`.
  private static String lastPart(String name) {
    for (int i = name.length() - 1; i >= 0; i--) {
      char c = name.charAt(i);
      if (c == '.' || c == '$' || c == '/' || c == '#' || c == ':') {
        return name.substring(i + 1);
      }
    }
    return name;
  }

  /// `a.b.C$D` → `c$d`.
  private static String nested(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private record Span(long from, long to) {}
}
