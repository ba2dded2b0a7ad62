// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// All dialects in order of precedence: a richer view of a call before a poorer one.
final class Dialects {

  static final List<Dialect> ALL =
      List.of(
          new McpDialect(),
          new OtelGenAiDialect(),
          new OpenInferenceDialect(),
          new RpcDialect(),
          new MessagingDialect(),
          new DatabaseDialect(),
          new HttpDialect(),
          new GeneralAttributes());

  private static final AtomicReferenceArray<Spoken> BY_MASK =
      new AtomicReferenceArray<>(1 << ALL.size());

  private Dialects() {}

  /// @param dialects those a span speaks, in order
  /// @param table their tables as one
  record Spoken(List<Dialect> dialects, FieldTable table) {}

  /// Which dialects a record speaks. There are few combinations: each is made once.
  static Spoken spoken(Attributes attributes, Sender sender) {
    int mask = 0;
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).speaks(attributes, sender)) {
        mask |= 1 << i;
      }
    }
    Spoken known = BY_MASK.get(mask);
    if (known == null) {
      known = spoken(mask);
      BY_MASK.set(mask, known);
    }
    return known;
  }

  private static Spoken spoken(int mask) {
    List<Dialect> dialects = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i++) {
      if ((mask & 1 << i) != 0) {
        dialects.add(ALL.get(i));
      }
    }
    return new Spoken(List.copyOf(dialects), new FieldTable(dialects));
  }
}
