// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

/// How many days each class of data is kept, counted in whole UTC days from that on which it came
/// in. What a sender says of its own clock does not count.
///
/// @param content what was said
/// @param spans exchanges and spans; not shorter than content, which is found through them
/// @param logs log lines
/// @param metrics metric samples
/// @param ledger what was charged; not shorter than spans, whose cost it is
public record Retention(int content, int spans, int logs, int metrics, int ledger) {

  /// As many days as for ever.
  public static final int FOREVER = 1_000_000;

  public Retention {
    check("content", content, 1);
    check("spans", spans, content);
    check("logs", logs, 1);
    check("metrics", metrics, 1);
    check("ledger", ledger, spans);
  }

  private static void check(String name, int days, int least) {
    if (days < least || days > FOREVER) {
      throw new IllegalArgumentException(
          "retention.%s is %d days; it must be at least %d".formatted(name, days, least));
    }
  }

  /// What was dropped.
  ///
  /// @param contentDays files of content
  /// @param spans tellings of spans
  public record Forgotten(int contentDays, long spans, long logs, long metrics, long entries) {

    static final Forgotten NOTHING = new Forgotten(0, 0, 0, 0, 0);

    public boolean isNothing() {
      return contentDays + spans + logs + metrics + entries == 0;
    }
  }
}
