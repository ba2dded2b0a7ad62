// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Message;

/// The binary form of a clean batch, as the journal keeps it and a topic would.
///
/// One version byte, then the [BatchHeading]: tenant, time received, keys of the facts, tally and
/// dropped strings. Then the batch's other fields in declaration order, the facts without their
/// keys and their number: varints (zig-zag where a value may be negative), fixed eight bytes for
/// ids and doubles, enums by ordinal, sealed types by a tag in declaration order, null as a zero
/// flag, decimals as a scale and unscaled varint-framed bytes, a message as varint-framed bytes,
/// the same as of one alone. A string of up to 256 characters is written in full once and by its
/// number afterwards. No framing and no checksum: whoever stores it adds them.
///
/// The order of enum constants and record components is the format: a change raises [#VERSION], and
/// older versions are still read.
public final class BatchCodec {

  /// Written first. A reader refuses what is newer.
  public static final int VERSION = 4;

  /// The first version in which each message stands as [CleanMessage] has it, with its length;
  /// before, its strings were numbered with those of the batch.
  static final int WITH_WHOLE_MESSAGES = 4;

  /// The first version that begins with its heading; before, a key stood in its fact, and the tally
  /// at the end.
  static final int WITH_HEADING = 3;

  /// The first version whose batches have metrics.
  static final int WITH_METRICS = 2;

  /// How deep values may stand within values; [CleanBatch#redact] drops what is deeper.
  static final int MAX_DEPTH = 64;

  private BatchCodec() {}

  public static byte[] encode(CleanBatch batch) {
    return BatchEncoder.encode(batch);
  }

  /// Needs memory in proportion to the bytes, whatever they say.
  ///
  /// @throws IllegalArgumentException when the bytes are not a batch: cut short, too many, of a
  ///   newer version, or damaged
  public static CleanBatch decode(byte[] bytes) {
    try {
      return new BatchDecoder(bytes).batch();
    } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
      throw new IllegalArgumentException(
          "batch of " + bytes.length + " bytes is damaged: " + e.getMessage(), e);
    }
  }

  /// What the batch begins with; the rest is neither read nor checked.
  ///
  /// @throws IllegalArgumentException when the bytes do not begin as a batch does
  public static BatchHeading heading(byte[] bytes) {
    try {
      return new BatchDecoder(bytes).heading();
    } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
      throw new IllegalArgumentException(
          "heading of a batch of " + bytes.length + " bytes is damaged: " + e.getMessage(), e);
    }
  }

  /// One message alone, the same bytes for the same content: what [io.farol.model.MessageId] is the
  /// hash of, and what a content store may keep.
  public static byte[] encode(Message message) {
    return BatchEncoder.encode(message);
  }

  /// @throws IllegalArgumentException when the bytes are not a message
  public static Message decodeMessage(byte[] bytes) {
    try {
      return new BatchDecoder(bytes).lone();
    } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
      throw new IllegalArgumentException(
          "message of " + bytes.length + " bytes is damaged: " + e.getMessage(), e);
    }
  }
}
