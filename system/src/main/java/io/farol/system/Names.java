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

  boolean matches(Named name) {
    for (String form : name.forms()) {
      if (whole.contains(form) || inPart(form) || !spans.isEmpty() && inSpan(form)) {
        return true;
      }
    }
    return false;
  }

  private boolean inPart(String form) {
    for (String start : starts) {
      if (form.startsWith(start)) {
        return true;
      }
    }
    for (String end : ends) {
      if (form.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private boolean inSpan(String form) {
    if (form.isEmpty() || form.length() > 9 || !form.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    long number = Long.parseLong(form);
    return spans.stream().anyMatch(span -> span.from <= number && number <= span.to);
  }

  private record Span(long from, long to) {}
}
