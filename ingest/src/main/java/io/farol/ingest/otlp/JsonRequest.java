// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request in OTLP/JSON.
///
/// Text that is not UTF-8 is read with U+FFFD in place of what is wrong, as in protobuf.
final class JsonRequest {

  /// Levels of JSON. One level of AnyValue takes three, and the request itself seven.
  static final int MAX_DEPTH = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private JsonRequest() {}

  static void read(byte[] bytes, int offset, int length, Collected collected) {
    String text = repairedOrNull(bytes, offset, length);
    try (JsonParser parser =
        text == null
            ? FACTORY.createParser(bytes, offset, length)
            : FACTORY.createParser(new StringReader(text))) {
      read(parser, collected);
    } catch (CharConversionException e) {
      throw new MalformedRequestException("the request is not UTF-8", "somewhere in the body");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static void read(JsonParser parser, Collected collected) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw new MalformedRequestException(
            "the request is empty; an empty request is {} in JSON", "byte 0");
      }
      reader(new JsonIn(parser), collected).request();
      if (parser.nextToken() != null) {
        throw new MalformedRequestException(
            "something follows the request; send one JSON object", JsonIn.where(parser));
      }
    } catch (WrongTypeException wrong) {
      throw wrong.ofRequest();
    } catch (StreamConstraintsException e) {
      throw new MalformedRequestException(
          "the request nests deeper than "
              + MAX_DEPTH
              + " levels or has a number of over 1000"
              + " digits; send flatter values",
          JsonIn.where(parser));
    } catch (JsonProcessingException e) {
      throw new MalformedRequestException(
          "the request is cut short or not JSON", JsonIn.where(parser));
    }
  }

  private static JsonReader<?> reader(JsonIn in, Collected collected) {
    return switch (collected.signal()) {
      case SPANS -> new JsonSpans(in, collected);
      case LOGS -> new JsonLogs(in, collected);
      case METRICS -> new JsonMetrics(in, collected);
    };
  }

  /// The body as repaired text when it is not valid UTF-8; null when it is and can be read as it
  /// stands.
  private static @Nullable String repairedOrNull(byte[] bytes, int offset, int length) {
    boolean ascii = true;
    for (int i = offset; i < offset + length && ascii; i++) {
      ascii = bytes[i] >= 0;
    }
    if (ascii) {
      return null;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return null;
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
  }
}
