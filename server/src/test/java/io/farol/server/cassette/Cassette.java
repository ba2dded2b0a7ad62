// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.cassette;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One recorded exchange.
///
/// @param file where it was read
/// @param headers of the answer, those of framing and of a connection taken out
record Cassette(
    Path file,
    String method,
    URI uri,
    byte[] request,
    String requestType,
    int status,
    Map<String, String> headers,
    byte[] response) {

  /// Reads what VCR for Python and Ruby, go-vcr and pydantic-ai write, and HTTP archives (HAR);
  /// what is of another shape is left out.
  static List<Cassette> of(Path file, @Nullable Object root) {
    List<Cassette> all = new ArrayList<>();
    if (root instanceof Map<?, ?> map) {
      Object interactions =
          map.get("log") instanceof Map<?, ?> archive
              ? archive.get("entries")
              : map.containsKey("interactions")
                  ? map.get("interactions")
                  : map.get("http_interactions");
      if (interactions instanceof List<?> list) {
        for (Object each : list) {
          if (each instanceof Map<?, ?> interaction) {
            Cassette read = one(file, interaction);
            if (read != null) {
              all.add(read);
            }
          }
        }
      }
    }
    return all;
  }

  private static @Nullable Cassette one(Path file, Map<?, ?> interaction) {
    if (!(interaction.get("request") instanceof Map<?, ?> request)
        || !(interaction.get("response") instanceof Map<?, ?> response)) {
      return null;
    }
    Object uri = request.containsKey("uri") ? request.get("uri") : request.get("url");
    Object method = request.get("method");
    Integer status = status(response);
    byte[] answer = body(response);
    if (uri == null || method == null || status == null || answer == null) {
      return null;
    }
    URI parsed;
    try {
      parsed = URI.create(uri.toString());
    } catch (IllegalArgumentException notAUri) {
      return null;
    }
    if (parsed.getHost() == null) {
      return null;
    }
    Map<String, String> headers = headers(response);
    if (isText(answer)) {
      // The recorder had unpacked it.
      headers.remove("content-encoding");
    }
    byte[] sent = body(request);
    return new Cassette(
        file,
        method.toString().toUpperCase(Locale.ROOT),
        parsed,
        sent == null ? new byte[0] : sent,
        headers(request).getOrDefault("content-type", "application/json"),
        status,
        headers,
        answer);
  }

  /// What nothing packed begins with.
  private static boolean isText(byte[] body) {
    return body.length > 0 && "{[\"<\n\r :de".indexOf(body[0]) >= 0;
  }

  private static @Nullable Integer status(Map<?, ?> response) {
    Object status = response.get("status");
    if (status instanceof Map<?, ?> map) {
      status = map.get("code");
    }
    if (!(status instanceof Integer)) {
      status = response.get("code");
    }
    return status instanceof Integer code && code >= 200 && code < 600 ? code : null;
  }

  private static byte @Nullable [] body(Map<?, ?> message) {
    Object body = message.get("body");
    if (message.get("content") instanceof Map<?, ?> content && !content.containsKey("encoding")) {
      body = content.get("text");
    } else if (message.get("postData") instanceof Map<?, ?> posted) {
      body = posted.get("text");
    }
    if (body instanceof Map<?, ?> map) {
      body = map.get("string");
    }
    if (body == null && message.get("parsed_body") != null) {
      body = Yaml.json(message.get("parsed_body"));
    }
    return switch (body) {
      case byte[] bytes -> bytes;
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      case null -> new byte[0];
      default -> null;
    };
  }

  private static Map<String, String> headers(Map<?, ?> message) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (message.get("headers") instanceof List<?> list) {
      Map<Object, Object> named = new LinkedHashMap<>();
      for (Object each : list) {
        if (each instanceof Map<?, ?> field && field.get("name") != null) {
          named.put(field.get("name"), String.valueOf(field.get("value")));
        }
      }
      return headers(Map.of("headers", named));
    }
    if (message.get("headers") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        String key = name.toString().toLowerCase(Locale.ROOT);
        Object first = value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
        boolean connection =
            key.equals("content-length")
                || key.equals("transfer-encoding")
                || key.equals("connection")
                || key.equals("keep-alive");
        if (!connection && first != null && !(first instanceof List<?>)) {
          headers.put(key, first.toString().replaceAll("[^\\x20-\\x7E]", "?"));
        }
      });
    }
    return headers;
  }

  /// The path and query as they were sent.
  String target() {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
