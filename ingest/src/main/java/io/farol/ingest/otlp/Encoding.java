// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

/// How a request and its answer are written. An answer uses its request's encoding.
public enum Encoding {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  /// The media type of OTLP/HTTP.
  public String contentType() {
    return contentType;
  }
}
