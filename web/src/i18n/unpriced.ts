// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Language } from "./language.ts";

/** The server's sentences about what has no price; what is in them is quoted as it is. */
const portuguese: readonly (readonly [RegExp, string])[] = [
  [/^no price book for provider (.*)$/s, "nenhuma tabela de preços do provedor $1"],
  [/^nobody said which model it was$/, "ninguém disse qual era o modelo"],
  [/^service tier (.*) is not paid by the unit$/s, "a classe de serviço $1 não se paga por unidade"],
  [/^price book (.*) does not list model (.*)$/s, "a tabela de preços $1 não tem o modelo $2"],
  [/^price book (.*) does not list this product$/s, "a tabela de preços $1 não tem este produto"],
  [/^price book (.*) has no price of (.*) for that day$/s, "a tabela de preços $1 não tem preço de $2 nesse dia"],
  [/^price book (\S+) has no price of (\S+) for (.*) in requests this long$/s, "a tabela de preços $1 não tem preço de $2 de $3 em pedidos deste tamanho"],
  [/^price book (\S+) has no (\S+) price of (\S+) for (.*) in requests this long$/s, "a tabela de preços $1 não tem preço $2 de $3 de $4 em pedidos deste tamanho"],
  [/^price book (\S+) has no price of (\S+) for (.*)$/s, "a tabela de preços $1 não tem preço de $2 de $3"],
  [/^price book (\S+) has no (\S+) price of (\S+) for (.*)$/s, "a tabela de preços $1 não tem preço $2 de $3 de $4"],
  [/^price book (\S+) has no (\S+) price of (.*)$/s, "a tabela de preços $1 não tem preço $2 de $3"],
  [/^no usage reported: only the HTTP call was seen$/, "nenhum uso informado: só a chamada HTTP foi vista"],
  [/^no usage reported$/, "nenhum uso informado"],
  [/^no answer arrived: whether (.*) was charged is not known$/s, "não chegou resposta: não se sabe se $1 foi cobrado"],
  [/^no price book for rerank searches of this provider$/, "nenhuma tabela de preços das reordenações deste provedor"],
  [/^no price book for the pages that (.*) read$/, "nenhuma tabela de preços das páginas que o $1 leu"],
  [/^no price book for the hours that (.*) heard$/, "nenhuma tabela de preços das horas que o $1 ouviu"],
  [/^no price book for the characters that (.*) spoke$/, "nenhuma tabela de preços dos caracteres que o $1 falou"],
  [/^no price book for the characters that (.*) read$/, "nenhuma tabela de preços dos caracteres que o $1 leu"],
  [/^(\S+) charges what it delivers, by category: no status has told it of this message$/, "o $1 cobra o que entrega, por categoria: nenhum status a disse desta mensagem"],
  [/^nobody said to which country it went$/, "ninguém disse para que país foi"],
  [/^price book (\S+) does not list (\S+) messages to (\S+)$/, "a tabela de preços $1 não tem mensagens $2 para $3"],
  [/^(\S+) charges by channel and country; no price book has its rates$/, "o $1 cobra por canal e país; nenhuma tabela tem esses preços"],
];

/** Why something has no price, in the language of the page; a sentence that is not known stays as the server says it. */
export function unpricedReason(reason: string, language: Language): string {
  if (language === "en") return reason;
  for (const [sentence, words] of portuguese) {
    if (sentence.test(reason)) return reason.replace(sentence, words);
  }
  return reason;
}
