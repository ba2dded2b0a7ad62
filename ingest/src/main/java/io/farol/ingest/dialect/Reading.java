// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One span read through the tables of the dialects it speaks: for each field the first attribute,
/// in order of precedence, that says something. Never a sum of two.
final class Reading {

  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal MILLISECOND = BigDecimal.valueOf(1_000_000L);

  private final Attributes attributes;
  private final FieldTable table;

  Reading(Attributes attributes, FieldTable table) {
    this.attributes = attributes;
    this.table = table;
  }

  @Nullable String text(Field field) {
    for (Row row : table.rows(field)) {
      String text = attributes.text(row.key());
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /// A whole number of 0 or more.
  @Nullable Long count(Field field) {
    for (Row row : table.rows(field)) {
      Long count = attributes.count(row.key());
      if (count != null) {
        return count;
      }
    }
    return null;
  }

  /// A duration of more than 0 in nanoseconds, from whatever unit the attribute has.
  @Nullable Long nanos(Field field) {
    for (Row row : table.rows(field)) {
      BigDecimal number = attributes.number(row.key());
      if (number != null && number.signum() > 0) {
        BigDecimal nanos =
            switch (row.unit()) {
              case AS_IT_IS -> number;
              case SECONDS -> number.multiply(SECOND);
              case MILLISECONDS -> number.multiply(MILLISECOND);
            };
        if (nanos.precision() - nanos.scale() <= 18) {
          return nanos.setScale(0, RoundingMode.HALF_EVEN).longValue();
        }
      }
    }
    return null;
  }

  /// A list of texts; empty when nobody says one.
  List<String> texts(Field field) {
    for (Row row : table.rows(field)) {
      List<String> texts = attributes.texts(row.key());
      if (!texts.isEmpty()) {
        return texts;
      }
    }
    return List.of();
  }

  /// The lines of the tables for one field, in order of precedence; not to be changed.
  Row[] rows(Field field) {
    return table.rows(field);
  }

  Attributes attributes() {
    return attributes;
  }
}
