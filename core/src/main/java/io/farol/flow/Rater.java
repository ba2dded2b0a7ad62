// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import java.util.List;

/// Prices what a fact consumed. Pure: the same fact gives the same entries, with the same ids. Safe
/// for many threads.
public interface Rater {

  /// @return charges and unpriced quantities; empty when there is nothing to charge
  List<LedgerEntry> rate(String tenant, Fact fact);
}
