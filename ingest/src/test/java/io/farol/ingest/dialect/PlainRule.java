// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.flow.OutcomeRule;
import io.farol.model.Cause;
import io.farol.model.Evidence;
import io.farol.model.Outcome;
import io.farol.model.SpanStatus;

/// A tiny rule that shows its evidence: failed when the status, an error type or a 4xx/5xx says so,
/// with the whole evidence as its detail.
public final class PlainRule implements OutcomeRule {

  @Override
  public Outcome judge(Evidence evidence) {
    Integer status = evidence.httpStatus();
    boolean failed =
        evidence.status() == SpanStatus.Code.ERROR
            || evidence.errorType() != null
            || (status != null && status >= 400);
    return failed
        ? new Outcome.Failed(Cause.UNKNOWN, status, evidence.toString())
        : new Outcome.Succeeded(status);
  }
}
