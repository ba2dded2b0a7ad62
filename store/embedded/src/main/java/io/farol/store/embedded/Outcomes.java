// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Cause;
import io.farol.model.Outcome;
import org.jspecify.annotations.Nullable;

/// The number of each outcome in table `span`.
final class Outcomes {

  static final int OPEN = 0;
  static final int LOST = 1;
  static final int SUCCEEDED = 2;
  static final int FAILED = 3;

  private static final Cause[] CAUSES = Cause.values();

  private Outcomes() {}

  static int number(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Open _ -> OPEN;
      case Outcome.Lost _ -> LOST;
      case Outcome.Succeeded _ -> SUCCEEDED;
      case Outcome.Failed _ -> FAILED;
    };
  }

  static @Nullable String detail(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Open _, Outcome.Succeeded _ -> null;
      case Outcome.Lost(String detail) -> detail;
      case Outcome.Failed failed -> failed.detail();
    };
  }

  static Outcome read(
      int number, @Nullable Integer cause, @Nullable Integer httpStatus, @Nullable String detail) {
    return switch (number) {
      case OPEN -> new Outcome.Open();
      case LOST -> new Outcome.Lost(detail == null ? "" : detail);
      case SUCCEEDED -> new Outcome.Succeeded(httpStatus);
      case FAILED ->
          new Outcome.Failed(cause == null ? Cause.UNKNOWN : CAUSES[cause], httpStatus, detail);
      default -> throw new IllegalStateException("outcome " + number + " is not known");
    };
  }
}
