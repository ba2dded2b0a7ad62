// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// Makes people: common first names and surnames of Brazil, all numbers drawn.
public final class People {
  private static final List<String> FIRST =
      List.of(
          "Ana",
          "Maria",
          "Francisca",
          "Antônia",
          "Juliana",
          "Patrícia",
          "Aline",
          "Camila",
          "Bruna",
          "Letícia",
          "Jéssica",
          "Sandra",
          "Vera",
          "Luzia",
          "Raimunda",
          "José",
          "João",
          "Antônio",
          "Francisco",
          "Carlos",
          "Paulo",
          "Pedro",
          "Lucas",
          "Luiz",
          "Marcos",
          "Rafael",
          "Daniel",
          "Márcio",
          "Edivaldo",
          "Wellington",
          "Severino",
          "Thiago",
          "Iara",
          "Cauã",
          "Moacir");
  private static final List<String> MIDDLE =
      List.of(
          "Paula", "Aparecida", "Clara", "Regina", "Henrique", "Carlos", "Eduardo", "de Fátima");
  private static final List<String> LAST =
      List.of(
          "da Silva",
          "dos Santos",
          "Oliveira",
          "Souza",
          "Rodrigues",
          "Ferreira",
          "Alves",
          "Pereira",
          "Lima",
          "Gomes",
          "Costa",
          "Ribeiro",
          "Martins",
          "Carvalho",
          "Almeida",
          "Lopes",
          "Soares",
          "Fernandes",
          "Vieira",
          "Barbosa",
          "Rocha",
          "Dias",
          "Nascimento",
          "Andrade",
          "Moreira",
          "Nunes",
          "Marques",
          "Machado",
          "Mendes",
          "Freitas",
          "Cardoso");
  private static final List<String> AREA_CODES =
      List.of("11", "19", "21", "27", "31", "41", "47", "48", "51", "61", "62", "71", "81", "85");
  private static final List<String> MAIL_DOMAINS = List.of("example.com", "exemplo.com.br");

  private People() {}

  /// Somebody new.
  public static Person anybody(Luck luck) {
    String first = luck.oneOf(FIRST);
    String last = luck.oneOf(LAST);
    String full =
        luck.chance(0.4) ? first + " " + luck.oneOf(MIDDLE) + " " + last : first + " " + last;
    String phone = "55" + luck.oneOf(AREA_CODES) + "9" + luck.between(6, 9) + luck.digits(7);
    return new Person(
        first,
        full,
        BrazilianIds.cpf(luck),
        BrazilianIds.cnpj(luck),
        phone,
        email(first, last, luck));
  }

  private static String email(String first, String last, Luck luck) {
    String surname = last.substring(last.lastIndexOf(' ') + 1);
    String name = Normalizer.normalize(first + "." + surname, Normalizer.Form.NFD);
    return name.replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
        + luck.between(1, 99)
        + "@"
        + luck.oneOf(MAIL_DOMAINS);
  }
}
