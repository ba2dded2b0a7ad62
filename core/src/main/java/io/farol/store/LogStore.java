// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Scope;
import java.util.Optional;

/// Questions to the log lines. Of lines that are equal in all they say one is there.
public interface LogStore {

  /// Headers only; never a body.
  Answer<Page<LogHeader, LogKey>> logs(LogQuery query);

  /// One line, whole.
  Optional<LogLine> findLog(Scope scope, LogKey key);
}
