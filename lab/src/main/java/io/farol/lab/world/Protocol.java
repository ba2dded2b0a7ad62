// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

/// How spans and start records travel.
public enum Protocol {
  /// OTLP/HTTP with protobuf bodies, usually port 4318.
  HTTP_PROTOBUF("http/protobuf"),
  /// OTLP/gRPC, usually port 4317.
  GRPC("grpc");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /// The word of `OTEL_EXPORTER_OTLP_PROTOCOL` for it.
  @Override
  public String toString() {
    return label;
  }

  /// The protocol of such a word.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Protocol named(String label) {
    for (Protocol protocol : values()) {
      if (protocol.label.equals(label)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "protocol: \"" + label + "\" is not known; write http/protobuf or grpc");
  }
}
