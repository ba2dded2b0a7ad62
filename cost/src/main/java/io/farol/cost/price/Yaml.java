// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A place in a YAML file that reads itself strictly and, instead of stopping at the first thing
/// that is wrong, notes it with its line and goes on. Scalars are read from their text, so that a
/// decimal is exactly what was written.
final class Yaml {

  private final Node node;
  private final String path;
  private final String file;
  private final List<String> problems;

  private Yaml(Node node, String path, String file, List<String> problems) {
    this.node = node;
    this.path = path;
    this.file = file;
    this.problems = problems;
  }

  /// @return empty, with a problem noted, when the text is no YAML or says nothing
  static Optional<Yaml> read(String file, String text, List<String> problems) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(64 * 1024 * 1024).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(file + ": the file is empty; a price book begins with \"book:\"");
      }
      return root.map(node -> new Yaml(node, "", file, problems));
    } catch (YamlEngineException e) {
      problems.add(file + ": not YAML: " + e.getMessage());
      return Optional.empty();
    }
  }

  void problem(String what) {
    problems.add(place() + (path.isEmpty() ? "" : ", " + path) + ": " + what);
  }

  /// `serpro.yaml line 31`.
  String place() {
    return file + node.getStartMark().map(mark -> " line " + (mark.getLine() + 1)).orElse("");
  }

  String path() {
    return path;
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /// The fields of a map; a key that is not known, or stands twice, is noted and left out.
  Map<String, Yaml> fields(Collection<String> known) {
    Map<String, Yaml> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode map)) {
      problem("expected keys and values");
      return fields;
    }
    for (NodeTuple tuple : map.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      Yaml value =
          new Yaml(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key, file, problems);
      if (!known.contains(key)) {
        value.problem("unknown key \"" + key + "\"; " + Suggestion.forWord(key, known));
      } else if (fields.putIfAbsent(key, value) != null) {
        value.problem("\"" + key + "\" stands here a second time; keep one of them");
      }
    }
    return fields;
  }

  /// The value under a key that must be there; its absence is noted.
  @Nullable Yaml required(Map<String, Yaml> fields, String key) {
    Yaml value = fields.get(key);
    if (value == null) {
      problem("\"" + key + "\" is missing");
    }
    return value;
  }

  List<Yaml> items() {
    List<Yaml> items = new ArrayList<>();
    if (!(node instanceof SequenceNode sequence)) {
      problem("expected a list");
      return items;
    }
    for (Node item : sequence.getValue()) {
      items.add(new Yaml(item, path + "[" + items.size() + "]", file, problems));
    }
    return items;
  }

  /// A list of texts, or one text alone.
  List<String> texts() {
    return isList() ? items().stream().map(Yaml::text).toList() : List.of(text());
  }

  /// The scalar as written; empty text, with the problem noted, when it is none.
  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    problem("expected a text");
    return "";
  }

  /// A decimal of 0 or more; 0, with the problem noted, when it is none.
  BigDecimal decimal() {
    String text = text();
    if (!text.matches("\\d{1,15}(\\.\\d{1,18})?")) {
      if (!text.isEmpty()) {
        problem(
            "\"" + text + "\" is not a plain decimal of 0 or more; write digits and a point, 2.50");
      }
      return BigDecimal.ZERO;
    }
    return new BigDecimal(text);
  }

  long whole() {
    BigDecimal number = decimal();
    if (number.stripTrailingZeros().scale() > 0) {
      problem("\"" + number + "\" is not a whole number");
    }
    return number.longValue();
  }

  LocalDate day() {
    String text = text();
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      if (!text.isEmpty()) {
        problem("\"" + text + "\" is not a day; write it as 2026-11-25");
      }
      return LocalDate.EPOCH;
    }
  }

  Pattern pattern() {
    String text = text();
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      problem("\"" + text + "\" is not a regular expression: " + e.getDescription());
      return Pattern.compile("");
    }
  }
}
