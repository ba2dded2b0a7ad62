// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request was not taken: `google.rpc.Status`, the body of every 4xx and 5xx of OTLP/HTTP and
/// the details of a gRPC status.
///
/// @param code gRPC's number, 3 = INVALID_ARGUMENT
/// @param message what, where, and how to mend it
/// @param violations `google.rpc.BadRequest`: which fields are wrong; empty adds no detail
/// @param retryAfter `google.rpc.RetryInfo`: null adds no detail, and then RESOURCE_EXHAUSTED means
///   "never"
public record Refusal(
    int code, String message, List<Violation> violations, @Nullable Duration retryAfter) {

  public static final int INVALID_ARGUMENT = 3;
  public static final int PERMISSION_DENIED = 7;
  public static final int RESOURCE_EXHAUSTED = 8;
  public static final int UNIMPLEMENTED = 12;
  public static final int INTERNAL = 13;
  public static final int UNAVAILABLE = 14;
  public static final int UNAUTHENTICATED = 16;

  public Refusal {
    violations = List.copyOf(violations);
  }

  /// @param field the place in the request
  /// @param description what is wrong with it
  public record Violation(String field, String description) {}

  /// A body that cannot be read: HTTP 400.
  public static Refusal malformed(MalformedRequestException cause) {
    String what = String.valueOf(cause.getMessage());
    return new Refusal(INVALID_ARGUMENT, what, List.of(new Violation(cause.where(), what)), null);
  }

  /// Not now: HTTP 503 or 429 with `Retry-After`.
  public static Refusal later(String message, Duration retryAfter) {
    return new Refusal(UNAVAILABLE, message, List.of(), retryAfter);
  }

  /// A body over the limit, which no retry makes smaller: HTTP 413.
  public static Refusal tooLarge(String message) {
    return new Refusal(RESOURCE_EXHAUSTED, message, List.of(), null);
  }

  /// Anything else that is final.
  public static Refusal of(int code, String message) {
    return new Refusal(code, message, List.of(), null);
  }
}
