// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// How fast strings are redacted, on one thread: `java -cp …
/// io.farol.semantic.redact.RedactionBench [seed]`. For each kind of text it prints MB/s (a
/// megabyte is 10⁶ characters), the best of several rounds, with a checksum of the results so that
/// nothing was left out.
public final class RedactionBench {

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 16;
  private static final int TEXTS = 4_000;
  private static final String[] WORDS = {
    "olá",
    "preciso",
    "consultar",
    "a",
    "situação",
    "do",
    "meu",
    "cadastro",
    "na",
    "receita",
    "e",
    "não",
    "consigo",
    "pelo",
    "aplicativo",
    "você",
    "pode",
    "me",
    "ajudar",
    "com",
    "isso",
    "hoje",
    "porque",
    "ontem",
    "tentei",
    "pagar",
    "fatura",
    "deu",
    "erro",
    "novamente",
    "obrigado",
    "então",
    "segunda-feira",
    "às",
    "14h30",
    "dia",
    "12/10/2026",
    "R$",
    "1.234,56",
    "pedido",
    "nº",
    "48213"
  };

  private RedactionBench() {}

  public static void main(String[] arguments) {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : new Random().nextLong();
    System.out.printf(
        Locale.ROOT,
        "seed %d, %s %s, %d texts of about 1,400 characters, one thread%n",
        seed,
        System.getProperty("java.vm.name"),
        Runtime.version(),
        TEXTS);
    Make make = new Make(new SplittableRandom(seed));
    measure("Portuguese chat, nothing in it", make::chat);
    measure("Portuguese chat, a CPF and a phone in each", make::personal);
    measure("JSON, nothing in it", () -> json(make.chat(), false));
    measure("JSON, escaped once", () -> json(make.chat(), true));
    measure("JSON with people", () -> json(make.personal(), true));
  }

  private static void measure(String name, Supplier<String> maker) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      texts.add(maker.get());
    }
    long characters = texts.stream().mapToLong(String::length).sum();
    TextRedactor redactor = new TextRedactor(PseudonymKey.of(new byte[32]));
    long best = Long.MAX_VALUE;
    int checksum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      checksum = 0;
      long start = THREAD.getCurrentThreadCpuTime();
      for (String text : texts) {
        checksum = checksum * 31 + redactor.redact(null, text).hashCode();
      }
      best = Math.min(best, THREAD.getCurrentThreadCpuTime() - start);
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %8.1f MB/s %8.2f µs/text  checksum %08x%n",
        name,
        characters * 1e3 / best,
        best / 1e3 / TEXTS,
        checksum);
  }

  private static String json(String chat, boolean escaped) {
    String message =
        "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}"
            .formatted(chat.substring(0, chat.length() / 2).replace("\n", "\\n"));
    String tool =
        "{\"role\":\"tool\",\"id\":\"call_9aX2\",\"usage\":{\"input_tokens\":812,\"output_tokens\":44},"
            + "\"created\":1764042000,\"ok\":true,\"score\":0.9713,\"content\":\"%s\"}"
                .formatted(chat.substring(chat.length() / 2).replace("\n", "\\n"));
    String whole = "[" + message + "," + tool + "]";
    return escaped
        ? "{\"messages\":\"" + whole.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"
        : whole;
  }

  /// Makes texts by chance.
  private record Make(SplittableRandom random) {

    String chat() {
      StringBuilder text = new StringBuilder();
      while (text.length() < 1_400) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
        int sign = random.nextInt(24);
        text.append(sign == 0 ? ". " : sign == 1 ? ", " : sign == 2 ? "?\n" : " ");
      }
      return text.toString();
    }

    String personal() {
      String text = chat();
      int at = text.indexOf(' ', random.nextInt(text.length() / 2));
      return text.substring(0, at)
          + " CPF 529.982.247-25, fone (11) 9"
          + (10_000_000 + random.nextInt(80_000_000))
          + text.substring(at);
    }
  }
}
