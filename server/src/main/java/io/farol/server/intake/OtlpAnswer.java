// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.ingest.otlp.MalformedRequestException;
import io.farol.ingest.otlp.Refusal;
import io.farol.server.access.Verdict;
import java.time.Duration;
import java.util.List;

/// What a sender of telemetry is told, whatever the protocol it is told in.
sealed interface OtlpAnswer {

  /// Durable. What was refused for good is counted and explained; sending it again cannot help.
  ///
  /// @param rejected how many records
  /// @param reasons why, in words; empty when none was
  record Taken(long rejected, String reasons) implements OtlpAnswer {}

  /// Not taken.
  ///
  /// @param reason what it is counted as
  /// @param httpStatus what it is in HTTP; 429 and 503 alone are worth another try
  /// @param refusal what it is in gRPC, and the body of both
  record Refused(Reason reason, int httpStatus, Refusal refusal) implements OtlpAnswer {}

  static OtlpAnswer malformed(String detail) {
    return new Refused(Reason.MALFORMED, 400, Refusal.of(Refusal.INVALID_ARGUMENT, detail));
  }

  static OtlpAnswer malformed(MalformedRequestException cause) {
    return new Refused(Reason.MALFORMED, 400, Refusal.malformed(cause));
  }

  static OtlpAnswer tooLarge(String detail) {
    return new Refused(Reason.TOO_LARGE, 413, Refusal.tooLarge(detail));
  }

  static OtlpAnswer unsupported(String detail) {
    return new Refused(Reason.UNSUPPORTED, 415, Refusal.of(Refusal.UNIMPLEMENTED, detail));
  }

  /// There is too much at once.
  static OtlpAnswer busy(String detail, Duration after) {
    return new Refused(
        Reason.BUSY, 429, new Refusal(Refusal.RESOURCE_EXHAUSTED, detail, List.of(), after));
  }

  static OtlpAnswer unavailable(String detail, Duration after) {
    return new Refused(Reason.UNAVAILABLE, 503, Refusal.later(detail, after));
  }

  /// A slow network may be better the next time.
  static OtlpAnswer tooSlow(String detail, Duration after) {
    return new Refused(Reason.TOO_SLOW, 503, Refusal.later(detail, after));
  }

  /// Nobody may be there any more to hear it.
  static OtlpAnswer brokenOff(String detail) {
    return new Refused(Reason.BROKEN_OFF, 400, Refusal.of(Refusal.INVALID_ARGUMENT, detail));
  }

  static OtlpAnswer turned(Verdict.Turned turned) {
    int code = turned.httpStatus() == 401 ? Refusal.UNAUTHENTICATED : Refusal.PERMISSION_DENIED;
    return new Refused(
        Reason.ACCESS,
        turned.httpStatus(),
        Refusal.of(code, turned.detail() + "; " + turned.mend()));
  }
}
