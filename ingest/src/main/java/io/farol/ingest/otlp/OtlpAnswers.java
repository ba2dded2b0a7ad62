// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.flow.Signal;

/// The bodies of answers: `Export…ServiceResponse` and `google.rpc.Status`, in the request's
/// encoding.
public final class OtlpAnswers {

  /// Characters of an error message. An answer must stay far below 4 MiB.
  private static final int MAX_MESSAGE = 4096;

  private OtlpAnswers() {}

  /// What is said of an intake once it is durable: full success, or how many were rejected and why.
  public static byte[] success(Intake intake, Encoding encoding) {
    return success(intake.signal(), intake.rejected(), intake.reasons(), encoding);
  }

  /// @param rejected records refused for good
  /// @param message why; with 0 rejected it is a warning. Empty with 0 rejected is full success
  public static byte[] success(Signal signal, long rejected, String message, Encoding encoding) {
    String shown = shortened(message);
    boolean full = rejected == 0 && shown.isEmpty();
    return switch (encoding) {
      case PROTOBUF -> full ? new byte[0] : ProtoAnswers.partial(rejected, shown);
      case JSON -> JsonAnswers.response(full, rejectedName(signal), rejected, shown);
    };
  }

  /// The body of an error.
  public static byte[] failure(Refusal refusal, Encoding encoding) {
    Refusal shown =
        new Refusal(
            refusal.code(),
            shortened(refusal.message()),
            refusal.violations(),
            refusal.retryAfter());
    return switch (encoding) {
      case PROTOBUF -> ProtoAnswers.status(shown);
      case JSON -> JsonAnswers.status(shown);
    };
  }

  private static String rejectedName(Signal signal) {
    return switch (signal) {
      case SPANS -> "rejectedSpans";
      case LOGS -> "rejectedLogRecords";
      case METRICS -> "rejectedDataPoints";
    };
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }
}
