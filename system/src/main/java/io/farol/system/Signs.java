// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Evidence;
import io.farol.model.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evidence made ready to be compared with the table of outcomes.
///
/// @param troubled whether anything in it says that the call failed
/// @param platform the recognised platform, or null
/// @param http the HTTP status, also where a sender wrote it as error type or code; or null
/// @param rpc the RPC status in upper case, or null
/// @param names provider's code, error type and exception classes; the code alone when not troubled
/// @param messages as they came; none when not troubled
/// @param text all messages in lower case
/// @param finish finish reasons
record Signs(
    boolean troubled,
    @Nullable String platform,
    @Nullable Integer http,
    @Nullable String rpc,
    List<Named> names,
    List<String> exceptionTypes,
    List<String> messages,
    String text,
    List<String> finish,
    @Nullable String code) {

  /// Platforms whose own numeric codes look like HTTP statuses and are none.
  private static final Set<String> OWN_NUMBERS = Set.of("whatsapp", "messenger", "instagram");

  static Signs of(Evidence evidence) {
    String errorType = name(evidence.errorType());
    String code = name(evidence.providerCode());
    boolean ownNumbers = evidence.platform() != null && OWN_NUMBERS.contains(evidence.platform());
    Integer http = evidence.httpStatus();
    if (http == null) {
      http = status(errorType);
    }
    if (http == null && !ownNumbers) {
      http = status(code);
    }
    String rpc = rpc(evidence.rpcStatus());
    boolean troubled = troubled(evidence, errorType, http, rpc);
    List<Named> names = new ArrayList<>();
    if (code != null) {
      names.add(Named.of(code));
    }
    List<String> exceptions =
        evidence.exceptionTypes().stream().map(Signs::name).filter(Objects::nonNull).toList();
    if (troubled) {
      if (errorType != null && status(errorType) == null) {
        names.add(Named.of(errorType));
      }
      exceptions.forEach(each -> names.add(Named.of(each)));
    }
    List<String> messages = troubled ? evidence.messages() : List.of();
    return new Signs(
        troubled,
        evidence.platform(),
        http,
        rpc,
        names,
        exceptions,
        messages,
        String.join("\n", messages).toLowerCase(Locale.ROOT),
        evidence.finishReasons(),
        code);
  }

  private static boolean troubled(
      Evidence evidence, @Nullable String errorType, @Nullable Integer http, @Nullable String rpc) {
    boolean answered = http != null || rpc != null;
    return evidence.status() == SpanStatus.Code.ERROR
        || http != null && http >= 400
        || rpc != null && !rpc.equals("OK") && !rpc.equals("0")
        || errorType != null && status(errorType) == null
        || evidence.status() == SpanStatus.Code.UNSET
            && !answered
            && !evidence.exceptionTypes().isEmpty();
  }

  /// A name without the wrappings that some runtimes put around it; null when nothing is left.
  private static @Nullable String name(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    String name = raw.strip();
    if (name.startsWith("<class '") && name.endsWith("'>")) {
      name = name.substring("<class '".length(), name.length() - 2);
    }
    while (name.startsWith("*") || name.startsWith("&")) {
      name = name.substring(1);
    }
    return name.isEmpty() ? null : name;
  }

  private static @Nullable String rpc(@Nullable String raw) {
    return raw == null || raw.isBlank() ? null : raw.strip().toUpperCase(Locale.ROOT);
  }

  private static @Nullable Integer status(@Nullable String text) {
    return text != null
            && text.length() == 3
            && text.charAt(0) >= '1'
            && text.charAt(0) <= '5'
            && Character.isDigit(text.charAt(1))
            && Character.isDigit(text.charAt(2))
        ? Integer.valueOf(text)
        : null;
  }
}
