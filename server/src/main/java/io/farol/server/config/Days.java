// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how long something is kept: `30 days`, `30`, `forever`.
final class Days {

  static final String EXPECTED = "a number of days such as 30 days, or forever";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})( days?)?");

  private Days() {}

  static int parse(String text) {
    if (text.strip().equals("forever")) {
      return FarolConfig.Retention.FOREVER;
    }
    Matcher matcher = FORM.matcher(text.strip());
    int days = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (days < 1) {
      throw new IllegalArgumentException("not a number of days");
    }
    return days;
  }
}
