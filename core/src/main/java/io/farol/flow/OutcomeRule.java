// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Evidence;
import io.farol.model.Outcome;

/// Reads the outcome of a finished call from what it left behind. Pure and safe for many threads.
public interface OutcomeRule {

  /// @return succeeded or failed, never open
  Outcome judge(Evidence evidence);
}
