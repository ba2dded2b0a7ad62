// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A code, an error type or an exception class as its sender wrote it, and the forms under which
/// the table of outcomes may know it: whole, `C$D` and `D` of `a.b.C$D`, all in lower case.
record Named(String written, List<String> forms) {

  static Named of(String written) {
    String whole = written.toLowerCase(Locale.ROOT);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(whole);
    forms.add(whole.substring(whole.lastIndexOf('.') + 1));
    forms.add(whole.substring(lastMark(whole) + 1));
    return new Named(written, List.copyOf(forms));
  }

  private static int lastMark(String name) {
    for (int i = name.length() - 1; i >= 0; i--) {
      char c = name.charAt(i);
      if (c == '.' || c == '$' || c == '/' || c == '#' || c == ':') {
        return i;
      }
    }
    return -1;
  }
}
