// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints the tables that the dialects read by.
final class DialectReference {

  private final StringBuilder out = new StringBuilder();

  private DialectReference() {}

  static String markdown() {
    DialectReference reference = new DialectReference();
    reference.introduction();
    reference.matrix();
    reference.fields();
    reference.messages();
    reference.logs();
    reference.operations();
    reference.words(
        "Finish reasons", "Any other word is kept in lower case.", FinishReasons.words());
    reference.words(
        "Providers",
        "Case does not matter. The host of the call wins over what the library says.",
        Providers.spellings());
    reference.platforms();
    return reference.out.toString();
  }

  private void introduction() {
    out.append(
        """
        # Dialects

        <!-- Generated from the code of `ingest`; `-Dgolden.update` in its tests writes it anew. Do not edit. -->

        Which attribute fills which field, for each telemetry convention that Farol reads. A span may speak several at once:
        they are asked in the order below, and for each field the first attribute that says something is read. Two are never
        added. A placeholder (`none`, `unknown`, `null`, `{}`, `__REDACTED__`, empty text) says nothing; numbers may come as
        text, lists as JSON text.

        """);
    int number = 1;
    for (Dialect dialect : Dialects.ALL) {
      out.append(number++).append(". `").append(dialect.id()).append("`\n");
    }
    out.append(
        """

        What the words mean: **current** is written by the newest version of the convention, **old** is an earlier spelling
        that is still sent, **wild** is in no version and is sent all the same.

        """);
  }

  private void matrix() {
    out.append(
        "## Dialect × field\n\nHow many attributes fill it; `–` where none does.\n\n| field |");
    Dialects.ALL.forEach(dialect -> out.append(' ').append(dialect.id()).append(" |"));
    out.append("\n|---|").append("---|".repeat(Dialects.ALL.size())).append('\n');
    for (Field field : Field.values()) {
      out.append("| ").append(field.words()).append(" |");
      for (Dialect dialect : Dialects.ALL) {
        long rows = dialect.rows().stream().filter(row -> row.field() == field).count();
        out.append(' ').append(rows == 0 ? "–" : Long.toString(rows)).append(" |");
      }
      out.append('\n');
    }
    out.append('\n');
  }

  private void fields() {
    for (Dialect dialect : Dialects.ALL) {
      out.append("## `").append(dialect.id()).append("`\n\n");
      out.append("| field | attributes, in order | status |\n|---|---|---|\n");
      for (Field field : Field.values()) {
        List<Row> rows = dialect.rows().stream().filter(row -> row.field() == field).toList();
        for (Row row : rows) {
          out.append("| ")
              .append(row.equals(rows.getFirst()) ? field.words() : "")
              .append(" | `")
              .append(row.key())
              .append('`')
              .append(unit(row.unit()))
              .append(" | ")
              .append(row.status().name().toLowerCase(Locale.ROOT))
              .append(" |\n");
        }
      }
      out.append('\n');
    }
  }

  private static String unit(Row.Unit unit) {
    return switch (unit) {
      case AS_IT_IS -> "";
      case SECONDS -> " (seconds)";
      case MILLISECONDS -> " (milliseconds)";
    };
  }

  private void messages() {
    out.append(
            """
            ## Messages

            Each direction is read from the first of these that has any. Attributes and events that messages were read from are
            not kept a second time, nor are those that repeat them. Base64 data is kept as its media type, size and SHA-256.

            | dialect | input | output | status |
            |---|---|---|---|
            """)
        .append(
            form(
                "otel-genai",
                GenAiTalk.INSTRUCTIONS + "`, `" + GenAiTalk.INPUT,
                GenAiTalk.OUTPUT,
                "current"))
        .append(
            form(
                "otel-genai",
                "gen_ai.{system,user,assistant,tool}.message` span events, `gen_ai.event.content",
                "gen_ai.choice` span events, `gen_ai.event.content",
                "old"))
        .append(
            form(
                    "otel-genai",
                    GenAiTalk.PROMPT
                        + "` in the event `"
                        + GenAiTalk.PROMPT_EVENT
                        + "` or on the span`",
                    GenAiTalk.COMPLETION
                        + "` in the event `"
                        + GenAiTalk.COMPLETION_EVENT
                        + "` or on the span`",
                    "old")
                .replace("``", ""))
        .append(
            form(
                "openinference",
                FlatTalk.INPUT + "N.message.*",
                FlatTalk.OUTPUT + "N.message.*",
                "current"))
        .append(
            form(
                "openinference",
                FlatTalk.PROMPTS + "N.prompt.text",
                FlatTalk.CHOICES + "N.completion.text",
                "current"))
        .append(form("openinference", FlatTalk.EMBEDDINGS + "N.embedding.text", "", "current"))
        .append(form("openinference", FlatTalk.INPUT_VALUE, FlatTalk.OUTPUT_VALUE, "current"))
        .append('\n');
  }

  private static String form(String dialect, String input, String output, String status) {
    return "| "
        + dialect
        + " | `"
        + input
        + "` | "
        + (output.isEmpty() ? "–" : "`" + output + "`")
        + " | "
        + status
        + " |\n";
  }

  private void logs() {
    out.append(
        """
        ## Log records

        A record with the ids of a span and one of these event names (the `eventName` field, or the attribute `event.name`)
        tells of that span; every other one stays a log line.

        | event | becomes |
        |---|---|
        """);
    out.append(event(StartRecord.START, "the start of the span"))
        .append(event(StartRecord.ALIVE, "a sign of life"))
        .append(event(LogEvents.DETAILS, "something late: the call, its usage and its messages"))
        .append(
            event(
                "gen_ai.{system,user,assistant,tool}.message", "something late: an input message"))
        .append(event("gen_ai.choice", "something late: an output message"))
        .append(event(GenAiTalk.PROMPT_EVENT, "something late: input messages"))
        .append(event(GenAiTalk.COMPLETION_EVENT, "something late: output messages"))
        .append(event("exception", "something late: an event of the span; `*.exception` too"))
        .append(
            """

            A span with `logfire.span_type` = `pending_span` is the start of the span above it. A span without an end is a start.

            """);
  }

  private static String event(String name, String becomes) {
    return "| `" + name + "` | " + becomes + " |\n";
  }

  private void operations() {
    Map<String, TreeSet<String>> words = new TreeMap<>();
    Operations.words()
        .forEach((word, operation) ->
            words
                .computeIfAbsent(sort(operation) + " | `" + operation.word(), _ -> new TreeSet<>())
                .add(word));
    out.append(
        """
        ## Operations

        Case does not matter, and a leading `a` (`acompletion`) is ignored. Usage counts on calls of a model alone: what agents,
        steps and workflows report are sums of it.

        | is | operation | words |
        |---|---|---|
        """);
    words.forEach((operation, spellings) ->
        out.append("| ").append(operation).append("` | ").append(list(spellings)).append(" |\n"));
    out.append('\n');
  }

  private static String sort(Operations.Operation operation) {
    return switch (operation.sort()) {
      case MODEL -> "a model's call";
      case FETCH -> "a model's call without usage";
      case STEP -> "a step, no call";
      case CARRIED -> "no call of its own: HTTP or database below it is";
    };
  }

  private void words(String title, String note, Map<String, String> words) {
    Map<String, TreeSet<String>> byMeaning = new TreeMap<>();
    words.forEach(
        (word, meaning) -> byMeaning.computeIfAbsent(meaning, _ -> new TreeSet<>()).add(word));
    out.append("## ").append(title).append("\n\n").append(note);
    out.append("\n\n| canonical | words |\n|---|---|\n");
    byMeaning.forEach((meaning, spellings) ->
        out.append("| `").append(meaning).append("` | ").append(list(spellings)).append(" |\n"));
    out.append('\n');
  }

  private static String list(TreeSet<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private void platforms() {
    out.append(
        """
        ## Platforms

        Recognised by host and by how the path begins, the first that fits. The integration is the platform and what follows;
        `$1` is a group of the path, `#1` one of the host. Ids in it become `{id}`.

        | platform | host | path | integration | models of |
        |---|---|---|---|---|
        """);
    for (Platforms.Rule rule : Platforms.RULES) {
      out.append("| ")
          .append(
              new ArrayList<>(
                      List.of(
                          rule.platform(),
                          pattern(rule.host()),
                          pattern(rule.path()),
                          rule.integration() == null
                              ? rule.platform()
                              : rule.platform() + "/" + rule.integration(),
                          rule.provider() == null ? "–" : rule.provider()))
                  .stream().collect(Collectors.joining(" | ")))
          .append(" |\n");
    }
  }

  private static String pattern(@Nullable Pattern pattern) {
    return pattern == null ? "any" : "`" + pattern.pattern().replace("|", "\\|") + "`";
  }
}
