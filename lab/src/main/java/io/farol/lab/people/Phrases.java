// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people write to Lia and what she answers, in the Portuguese of a chat window. Placeholders
/// in braces are filled by [#of].
public final class Phrases {
  private record Pair(String said, String reply) {}

  private static final List<Pair> SMALL_TALK =
      List.of(
          new Pair(
              "oi boa tarde, tudo bem?",
              "Boa tarde, {nome}! Sou a Lia, da Cooperativa Horizonte. Como posso ajudar?"),
          new Pair("bom diaaa", "Bom dia, {nome}! Aqui é a Lia. Em que posso ajudar hoje?"),
          new Pair("blz, brigadão viu 🙏", "Imagina, {nome}! Qualquer coisa é só chamar por aqui."),
          new Pair(
              "é robô ou é gente falando?",
              "Sou a Lia, a assistente virtual da Cooperativa Horizonte. Se preferir, chamo uma"
                  + " pessoa da equipe."),
          new Pair(
              "vcs atendem no sábado?",
              "Por aqui eu atendo todo dia. Na agência, de segunda a sexta, das 10h às 16h."),
          new Pair("obrigada!! ajudou demais", "Que bom, {nome}! Tenha um ótimo dia."));

  private static final List<Pair> OPEN_ACCOUNT =
      List.of(
          new Pair(
              "queria abrir conta pra minha MEI, o cnpj é {cnpj}",
              "Encontrei sua empresa, {nome}: está ativa. Agora preciso confirmar quem é o titular."
                  + " Pode me mandar seu CPF?"),
          new Pair(
              "é {cnpj}, tá no nome da minha empresa mesmo",
              "Achei! MEI ativa desde 2021. Para seguir com a conta eu preciso do seu CPF e de um"
                  + " e-mail."),
          new Pair(
              "dá pra mudar a conta da firma pra vcs? cnpj {cnpj}. meu email é {email}",
              "Dá sim, {nome}. Consultei o CNPJ e está tudo certo com a empresa. Enviei os próximos"
                  + " passos para o seu e-mail."));

  private static final List<Pair> IDENTIFY =
      List.of(
          new Pair(
              "meu cpf é {cpf}, tá no meu nome mesmo",
              "Pronto, {nome}, confirmei seus dados e está tudo regular. Sua conta fica pronta"
                  + " ainda hoje."),
          new Pair(
              "{cpfseco}",
              "Obrigada! Seu CPF está regular na Receita. Só falta escolher o dia do vencimento."),
          new Pair(
              "{completo}, cpf {cpf}, cel {fone}",
              "Dados confirmados, {nome}. Guardei seu telefone e já vinculei ao cadastro."));

  private static final List<Pair> PAY =
      List.of(
          new Pair(
              "preciso da 2a via do boleto desse mes pfv",
              "Aqui está, {nome}: R$ {valor}, vencimento dia 30. Posso mandar o código de barras?"),
          new Pair(
              "meu boleto venceu ontem, tem juros?",
              "Venceu ontem e ficou em R$ {valor} com a multa. Se pagar até amanhã, eu tiro os"
                  + " juros."),
          new Pair(
              "da pra parcelar o q eu devo em 3x?",
              "Dá sim: 3 vezes de R$ {valor}, a primeira para daqui a dez dias. Quer que eu gere?"),
          new Pair(
              "paguei e nao baixou ainda, o comprovante ta no cpf {cpf}",
              "Localizei o pagamento de R$ {valor}, {nome}. A baixa aparece em até um dia útil."));

  private static final List<Pair> ASK =
      List.of(
          new Pair(
              "qual a taxa da maquininha pra débito?",
              "No débito a taxa é de 0,99% por venda, e o dinheiro cai no mesmo dia."),
          new Pair(
              "como faço pra virar cooperado?",
              "Basta integralizar uma cota de R$ 50 e mandar um documento com foto. Faço isso por"
                  + " aqui com você."),
          new Pair(
              "oq acontece se eu atrasar o consórcio?",
              "Com um mês de atraso você não participa do sorteio; com três, a cota pode ser"
                  + " cancelada."),
          new Pair(
              "tem limite de pix a noite? quero mudar pro meu email {email}",
              "À noite o limite é de R$ 1.000. A mudança de chave Pix para o e-mail leva até um"
                  + " minuto."));

  /// How what fills a placeholder looks.
  private static final Map<String, String> FILLED =
      Map.of(
          "{nome}", ".+?",
          "{completo}", ".+?",
          "{cpf}", "\\d{3}\\.\\d{3}\\.\\d{3}-\\d\\d",
          "{cpfseco}", "\\d{11}",
          "{cnpj}", "[0-9A-Z]{2}\\.[0-9A-Z]{3}\\.[0-9A-Z]{3}/[0-9A-Z]{4}-\\d\\d",
          "{fone}", "[()0-9 -]+",
          "{email}", "\\S+@\\S+",
          "{valor}", "[0-9.,]+");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+\\}");

  private record Known(Pattern said, Wish wish, String reply) {}

  private static final List<Known> KNOWN =
      Arrays.stream(Wish.values())
          .flatMap(wish ->
              pairs(wish).stream().map(pair -> new Known(heardAs(pair.said), wish, pair.reply)))
          .toList();

  private Phrases() {}

  /// What somebody who listens makes of a sentence.
  ///
  /// @param wish what is wanted
  /// @param reply what is answered, once [#reply] has filled it
  public record Heard(Wish wish, String reply) {
    /// The answer to somebody.
    ///
    /// @param amount in reais, `112,40`
    public String reply(String firstName, String amount) {
      return reply.replace("{nome}", firstName).replace("{valor}", amount);
    }
  }

  /// Understands a sentence of [#of] again; empty for anything else.
  public static Optional<Heard> heard(String said) {
    return KNOWN.stream()
        .filter(known -> known.said.matcher(said.strip()).matches())
        .findFirst()
        .map(known -> new Heard(known.wish, known.reply));
  }

  private static Pattern heardAs(String said) {
    StringBuilder pattern = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(said);
    int from = 0;
    while (placeholder.find()) {
      pattern.append(Pattern.quote(said.substring(from, placeholder.start())));
      pattern.append(FILLED.get(placeholder.group()));
      from = placeholder.end();
    }
    return Pattern.compile(pattern + Pattern.quote(said.substring(from)));
  }

  /// What is said and what is answered, for a wish.
  public static List<String> of(Wish wish, Person person, Luck luck) {
    Pair pair = luck.oneOf(pairs(wish));
    String amount = luck.between(38, 890) + "," + luck.digits(2);
    return List.of(filled(pair.said, person, amount), filled(pair.reply, person, amount));
  }

  private static List<Pair> pairs(Wish wish) {
    return switch (wish) {
      case SMALL_TALK -> SMALL_TALK;
      case OPEN_ACCOUNT -> OPEN_ACCOUNT;
      case IDENTIFY -> IDENTIFY;
      case PAY -> PAY;
      case ASK -> ASK;
    };
  }

  private static String filled(String text, Person person, String amount) {
    return text.replace("{nome}", person.firstName())
        .replace("{completo}", person.fullName())
        .replace("{cpf}", BrazilianIds.punctuatedCpf(person.cpf()))
        .replace("{cpfseco}", person.cpf())
        .replace("{cnpj}", BrazilianIds.punctuatedCnpj(person.cnpj()))
        .replace("{fone}", person.spokenPhone())
        .replace("{email}", person.email())
        .replace("{valor}", amount);
  }
}
