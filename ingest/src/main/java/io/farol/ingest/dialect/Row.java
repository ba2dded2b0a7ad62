// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

/// One line of a dialect's table: this attribute fills that field. The order of lines is their
/// precedence.
///
/// @param status where the attribute stands in its convention
/// @param unit what its number means
record Row(Field field, String key, Status status, Unit unit) {

  /// Where an attribute stands.
  enum Status {
    /// Written by the newest version of the convention.
    CURRENT,
    /// An older spelling that is still sent.
    OLD,
    /// In no version of the convention, and sent all the same.
    WILD
  }

  enum Unit {
    AS_IT_IS,
    SECONDS,
    MILLISECONDS
  }

  static Row current(Field field, String key) {
    return new Row(field, key, Status.CURRENT, Unit.AS_IT_IS);
  }

  static Row old(Field field, String key) {
    return new Row(field, key, Status.OLD, Unit.AS_IT_IS);
  }

  static Row wild(Field field, String key) {
    return new Row(field, key, Status.WILD, Unit.AS_IT_IS);
  }

  Row in(Unit other) {
    return new Row(field, key, status, other);
  }
}
