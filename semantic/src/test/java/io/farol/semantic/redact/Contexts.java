// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Writes numbers as people and machines write them, and puts them where they stand in the world:
/// chat, JSON at several depths, addresses, logs, tables.
final class Contexts {

  private static final String[] INVISIBLE = {"\u200B", "\u2060", "\u00AD", "\u200E", "\uFEFF"};

  private final SplittableRandom random;
  private final Samples samples;

  Contexts(SplittableRandom random) {
    this.random = random;
    this.samples = new Samples(random);
  }

  /// Digits with punctuation after the given places, or without, or in one of the disguises.
  String written(String bare, int[] places, String[] signs) {
    StringBuilder text = new StringBuilder();
    boolean punctuated = random.nextInt(3) > 0;
    int next = 0;
    for (int i = 0; i < bare.length(); i++) {
      if (punctuated && next < places.length && places[next] == i) {
        text.append(signs[next++]);
      }
      text.append(bare.charAt(i));
    }
    return disguised(text.toString());
  }

  private String disguised(String text) {
    return switch (random.nextInt(6)) {
      case 0 -> fullWidth(text);
      case 1 -> withInvisible(text);
      default -> text;
    };
  }

  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder();
    for (char c : text.toCharArray()) {
      wide.append(c >= '0' && c <= '9' ? (char) (c + 0xFEE0) : c);
    }
    return wide.toString();
  }

  private String withInvisible(String text) {
    int at = 1 + random.nextInt(text.length() - 1);
    return text.substring(0, at) + INVISIBLE[random.nextInt(INVISIBLE.length)] + text.substring(at);
  }

  /// Some text with the value in it.
  String around(String value) {
    return switch (random.nextInt(14)) {
      case 0 -> value;
      case 1 -> "Olá! " + value + ".";
      case 2 -> prose() + " " + value + " " + prose();
      case 3 -> "(" + value + ")";
      case 4 -> "{\"" + samples.word() + "zz\":\"" + value + "\"}";
      case 5 -> "{\"a\":" + quoted("{\"b\":" + quoted(value) + "}") + "}";
      case 6 -> "{\"a\":" + quoted("{\"b\":" + quoted("{\"c\":" + quoted(value) + "}") + "}") + "}";
      case 7 ->
          "https://h.example/p?q=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&n=1";
      case 8 -> prose() + "\\n" + value + "\\n" + prose();
      case 9 -> "*" + value + "*";
      case 10 -> "😀" + value + "😀";
      case 11 -> prose() + "zz: " + value + ", " + prose();
      case 12 -> "<x>" + value + "</x>";
      default -> samples.word() + "\t" + value + "\t" + samples.word();
    };
  }

  String prose() {
    StringBuilder text = new StringBuilder(samples.word());
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(' ').append(samples.word());
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
