// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

/// A request that cannot be read as a whole: no record of it was taken. To be answered with HTTP
/// 400 or gRPC INVALID_ARGUMENT; sending the same bytes again cannot help.
public final class MalformedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String where;

  /// @param what what is wrong and how to mend it
  /// @param where the place in the body: a byte offset, or line and column
  MalformedRequestException(String what, String where) {
    super(what + " (" + where + ")");
    this.where = where;
  }

  /// The place in the body, in words.
  public String where() {
    return where;
  }
}
