// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// OpenInference's messages, flattened into attributes by index:
/// `llm.input_messages.0.message.content`. Indexes may have gaps and come in any order; a value
/// `__REDACTED__` was hidden by the sender.
///
/// Where there are none, `input.value` and `output.value` are read: the raw request and answer.
/// Where there are, those two repeat them, and are not kept unless the sender lost attributes.
final class FlatTalk {

  static final String INPUT = "llm.input_messages.";
  static final String OUTPUT = "llm.output_messages.";
  static final String PROMPTS = "llm.prompts.";
  static final String CHOICES = "llm.choices.";
  static final String EMBEDDINGS = "embedding.embeddings.";
  static final String INPUT_VALUE = "input.value";
  static final String OUTPUT_VALUE = "output.value";

  private FlatTalk() {}

  static Talk of(Attributes attributes) {
    TreeMap<Integer, FlatMessage> inputs = new TreeMap<>();
    TreeMap<Integer, FlatMessage> outputs = new TreeMap<>();
    attributes
        .values()
        .forEach((key, value) -> {
          if (key.startsWith(INPUT)) {
            put(inputs, key, INPUT.length(), "message.", value);
          } else if (key.startsWith(OUTPUT)) {
            put(outputs, key, OUTPUT.length(), "message.", value);
          } else if (key.startsWith(PROMPTS)) {
            put(inputs, key, PROMPTS.length(), "prompt.", value);
          } else if (key.startsWith(CHOICES)) {
            put(outputs, key, CHOICES.length(), "completion.", value);
          } else if (key.startsWith(EMBEDDINGS)) {
            put(inputs, key, EMBEDDINGS.length(), "embedding.", value);
          }
        });
    List<Message> input = messages(inputs, "user");
    List<Message> output = messages(outputs, "assistant");
    List<String> consumed = new ArrayList<>(List.of(INPUT, OUTPUT, PROMPTS, CHOICES, EMBEDDINGS));
    boolean lost = attributes.has("otel.dropped_attributes_count");
    if (!lost || input.isEmpty()) {
      consumed.add(INPUT_VALUE);
    }
    if (!lost || output.isEmpty()) {
      consumed.add(OUTPUT_VALUE);
    }
    return new Talk(
        input.isEmpty() ? rawInput(attributes) : input,
        output.isEmpty() ? rawOutput(attributes) : output,
        consumed,
        List.of());
  }

  /// A request that is nothing but its parameters says nothing.
  private static List<Message> rawInput(Attributes attributes) {
    Value value = attributes.value(INPUT_VALUE);
    return value != null && value.equals(attributes.value("llm.invocation_parameters"))
        ? List.of()
        : raw(value, "user");
  }

  /// What comes out of an embedding are numbers: they are no message.
  private static List<Message> rawOutput(Attributes attributes) {
    boolean embedding = "EMBEDDING".equalsIgnoreCase(attributes.text("openinference.span.kind"));
    return embedding ? List.of() : raw(attributes.value(OUTPUT_VALUE), "assistant");
  }

  private static void put(
      TreeMap<Integer, FlatMessage> messages, String key, int from, String within, Value value) {
    int dot = key.indexOf('.', from);
    Integer index = dot < 0 ? null : FlatMessage.index(key, from, dot);
    if (index != null && key.startsWith(within, dot + 1)) {
      messages
          .computeIfAbsent(index, _ -> new FlatMessage())
          .put(key.substring(dot + 1 + within.length()), value);
    }
  }

  private static List<Message> messages(TreeMap<Integer, FlatMessage> flat, String role) {
    return flat.values().stream()
        .filter(FlatMessage::isMessage)
        .map(message -> message.message(role))
        .toList();
  }

  /// The body of a request or answer: the messages in it, else the whole of it as text.
  private static List<Message> raw(@Nullable Value value, String role) {
    if (value == null) {
      return List.of();
    }
    if (Tree.parsed(value) instanceof Value.Fields(Map<String, Value> body)) {
      Value said = Tree.first(body, "messages", "choices", "contents", "output", "prompt", "input");
      if (said instanceof Value.Items || said instanceof Value.Text) {
        List<Message> messages = MessageReader.messages(said, role);
        if (messages.stream().anyMatch(message -> !message.parts().isEmpty())) {
          return messages;
        }
      }
      String text = Tree.text(body, "text", "content");
      String whole =
          text != null ? text : JsonText.write(MediaReader.withoutBytes(new Value.Fields(body)));
      return List.of(new Message(role, List.of(new Part.Text(whole))));
    }
    return MessageReader.messages(value, role);
  }
}
