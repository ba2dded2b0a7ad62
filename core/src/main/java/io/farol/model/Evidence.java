// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a finished call left behind for its outcome to be read from. Everything a sender did not
/// say is null or empty.
///
/// @param platform the recognised platform, `serpro`, `azure-openai` …
/// @param status the span's own status
/// @param httpStatus HTTP status code
/// @param rpcStatus gRPC status name or number, or a JSON-RPC code
/// @param errorType `error.type`
/// @param exceptionTypes exception classes or codes, outermost first
/// @param messages texts that came with them: exception messages, status message
/// @param providerCode the provider's own code (`DeploymentNotFound`, WhatsApp `131056`)
/// @param finishReasons canonical finish reasons of a model call
public record Evidence(
    @Nullable String platform,
    SpanStatus.Code status,
    @Nullable Integer httpStatus,
    @Nullable String rpcStatus,
    @Nullable String errorType,
    List<String> exceptionTypes,
    List<String> messages,
    @Nullable String providerCode,
    List<String> finishReasons) {

  public Evidence {
    exceptionTypes = List.copyOf(exceptionTypes);
    messages = List.copyOf(messages);
    finishReasons = List.copyOf(finishReasons);
  }
}
