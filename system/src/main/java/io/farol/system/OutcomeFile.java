// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Cause;
import io.farol.model.Evidence;
import io.farol.model.SpanStatus;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads a table of outcomes from YAML. Every scalar is taken as the text it is written as, so that
/// `0` and `010` stay what a provider calls its codes.
///
/// @throws IllegalArgumentException naming file, line and key, for anything it does not know
final class OutcomeFile {

  private static final Set<String> KEYS =
      Set.of(
          "cause",
          "outcome",
          "platform",
          "http",
          "rpc",
          "name",
          "text",
          "finish",
          "error",
          "example");
  private static final Set<String> EXAMPLE_KEYS =
      Set.of("platform", "http", "rpc", "name", "text", "finish", "status");

  private final String file;

  private OutcomeFile(String file) {
    this.file = file;
  }

  static List<OutcomeRow> read(String file, InputStream in) {
    return new OutcomeFile(file).rows(in);
  }

  private List<OutcomeRow> rows(InputStream in) {
    Node root =
        new Compose(LoadSettings.builder().setLabel(file).build())
            .composeInputStream(in)
            .orElseThrow(() -> new IllegalArgumentException(file + " is empty"));
    if (!(root instanceof SequenceNode list)) {
      throw wrong(root, "expected a list of rows");
    }
    List<OutcomeRow> rows = new ArrayList<>();
    for (Node node : list.getValue()) {
      rows.add(row(node));
    }
    return List.copyOf(rows);
  }

  private OutcomeRow row(Node node) {
    Map<String, Node> keys = keys(node, KEYS);
    Node example = keys.get("example");
    if (example == null) {
      throw wrong(node, "a row has no example; give evidence that it decides");
    }
    List<String> error = texts(keys.get("error"));
    OutcomeRow row =
        new OutcomeRow(
            line(node),
            cause(node, keys),
            Set.copyOf(texts(keys.get("platform"))),
            http(node, keys),
            upper(texts(keys.get("rpc"))),
            new Names(texts(keys.get("name"))),
            texts(keys.get("text")).stream().map(text -> text.toLowerCase(Locale.ROOT)).toList(),
            Set.copyOf(texts(keys.get("finish"))),
            error.isEmpty() ? null : Boolean.valueOf(error.getFirst()),
            example(example));
    if (keys.size() < 3) {
      throw wrong(node, "a row has no sign; it would decide everything");
    }
    return row;
  }

  private @Nullable Cause cause(Node node, Map<String, Node> keys) {
    List<String> cause = texts(keys.get("cause"));
    List<String> outcome = texts(keys.get("outcome"));
    if (cause.isEmpty() && outcome.equals(List.of("succeeded"))) {
      return null;
    }
    for (Cause each : Cause.values()) {
      if (outcome.isEmpty() && cause.equals(List.of(each.wire()))) {
        return each;
      }
    }
    throw wrong(node, "expected a known `cause`, or `outcome: succeeded`; got " + cause + outcome);
  }

  private StatusCodes http(Node node, Map<String, Node> keys) {
    try {
      return StatusCodes.parse(texts(keys.get("http")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ":" + line(node) + ": " + e.getMessage(), e);
    }
  }

  /// A name beside a platform or an HTTP status is the provider's code; alone it is an exception.
  private Evidence example(Node node) {
    Map<String, Node> keys = keys(node, EXAMPLE_KEYS);
    List<String> http = texts(keys.get("http"));
    List<String> name = texts(keys.get("name"));
    List<String> text = texts(keys.get("text"));
    List<String> status = texts(keys.get("status"));
    boolean coded = keys.containsKey("http") || keys.containsKey("platform");
    boolean exception = !name.isEmpty() && !coded;
    return new Evidence(
        first(texts(keys.get("platform"))),
        exception || status.contains("error") ? SpanStatus.Code.ERROR : SpanStatus.Code.UNSET,
        http.isEmpty() ? null : Integer.valueOf(http.getFirst()),
        first(texts(keys.get("rpc"))),
        null,
        exception ? name : List.of(),
        text,
        exception ? null : first(name),
        texts(keys.get("finish")));
  }

  private Map<String, Node> keys(Node node, Set<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, "expected keys and values");
    }
    Map<String, Node> keys = new TreeMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode());
      if (!known.contains(key)) {
        throw wrong(tuple.getKeyNode(), "unknown key \"" + key + "\"; known are " + known);
      }
      keys.put(key, tuple.getValueNode());
    }
    return keys;
  }

  private List<String> texts(@Nullable Node node) {
    return switch (node) {
      case null -> List.of();
      case SequenceNode list -> list.getValue().stream().map(this::text).toList();
      default -> List.of(text(node));
    };
  }

  private String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, "expected a text");
  }

  private static @Nullable String first(List<String> texts) {
    return texts.isEmpty() ? null : texts.getFirst();
  }

  private static Set<String> upper(List<String> texts) {
    Set<String> upper = new HashSet<>();
    texts.forEach(text -> upper.add(text.toUpperCase(Locale.ROOT)));
    return upper;
  }

  private IllegalArgumentException wrong(Node node, String what) {
    return new IllegalArgumentException(file + ":" + line(node) + ": " + what);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
