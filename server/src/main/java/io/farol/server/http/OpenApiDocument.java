// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// `/api/openapi.json`: the contract of the HTTP API (OpenAPI 3.1), as it lies in the jar.
public final class OpenApiDocument {

  private OpenApiDocument() {}

  static byte[] bytes() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/openapi.json"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: openapi.json", e);
    }
  }

  public static HttpService service() {
    byte[] document = bytes();
    return (context, request) -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, document);
  }
}
