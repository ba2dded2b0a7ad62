// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.micro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A megabyte of what people and an assistant write to each other in Portuguese, in texts of about
/// 1,400 characters. Written for this, seeded, the same for every run.
public enum Talk {
  /// Nothing to be found in it.
  PLAIN(false, false),
  /// A CPF and a mobile in each text.
  PERSONAL(true, false),
  /// Plain, as JSON within JSON: every text is read with its escapes undone.
  JSON(false, true),
  /// Personal, as JSON within JSON.
  JSON_PERSONAL(true, true);

  /// Of UTF-8; a megabyte is a million.
  static final int BYTES = 1_000_000;

  private static final int TEXT = 1_400;
  private static final long SEED = 20_261_126;

  private static final String[] SAID = {
    "Bom dia! Em que posso ajudar você hoje?",
    "Olá, não consigo emitir a segunda via do boleto pelo aplicativo.",
    "Já tentei três vezes e aparece \"erro inesperado\" na tela de confirmação.",
    "Entendi. Vou verificar a situação do seu cadastro, só um instante, por favor.",
    "A parcela de R$ 1.234,56 venceu no dia 10/11/2026 e ainda não foi compensada.",
    "Mas eu paguei na segunda-feira, às 14h30, na agência do centro!",
    "O pagamento pode levar até dois dias úteis para aparecer no sistema.",
    "Você poderia me enviar o comprovante em PDF, por gentileza?",
    "Claro, segue em anexo; o número do pedido é 48213.",
    "Obrigada! Encontrei o lançamento e dei baixa na cobrança.",
    "Há mais alguma coisa em que eu possa ajudar?",
    "Sim: como faço para atualizar o endereço de correspondência?",
    "Basta abrir \"Meus dados\", escolher \"Endereço\" e confirmar com a sua digital.",
    "Preciso também saber se a taxa de 1,99% ao mês vale para o próximo contrato.",
    "A taxa depende da análise de crédito, que leva cerca de 24 horas.",
    "Consulta realizada: situação cadastral regular, sem pendências na Receita Federal.",
    "Ótimo, então podemos seguir com a proposta nº 7741 da cooperativa.",
    "Perfeito. Registrei o seu pedido e você receberá a resposta por aqui mesmo.",
    "Não recebi o código de verificação, pode reenviar?",
    "Reenviei agora; se não chegar em cinco minutos, avise, tudo bem?",
    "O atendimento funciona de segunda a sexta, das 8h às 18h, exceto feriados.",
    "Muito obrigado pela atenção, tenha um ótimo fim de semana!"
  };

  private final boolean personal;
  private final boolean json;

  Talk(boolean personal, boolean json) {
    this.personal = personal;
    this.json = json;
  }

  List<String> texts() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> texts = new ArrayList<>();
    int left = BYTES;
    while (left > 0) {
      String text = text(random);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      texts.add(bytes.length <= left ? text : new String(bytes, 0, left, StandardCharsets.UTF_8));
      left -= bytes.length;
    }
    return texts;
  }

  private String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder(TEXT + 128);
    int person = random.nextInt(TEXT);
    boolean told = !personal;
    while (text.length() < TEXT) {
      if (!told && text.length() >= person) {
        text.append("Meu CPF é 529.982.247-25 e o celular (11) 9")
            .append("%04d-%04d. ".formatted(8000 + random.nextInt(2000), random.nextInt(10_000)));
        told = true;
      }
      text.append(SAID[random.nextInt(SAID.length)]).append(random.nextInt(4) == 0 ? '\n' : ' ');
    }
    return json ? inJson(text.toString()) : text.toString();
  }

  private static String inJson(String text) {
    String message =
        "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}],\"tokens\":412}"
            .formatted(escaped(text));
    return String.format(Locale.ROOT, "{\"messages\":\"[%s]\"}", escaped(message));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
