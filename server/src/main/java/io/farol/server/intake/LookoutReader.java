// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Lookout;
import io.farol.flow.Position;
import io.farol.model.Notice;
import io.farol.model.Scope;
import java.time.Instant;
import java.util.List;

/// Hands what passes through the journal to the lookouts of the axes, each batch once. Safe for
/// many threads.
public final class LookoutReader implements BatchReader {

  private final List<Lookout> lookouts;
  private volatile Position position = Position.START;

  /// @param lookouts are told in this order
  public LookoutReader(List<Lookout> lookouts) {
    this.lookouts = List.copyOf(lookouts);
  }

  @Override
  public String name() {
    return "notices";
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public synchronized void apply(Position upTo, List<CleanBatch> batches) {
    if (upTo.compareTo(position) <= 0) {
      return;
    }
    for (CleanBatch batch : batches) {
      lookouts.forEach(lookout -> lookout.tell(batch));
    }
    position = upTo;
  }

  /// What all of them say.
  public List<Notice> notices(Scope scope, Instant now) {
    return lookouts.stream().flatMap(each -> each.notices(scope, now).stream()).toList();
  }
}
