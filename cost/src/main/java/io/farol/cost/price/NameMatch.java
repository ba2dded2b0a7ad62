// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.List;
import java.util.regex.Pattern;

/// Which model names a sku stands for. Names are compared in lower case.
public sealed interface NameMatch {

  /// @param name in lower case
  boolean matches(String name);

  /// @param text in lower case
  record Equals(String text) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return name.equals(text);
    }
  }

  /// @param text in lower case
  record StartsWith(String text) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return name.startsWith(text);
    }
  }

  /// @param text in lower case
  record EndsWith(String text) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return name.endsWith(text);
    }
  }

  /// @param text in lower case
  record Contains(String text) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return name.contains(text);
    }
  }

  /// Found anywhere in the name.
  record Regex(Pattern pattern) implements NameMatch {
    @Override
    public boolean matches(String name) {
      return pattern.matcher(name).find();
    }
  }

  record Any(List<NameMatch> of) implements NameMatch {
    public Any {
      of = List.copyOf(of);
    }

    @Override
    public boolean matches(String name) {
      return of.stream().anyMatch(match -> match.matches(name));
    }
  }

  record All(List<NameMatch> of) implements NameMatch {
    public All {
      of = List.copyOf(of);
    }

    @Override
    public boolean matches(String name) {
      return of.stream().allMatch(match -> match.matches(name));
    }
  }
}
