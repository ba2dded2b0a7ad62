// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Detail;
import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages in the forms of OpenTelemetry's four generations, the newest one found in each
/// direction: attributes with structured messages (1.37 and later), one span event for each message
/// (1.28–1.36, as some libraries still write them), and the whole prompt as JSON in an event or an
/// attribute (up to 1.27).
final class GenAiTalk {

  static final String INPUT = "gen_ai.input.messages";
  static final String OUTPUT = "gen_ai.output.messages";
  static final String INSTRUCTIONS = "gen_ai.system_instructions";
  static final String PROMPT = "gen_ai.prompt";
  static final String COMPLETION = "gen_ai.completion";
  static final String PROMPT_EVENT = "gen_ai.content.prompt";
  static final String COMPLETION_EVENT = "gen_ai.content.completion";

  private static final List<String> CONSUMED =
      List.of(INPUT, OUTPUT, INSTRUCTIONS, PROMPT, COMPLETION);

  private GenAiTalk() {}

  static Talk of(Dialect.Look look) {
    Attributes attributes = look.attributes();
    List<String> consumedEvents = new ArrayList<>();
    List<Message> input = new ArrayList<>(instructions(attributes.value(INSTRUCTIONS)));
    List<Message> output = new ArrayList<>();
    read(attributes.value(INPUT), "user", input);
    read(attributes.value(OUTPUT), "assistant", output);
    boolean inputFromEvents = attributes.value(INPUT) == null;
    boolean outputFromEvents = output.isEmpty();
    for (Detail.Event event : look.events()) {
      MessageEvents.Said said =
          MessageEvents.read(
              event.name(), new Value.Empty(), Attributes.owning(event.attributes()));
      if (said != null) {
        consumedEvents.add(event.name());
        if (said.isOutput() ? outputFromEvents : inputFromEvents) {
          (said.isOutput() ? output : input).addAll(said.messages());
        }
      }
    }
    if (input.isEmpty()) {
      read(attributes.value(PROMPT), "user", input);
    }
    if (output.isEmpty()) {
      read(attributes.value(COMPLETION), "assistant", output);
    }
    return new Talk(input, output, CONSUMED, consumedEvents);
  }

  private static void read(@Nullable Value value, String defaultRole, List<Message> into) {
    if (value != null) {
      into.addAll(MessageReader.messages(value, defaultRole));
    }
  }

  /// Instructions are parts without a role around them; some emitters write messages or text.
  static List<Message> instructions(@Nullable Value value) {
    if (value == null) {
      return List.of();
    }
    Value parsed = Tree.parsed(value);
    if (parsed instanceof Value.Items(List<Value> items)
        && items.stream().noneMatch(GenAiTalk::hasRole)) {
      List<Part> parts = new ArrayList<>();
      items.forEach(item -> parts.addAll(PartReader.parts(item)));
      return parts.isEmpty() ? List.of() : List.of(new Message("system", parts));
    }
    if (PartReader.isTyped(parsed)) {
      List<Part> parts = PartReader.parts(parsed);
      return parts.isEmpty() ? List.of() : List.of(new Message("system", parts));
    }
    return MessageReader.messages(parsed, "system");
  }

  private static boolean hasRole(Value value) {
    return value instanceof Value.Fields(Map<String, Value> fields) && fields.containsKey("role");
  }
}
