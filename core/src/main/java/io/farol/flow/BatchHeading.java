// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.FactKey;
import java.util.List;

/// What a batch begins with, and what a start must know of a journal: which facts are in it, and
/// what became of the records that came with it. It can be read without the rest.
///
/// @param keys of its facts, in their order
public record BatchHeading(String tenant, List<FactKey> keys, Tally tally) {

  public BatchHeading {
    keys = List.copyOf(keys);
  }

  static BatchHeading of(CleanBatch batch) {
    return new BatchHeading(
        batch.tenant(),
        batch.facts().stream().map(fact -> fact.span().key()).toList(),
        batch.tally());
  }
}
