// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Detail;
import io.farol.model.Evidence;
import io.farol.model.SpanStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers from a finished span what its outcome can be read from.
final class EvidenceReader {

  private static final int MAX_TYPES = 16;
  private static final int MAX_MESSAGE = 1000;
  private static final int MAX_STACK = 256 << 10;

  private static final Pattern CAUSED_BY =
      Pattern.compile(
          "^[ \\t]{0,16}Caused by: ([\\w.$]+)(?:: ([^\\n]{1,1000}))?", Pattern.MULTILINE);

  /// A provider's code inside the text of an error: `"code": "DeploymentNotFound"`.
  private static final Pattern CODE =
      Pattern.compile("[\"']code[\"']\\s*:\\s*[\"']?([A-Za-z0-9_.-]{2,64})");

  private final Set<String> types = new LinkedHashSet<>();
  private final Set<String> messages = new LinkedHashSet<>();

  private EvidenceReader() {}

  static Evidence of(
      Dialect.Look look, @Nullable String platform, SpanStatus status, List<String> finishReasons) {
    EvidenceReader reader = new EvidenceReader();
    reader.exception(look.attributes());
    for (Detail.Event event : look.events()) {
      if (isException(event.name())) {
        reader.exception(Attributes.owning(event.attributes()));
      }
    }
    if (status.message() != null) {
      reader.message(status.message());
    }
    Reading reading = look.reading();
    String errorType = unwrapped(reading.text(Field.ERROR_TYPE));
    return new Evidence(
        platform,
        status.code(),
        httpStatus(reading, errorType),
        reading.text(Field.RPC_STATUS),
        errorType,
        List.copyOf(reader.types),
        List.copyOf(reader.messages),
        reader.code(reading),
        finishReasons);
  }

  /// `exception`, and the events of a domain: `gen_ai.client.operation.exception`.
  static boolean isException(String eventName) {
    return eventName.equals("exception") || eventName.endsWith(".exception");
  }

  private void exception(Attributes attributes) {
    type(attributes.text("exception.type"));
    String text = attributes.text("exception.message");
    if (text != null) {
      message(text);
    }
    String stack = attributes.text("exception.stacktrace");
    if (stack != null) {
      Matcher cause =
          CAUSED_BY.matcher(stack.length() > MAX_STACK ? stack.substring(0, MAX_STACK) : stack);
      while (types.size() < MAX_TYPES && cause.find()) {
        type(cause.group(1));
        if (cause.group(2) != null) {
          message(cause.group(2));
        }
      }
    }
  }

  private void type(@Nullable String raw) {
    String type = unwrapped(raw);
    if (type != null && types.size() < MAX_TYPES) {
      types.add(type);
    }
  }

  private void message(String text) {
    if (!text.isBlank() && messages.size() < MAX_TYPES) {
      messages.add(text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) : text);
    }
  }

  private @Nullable String code(Reading reading) {
    String said = reading.text(Field.PROVIDER_CODE);
    if (said != null) {
      return said;
    }
    for (String text : messages) {
      Matcher code = CODE.matcher(text);
      if (code.find()) {
        return code.group(1);
      }
    }
    return null;
  }

  /// The status itself; else an error type that is one.
  private static @Nullable Integer httpStatus(Reading reading, @Nullable String errorType) {
    Long status = reading.count(Field.HTTP_STATUS);
    if (status == null && errorType != null && errorType.matches("[1-5]\\d\\d")) {
      status = Long.valueOf(errorType);
    }
    return status != null && status >= 100 && status <= 599
        ? Integer.valueOf(status.intValue())
        : null;
  }

  /// Python's `<class 'x.Y'>` is `x.Y`.
  private static @Nullable String unwrapped(@Nullable String type) {
    return type != null && type.startsWith("<class '") && type.endsWith("'>")
        ? type.substring(8, type.length() - 2)
        : type;
  }
}
