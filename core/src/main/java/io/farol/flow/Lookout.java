// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Notice;
import io.farol.model.Scope;
import java.time.Instant;
import java.util.List;

/// Looks at all that passes and says what a person should look at. It keeps nothing on disk: after
/// a start it is told what the journal still holds. Safe for many threads.
public interface Lookout {

  /// Is told of a batch, of each once.
  void tell(CleanBatch batch);

  /// What showed within the hour before this moment, by integration.
  List<Notice> notices(Scope scope, Instant now);
}
