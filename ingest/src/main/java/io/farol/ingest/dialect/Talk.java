// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Message;
import java.util.List;

/// The messages of a span in one dialect's form, and what of the span they were read from.
///
/// @param input what went into the call, instructions first
/// @param output what came out of it
/// @param consumed attributes that need not be kept beside the messages; a name that ends with a
///   dot stands for all that begin with it
/// @param consumedEvents names of span events that need not be kept
record Talk(
    List<Message> input, List<Message> output, List<String> consumed, List<String> consumedEvents) {

  static final Talk NONE = new Talk(List.of(), List.of(), List.of(), List.of());

  Talk {
    input = List.copyOf(input);
    output = List.copyOf(output);
    consumed = List.copyOf(consumed);
    consumedEvents = List.copyOf(consumedEvents);
  }

  boolean isEmpty() {
    return input.isEmpty() && output.isEmpty();
  }
}
