// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import java.util.Collection;
import java.util.Map;

/// The content of messages, apart from the facts that refer to it, so that it can be kept for a
/// shorter time.
public interface ContentStore {

  /// What is there of the messages asked for; one that is missing (expired, erased, not applied
  /// yet) is absent.
  Map<MessageId, Message> fetch(Collection<MessageRef> refs);
}
