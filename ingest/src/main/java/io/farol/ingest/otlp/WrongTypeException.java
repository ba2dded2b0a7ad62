// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

/// Well-formed JSON of the wrong shape, such as a text where a list must stand. Within a record it
/// costs that record alone.
final class WrongTypeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private final String where;

  WrongTypeException(String what, String where) {
    super(what, null, false, false);
    this.what = what;
    this.where = where;
  }

  /// What is wrong, the same for every record with this fault.
  String what() {
    return what;
  }

  /// The same for a request that cannot be read without it.
  MalformedRequestException ofRequest() {
    return new MalformedRequestException(what, where);
  }
}
