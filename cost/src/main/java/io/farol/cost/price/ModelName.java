// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms under which a model's name may stand in a book, as it came first: without the prefix
/// that names its own provider (`azure/gpt-4.1`, `models/gemini-2.5-pro`), with the day of its
/// snapshot written in full, without that day.
final class ModelName {

  private static final Pattern COMPACT_DAY =
      Pattern.compile("-(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=[-:@]|$)");
  private static final Pattern SNAPSHOT =
      Pattern.compile("[-@](20\\d{2}-\\d{2}-\\d{2}|20\\d{6}|\\d{4})$");
  private static final Pattern PATH = Pattern.compile("^(.*/)?models/");

  private ModelName() {}

  static List<String> forms(String name, String providerKey, Providers providers) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(lower);
    forms.add(inFull(lower));
    for (String form : List.copyOf(forms)) {
      forms.add(withoutOwnPrefix(form, providerKey, providers));
    }
    List<String> undated = new ArrayList<>();
    for (String form : forms) {
      undated.add(SNAPSHOT.matcher(form).replaceFirst(""));
    }
    forms.addAll(undated);
    return List.copyOf(forms);
  }

  private static String inFull(String name) {
    Matcher day = COMPACT_DAY.matcher(name);
    return day.replaceAll("-$1-$2-$3");
  }

  private static String withoutOwnPrefix(String name, String providerKey, Providers providers) {
    String rest = PATH.matcher(name).replaceFirst("");
    int slash = rest.indexOf('/');
    return slash > 0 && providers.key(rest.substring(0, slash)).equals(providerKey)
        ? rest.substring(slash + 1)
        : rest;
  }
}
