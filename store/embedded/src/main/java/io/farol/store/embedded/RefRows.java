// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Fact;
import io.farol.model.MessageRef;
import java.sql.SQLException;

/// Writes the messages of tellings into table `message_ref`. Confined to the facts' thread.
record RefRows(Row row) {

  void append(long number, Fact fact) throws SQLException {
    int nth = 0;
    for (MessageRef ref : fact.messages()) {
      row.begin()
          .number(number)
          .integer(nth++)
          .constant(ref.direction())
          .uuid(ref.id().high(), ref.id().low())
          .integer(ref.epochDay())
          .number(fact.span().timing().startEpochNanos())
          .end();
    }
  }
}
