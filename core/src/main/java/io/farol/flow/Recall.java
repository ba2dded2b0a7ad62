// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.MessageId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which raw messages were redacted and kept before, so that a history that is sent again with
/// every call is neither redacted nor kept again. Asked by one redaction, on one thread.
public interface Recall {

  /// Knows nothing.
  Recall NONE =
      new Recall() {
        @Override
        public @Nullable MessageId find(int epochDay, ByteBuffer raw) {
          return null;
        }

        @Override
        public void learn(MessageId id) {}
      };

  /// @param epochDay the UTC day under which the content must be kept
  /// @param raw the message before redaction, as [BatchCodec] writes one alone; not to be kept
  /// @return what the message became, when that is kept under this day; else null
  @Nullable MessageId find(int epochDay, ByteBuffer raw);

  /// Hears what the message became that [#find] was asked for last and did not know. It is not kept
  /// yet.
  void learn(MessageId id);
}
