// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is charged. Kinds never overlap: [#INPUT] is the input that is no other kind (uncached
/// text), [#OUTPUT] the output that is no other kind.
public enum Kind {
  /// Input tokens that are neither cached nor of another modality.
  INPUT(Unit.TOKEN),
  CACHE_READ(Unit.TOKEN),
  /// Input tokens written to a cache that lives for minutes.
  CACHE_WRITE(Unit.TOKEN),
  /// Input tokens written to a cache that lives for an hour.
  CACHE_WRITE_1H(Unit.TOKEN),
  INPUT_AUDIO(Unit.TOKEN),
  INPUT_IMAGE(Unit.TOKEN),
  INPUT_VIDEO(Unit.TOKEN),
  CACHE_READ_AUDIO(Unit.TOKEN),
  CACHE_READ_IMAGE(Unit.TOKEN),
  CACHE_READ_VIDEO(Unit.TOKEN),
  /// Output tokens of text; reasoning is among them unless a price separates it.
  OUTPUT(Unit.TOKEN),
  REASONING(Unit.TOKEN),
  CITATION(Unit.TOKEN),
  OUTPUT_AUDIO(Unit.TOKEN),
  OUTPUT_IMAGE(Unit.TOKEN),
  OUTPUT_VIDEO(Unit.TOKEN),
  /// Characters to be spoken.
  CHARACTERS(Unit.CHARACTER),
  /// Audio priced by its length.
  AUDIO(Unit.SECOND),
  /// Pages of a document that was read.
  PAGES(Unit.PAGE),
  /// The call itself, beside what it consumed.
  REQUEST(Unit.REQUEST),
  WEB_SEARCH(Unit.SEARCH),
  RERANK(Unit.SEARCH),
  /// One question to a data service.
  QUERY(Unit.QUERY),
  /// One message to a person.
  MESSAGE(Unit.MESSAGE);

  private final Unit unit;
  private final String wire = name().toLowerCase(Locale.ROOT);

  Kind(Unit unit) {
    this.unit = unit;
  }

  public Unit unit() {
    return unit;
  }

  /// The word in the ledger and the API: `cache_read`.
  public String wire() {
    return wire;
  }

  /// The key in a price book: `cache-read`.
  String key() {
    return wire().replace('_', '-');
  }

  /// Reads the word of the ledger or of a price book, also with its unit or in the plural: `input`,
  /// `input_tokens`, `queries`.
  public static Optional<Kind> named(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replace('-', '_');
    String singular = plain.equals("queries") ? "query" : plain.replaceAll("(es|s)$", "");
    for (Kind kind : values()) {
      String wire = kind.wire();
      if (plain.equals(wire)
          || plain.equals(wire + "_tokens")
          || singular.equals(wire)
          || singular.equals(wire.replaceAll("s$", ""))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// The kinds of which this one is a part, nearest first: where a book says that a part costs what
  /// its whole costs, the first of them that has a price gives it.
  List<Kind> wholes() {
    return switch (this) {
      case CACHE_READ, CACHE_WRITE, INPUT_AUDIO, INPUT_IMAGE, INPUT_VIDEO -> List.of(INPUT);
      case CACHE_WRITE_1H -> List.of(CACHE_WRITE, INPUT);
      case CACHE_READ_AUDIO -> List.of(CACHE_READ, INPUT_AUDIO, INPUT);
      case CACHE_READ_IMAGE -> List.of(CACHE_READ, INPUT_IMAGE, INPUT);
      case CACHE_READ_VIDEO -> List.of(CACHE_READ, INPUT_VIDEO, INPUT);
      case REASONING, CITATION, OUTPUT_AUDIO, OUTPUT_IMAGE, OUTPUT_VIDEO -> List.of(OUTPUT);
      case INPUT, OUTPUT, CHARACTERS, AUDIO, PAGES, REQUEST, WEB_SEARCH, RERANK, QUERY, MESSAGE ->
          List.of();
    };
  }
}
