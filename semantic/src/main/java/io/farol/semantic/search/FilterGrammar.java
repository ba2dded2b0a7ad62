// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.search;

import io.farol.semantic.search.FilterReading.Fault;
import io.farol.semantic.search.FilterReading.Understood;
import io.farol.semantic.search.FilterReading.Wrong;
import io.farol.semantic.search.Vocabulary.Subject;
import io.farol.semantic.search.Vocabulary.Unit;
import io.farol.store.Condition;
import io.farol.store.Condition.Comparison;
import io.farol.store.Condition.Field;
import io.farol.store.Condition.Trait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The grammar of filters, the same wherever something can be filtered:
///
/// ```
/// palavra  "frase exata"  campo:valor  campo:"um valor"  campo:(a OR b)  -campo:x  latencia:>2s  tem:erro
/// ```
///
/// Terms beside each other must all hold. Fields have a Portuguese and an English name
/// ([docs/reference/filters.md]). What it does not know is an error with a suggestion, never free
/// text. Confined to one thread.
public final class FilterGrammar {

  /// More of a text is not read.
  public static final int LONGEST = 2_000;

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Wrong wrong;

    Stop(Wrong wrong) {
      super(wrong.what(), null, false, false);
      this.wrong = wrong;
    }
  }

  /// @param quoted whether it stood in quotes
  private record Piece(String text, int at, int end, boolean quoted) {}

  private final String text;
  private int at;

  private FilterGrammar(String text) {
    this.text = text;
  }

  public static FilterReading read(String text) {
    if (text.length() > LONGEST) {
      return new Wrong(
          Fault.TOO_LONG,
          LONGEST,
          text.length() - LONGEST,
          "a filter has at most " + LONGEST + " characters",
          "");
    }
    try {
      return new Understood(new FilterGrammar(text).terms());
    } catch (Stop stop) {
      return stop.wrong;
    }
  }

  private Condition terms() {
    List<Condition> all = new ArrayList<>();
    skip();
    while (at < text.length()) {
      all.add(term());
      skip();
    }
    return all.size() == 1 ? all.getFirst() : new Condition.All(all);
  }

  private Condition term() {
    int begin = at;
    boolean not = text.charAt(at) == '-' && at + 1 < text.length() && !blank(text.charAt(at + 1));
    if (not) {
      at++;
    }
    if (text.charAt(at) == '(' || text.charAt(at) == ')') {
      throw wrong(Fault.NOT_HERE, at, 1, "parentheses stand after a field alone", "campo:(a OR b)");
    }
    Condition condition = positive(begin);
    return not ? new Condition.Not(condition) : condition;
  }

  private Condition positive(int begin) {
    String name = name();
    if (name == null) {
      Piece piece = piece(false);
      if (!piece.quoted()
          && (piece.text().equals("OR")
              || piece.text().equals("OU")
              || piece.text().equals("AND"))) {
        boolean or = !piece.text().equals("AND");
        throw wrong(
            Fault.NOT_HERE,
            piece.at(),
            piece.text().length(),
            piece.text() + " means nothing here",
            or ? "campo:(a OR b)" : "");
      }
      if (piece.text().isBlank()) {
        throw wrong(Fault.NO_VALUE, begin, at - begin, "there is no word here", "\"…\"");
      }
      return new Condition.Says(piece.text());
    }
    int named = at;
    at += name.length() + 1;
    Subject subject = subject(name, named);
    if (at >= text.length() || blank(text.charAt(at))) {
      throw wrong(
          Fault.NO_VALUE,
          named,
          at - named,
          name + ": has no value",
          name + ":" + example(subject));
    }
    return text.charAt(at) == '(' ? group(name, subject) : value(name, subject, piece(false));
  }

  /// The word before a colon, or null where none begins here.
  private @Nullable String name() {
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || "_-.".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    boolean named =
        end > at
            && end < text.length()
            && text.charAt(end) == ':'
            && Character.isLetter(text.charAt(at));
    return named ? text.substring(at, end) : null;
  }

  private Subject subject(String name, int named) {
    String folded = Condition.folded(name);
    Subject subject = Vocabulary.SUBJECTS.get(folded);
    if (subject != null) {
      return subject;
    }
    int end = wordEnd();
    if (name.indexOf('.') > 0) {
      throw wrong(
          Fault.NOT_SUPPORTED,
          named,
          end - named,
          "attributes (" + name + ") cannot be asked for",
          "\"" + text.substring(Math.min(at, end), end).replace("\"", "") + "\"");
    }
    String meant = Vocabulary.nearest(folded, Vocabulary.SUBJECTS.keySet());
    boolean url = at < text.length() && text.startsWith("//", at);
    throw wrong(
        Fault.UNKNOWN_FIELD,
        named,
        name.length(),
        "there is no field " + name,
        url ? "\"" + text.substring(named, end).replace("\"", "") + "\"" : meant);
  }

  private int wordEnd() {
    int end = at;
    while (end < text.length() && !blank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private Condition group(String name, Subject subject) {
    int open = at++;
    List<Condition> any = new ArrayList<>();
    while (true) {
      skip();
      if (at >= text.length()) {
        throw wrong(
            Fault.UNCLOSED,
            open,
            text.length() - open,
            "the parenthesis is not closed",
            text.substring(open).stripTrailing() + ")");
      }
      if (text.charAt(at) == ')') {
        at++;
        break;
      }
      Piece piece = piece(true);
      boolean or = !piece.quoted() && (piece.text().equals("OR") || piece.text().equals("OU"));
      if (!or) {
        any.add(value(name, subject, piece));
      }
    }
    if (any.isEmpty()) {
      throw wrong(
          Fault.NO_VALUE, open, at - open, name + ": has no value", "(" + example(subject) + ")");
    }
    return any.size() == 1 ? any.getFirst() : new Condition.Any(any);
  }

  private Condition value(String name, Subject subject, Piece piece) {
    return switch (subject) {
      case Subject.OfField(Field field) -> field(field, piece);
      case Subject.OfQuantity(Condition.Quantity quantity, Unit unit) ->
          measure(name, quantity, unit, piece);
      case Subject.OfTrait() -> trait(piece);
    };
  }

  private Condition field(Field field, Piece piece) {
    Set<String> known = Vocabulary.valuesOf(field);
    String folded = Condition.folded(piece.text());
    if (known != null && !known.contains(folded)) {
      throw unknown(piece, known);
    }
    return new Condition.Is(field, Vocabulary.value(field, piece.text()));
  }

  private Condition trait(Piece piece) {
    Trait trait = Vocabulary.TRAITS.get(Condition.folded(piece.text()));
    if (trait == null) {
      throw unknown(piece, Vocabulary.TRAITS.keySet());
    }
    return new Condition.Has(trait);
  }

  private static Stop unknown(Piece piece, Set<String> known) {
    return wrong(
        Fault.UNKNOWN_VALUE,
        piece.at(),
        piece.end() - piece.at(),
        "\"" + piece.text() + "\" is none of " + String.join(", ", known),
        Vocabulary.nearest(Condition.folded(piece.text()), known));
  }

  private Condition measure(String name, Condition.Quantity quantity, Unit unit, Piece piece) {
    Comparison comparison = Comparison.EQUAL;
    String number = piece.text();
    for (Sign sign : Sign.ALL) {
      if (number.startsWith(sign.text())) {
        comparison = sign.comparison();
        number = number.substring(sign.text().length());
        break;
      }
    }
    BigDecimal bound = Amounts.read(number, unit);
    if (bound == null) {
      String digits = number.replaceAll("[.,](?=\\d{3}(\\D|$))", "");
      boolean thousands = !digits.equals(number) && Amounts.read(digits, unit) != null;
      boolean unitless = unit == Unit.TIME && Amounts.read(number + "s", unit) != null;
      String better = thousands ? digits : unitless ? number + "s" : Amounts.example(unit);
      throw wrong(
          Fault.NOT_A_NUMBER,
          piece.end() - number.length(),
          number.length(),
          "\"" + number + "\" is no " + said(unit),
          better);
    }
    if (comparison == Comparison.EQUAL && unit != Unit.COUNT && !piece.text().startsWith("=")) {
      throw wrong(
          Fault.NO_COMPARISON,
          piece.at(),
          piece.end() - piece.at(),
          name + " is compared",
          ">" + piece.text());
    }
    return new Condition.Measures(quantity, comparison, bound);
  }

  private record Sign(String text, Comparison comparison) {
    static final List<Sign> ALL =
        List.of(
            new Sign(">=", Comparison.AT_LEAST),
            new Sign("<=", Comparison.AT_MOST),
            new Sign(">", Comparison.ABOVE),
            new Sign("<", Comparison.BELOW),
            new Sign("=", Comparison.EQUAL));
  }

  private static String said(Unit unit) {
    return switch (unit) {
      case TIME -> "duration with its unit (ms, s, min, h)";
      case MONEY -> "amount";
      case COUNT -> "whole number";
      case BYTES -> "size (B, kB, MB, GB)";
    };
  }

  private static String example(Subject subject) {
    return switch (subject) {
      case Subject.OfField(Field field) -> {
        Set<String> known = Vocabulary.valuesOf(field);
        yield known == null ? "…" : known.iterator().next();
      }
      case Subject.OfQuantity(Condition.Quantity quantity, Unit unit) ->
          ">" + Amounts.example(unit);
      case Subject.OfTrait() -> "erro";
    };
  }

  /// A word, or what stands in quotes; `\"` is a quote in it.
  ///
  /// @param grouped whether a parenthesis ends it
  private Piece piece(boolean grouped) {
    int begin = at;
    if (text.charAt(at) != '"') {
      while (at < text.length()
          && !blank(text.charAt(at))
          && !(grouped && text.charAt(at) == ')')) {
        at++;
      }
      return new Piece(text.substring(begin, at), begin, at, false);
    }
    StringBuilder inside = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      inside.append(text.charAt(at++));
    }
    if (at >= text.length()) {
      throw wrong(
          Fault.UNCLOSED,
          begin,
          text.length() - begin,
          "the quote is not closed",
          text.substring(begin) + "\"");
    }
    at++;
    return new Piece(inside.toString(), begin, at, true);
  }

  private void skip() {
    while (at < text.length() && blank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean blank(char sign) {
    return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
  }

  private static Stop wrong(Fault fault, int at, int length, String what, String instead) {
    return new Stop(new Wrong(fault, at, length, what, instead));
  }
}
