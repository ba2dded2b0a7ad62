// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What JSON inside attributes tells of a model's call where no attribute of its own does: the
/// request's parameters, and OpenInference's raw answer.
///
/// @param responseId the provider's id of the answer
/// @param finishReasons as the provider wrote them
/// @param serviceTier as the provider wrote it
record Hints(
    @Nullable String responseId, List<String> finishReasons, @Nullable String serviceTier) {

  static final Hints NONE = new Hints(null, List.of(), null);

  static Hints of(Reading reading) {
    String parameters = reading.text(Field.PARAMETERS);
    Value answer = reading.attributes().value(FlatTalk.OUTPUT_VALUE);
    if (parameters == null && answer == null) {
      return NONE;
    }
    Map<String, Value> asked = parameters == null ? Map.of() : object(Value.of(parameters));
    Map<String, Value> answered = answer == null ? Map.of() : object(answer);
    String tier = Tree.text(answered, "service_tier");
    return new Hints(
        Tree.text(answered, "id", "responseId"),
        finishReasons(answered),
        tier != null ? tier : Tree.text(asked, "service_tier"));
  }

  /// The model among the request's parameters; null when there is none.
  static @Nullable String requested(Reading reading) {
    String parameters = reading.text(Field.PARAMETERS);
    return parameters == null ? null : Tree.text(object(Value.of(parameters)), "model");
  }

  private static List<String> finishReasons(Map<String, Value> answered) {
    List<String> reasons = new ArrayList<>();
    for (Value choice : Tree.items(answered, "choices", "candidates")) {
      if (choice instanceof Value.Fields(Map<String, Value> fields)) {
        String reason = Tree.text(fields, "finish_reason", "finishReason");
        if (reason != null) {
          reasons.add(reason);
        }
      }
    }
    String whole = Tree.text(answered, "stop_reason", "stopReason");
    return reasons.isEmpty() && whole != null ? List.of(whole) : reasons;
  }

  private static Map<String, Value> object(Value value) {
    return Tree.parsed(value) instanceof Value.Fields(Map<String, Value> fields)
        ? fields
        : Map.of();
  }
}
