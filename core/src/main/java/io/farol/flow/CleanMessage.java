// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Message;
import io.farol.model.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A redacted message as the bytes that [BatchCodec] writes of one alone: made once, by the
/// redaction or by reading a batch, and passed on as it is from there to the journal and to a
/// content store. Its [io.farol.model.MessageId] is their hash. Safe for many threads.
public final class CleanMessage {

  private final byte[] bytes;

  /// @param bytes not to be changed afterwards
  CleanMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  static CleanMessage of(Message message) {
    return new CleanMessage(BatchEncoder.encode(message));
  }

  /// Read from the bytes anew each time.
  public Message message() {
    return BatchCodec.decodeMessage(bytes);
  }

  /// The calls of tools in it, in order; a message without one is not read for it.
  public List<Part.ToolCall> toolCalls() {
    if (!new BatchDecoder(bytes).callsTool()) {
      return List.of();
    }
    List<Part.ToolCall> calls = new ArrayList<>();
    for (Part part : message().parts()) {
      if (part instanceof Part.ToolCall call) {
        calls.add(call);
      }
    }
    return calls;
  }

  /// How many bytes it has.
  public int length() {
    return bytes.length;
  }

  /// Copies all of it.
  ///
  /// @throws IndexOutOfBoundsException when there is no room behind the place
  public void copyTo(byte[] to, int at) {
    System.arraycopy(bytes, 0, to, at, bytes.length);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CleanMessage that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "CleanMessage of " + bytes.length + " bytes";
  }
}
