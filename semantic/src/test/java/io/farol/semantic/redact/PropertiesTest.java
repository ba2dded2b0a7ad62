// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import static io.farol.semantic.redact.Redacting.explain;
import static io.farol.semantic.redact.Redacting.redact;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds for every text. Seeds are printed; `-Dfarol.seed=…` repeats a run.
class PropertiesTest {

  private static final int TIMES = 6_000;
  private static final Pattern MARKER =
      Pattern.compile(
          "⟦(?:(?:cpf|cnpj|card|email|phone|wamid):[0-9a-f]{32}|credential|jwt|data:[^⟧]*)⟧");
  private static final String[] CPF_SIGNS = {".", ".", "-"};
  private static final String[] CNPJ_SIGNS = {".", ".", "/", "-"};
  private static final String[] CARD_SIGNS = {" ", " ", " "};
  private static final String[] PHONE_SIGNS = {" ", "-"};

  private static SplittableRandom random(String property) {
    long seed = Long.getLong("farol.seed", new Random().nextLong());
    System.out.printf("%s: -Dfarol.seed=%d%n", property, seed);
    return new SplittableRandom(seed);
  }

  private static void alwaysFound(
      String name, Kind kind, Contexts contexts, Supplier<String[]> make) {
    for (int i = 0; i < TIMES; i++) {
      String[] made = make.get();
      String text = contexts.around(made[0]);
      Redaction redaction = explain(text);
      assertThat(redaction.finds())
          .as("%s in %s", name, text)
          .anyMatch(find ->
              find.kind() == kind
                  && find.replacement().contains(Marker.OPEN + kind.label() + ':')
                  && redact(made[1]).equals(bare(find.replacement())));
    }
  }

  private static String bare(String replacement) {
    return replacement.substring(replacement.indexOf('⟦'), replacement.indexOf('⟧') + 1);
  }

  @Test
  void everyCpfIsFound() {
    SplittableRandom random = random("everyCpfIsFound");
    Samples samples = new Samples(random);
    Contexts contexts = new Contexts(random);
    alwaysFound(
        "CPF",
        Kind.CPF,
        contexts,
        () -> {
          String cpf = samples.cpf();
          while (!redact(cpf).startsWith("⟦cpf")) {
            cpf = samples.cpf();
          }
          return new String[] {contexts.written(cpf, new int[] {3, 6, 9}, CPF_SIGNS), cpf};
        });
  }

  @Test
  void everyCnpjIsFound() {
    SplittableRandom random = random("everyCnpjIsFound");
    Samples samples = new Samples(random);
    Contexts contexts = new Contexts(random);
    alwaysFound(
        "CNPJ",
        Kind.CNPJ,
        contexts,
        () -> {
          String cnpj = samples.cnpj(random.nextBoolean());
          while (!redact(cnpj).startsWith("⟦cnpj")) {
            cnpj = samples.cnpj(random.nextBoolean());
          }
          return new String[] {contexts.written(cnpj, new int[] {2, 5, 8, 12}, CNPJ_SIGNS), cnpj};
        });
  }

  @Test
  void everyCardIsFound() {
    SplittableRandom random = random("everyCardIsFound");
    Samples samples = new Samples(random);
    Contexts contexts = new Contexts(random);
    alwaysFound(
        "card",
        Kind.CARD,
        contexts,
        () -> {
          String card = samples.card();
          while (!redact(card).startsWith("⟦card")) {
            card = samples.card();
          }
          boolean sixteen = card.length() == 16;
          String written =
              contexts.written(card, sixteen ? new int[] {4, 8, 12} : new int[0], CARD_SIGNS);
          return new String[] {written, card};
        });
  }

  @Test
  void everyPhoneIsFound() {
    SplittableRandom random = random("everyPhoneIsFound");
    Samples samples = new Samples(random);
    Contexts contexts = new Contexts(random);
    alwaysFound(
        "phone",
        Kind.PHONE,
        contexts,
        () -> {
          String phone = samples.mobile();
          while (!redact(phone).startsWith("⟦phone")) {
            phone = samples.mobile();
          }
          String head = random.nextBoolean() ? "+55 " : "";
          String written = contexts.written(phone, new int[] {2, 7}, PHONE_SIGNS);
          return new String[] {head + written, phone};
        });
  }

  @Test
  void everyAddressIsFound() {
    SplittableRandom random = random("everyAddressIsFound");
    Samples samples = new Samples(random);
    Contexts contexts = new Contexts(random);
    alwaysFound(
        "e-mail",
        Kind.EMAIL,
        contexts,
        () -> {
          String email = samples.email();
          return new String[] {email, email};
        });
  }

  @Test
  void whateverComesIsReadToItsEnd() {
    SplittableRandom random = random("whateverComesIsReadToItsEnd");
    Texts texts = new Texts(random);
    for (int i = 0; i < 5 * TIMES; i++) {
      String text = texts.next();
      Redaction redaction = explain(text);
      assertThat(rebuilt(text, redaction.finds())).as(text).isEqualTo(redaction.text());
      assertThat(redact(redaction.text())).as(text).isEqualTo(redaction.text());
      assertThat(leaks(redaction.text())).as("%s -> %s", text, redaction.text()).isEmpty();
    }
  }

  /// The text with each find replaced: offsets that are wrong would not give the same.
  private static String rebuilt(String text, List<Find> finds) {
    StringBuilder rebuilt = new StringBuilder();
    int at = 0;
    for (Find find : finds) {
      assertThat(find.start()).isGreaterThanOrEqualTo(at);
      rebuilt.append(text, at, find.start()).append(find.replacement());
      at = find.end();
    }
    return rebuilt.append(text.substring(at)).toString();
  }

  private static final Pattern CPF =
      Pattern.compile("(?<![\\p{L}\\d.])\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}(?![\\p{L}\\d.%-])");

  /// The one letter of an escape (`\\n@gmail.com`) is nobody's name.
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\p{L}\\d._+'-])(?!(?<=\\\\)[bfnrt]@)[a-z\\d]+@[a-z]+\\.(?:com|br|org)(?![\\p{L}\\d.-])");

  /// A second, naive look for what must not be left.
  private static List<String> leaks(String redacted) {
    String open = MARKER.matcher(redacted).replaceAll(" | ");
    List<String> addresses = EMAIL.matcher(open).results().map(hit -> hit.group()).toList();
    if (!addresses.isEmpty()) {
      return addresses;
    }
    Matcher numbers = CPF.matcher(open);
    while (numbers.find()) {
      String bare = numbers.group().replaceAll("\\D", "");
      if (redact(bare).startsWith("⟦cpf")) {
        return List.of(numbers.group());
      }
    }
    return List.of();
  }
}
