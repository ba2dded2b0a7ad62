// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Language } from "./language.ts";

/** The rules of the shipped price books, as they stand behind the price they belong to. */
const rules: readonly (readonly [english: string, portuguese: string])[] = [
  ["answers 200, 202 and 403 are charged, all others and Apoiar and Monitorar are not", "cobram-se as respostas 200, 202 e 403; as outras, Apoiar e Monitorar não"],
  ["answers 200, 206 and 404 are charged, 403 (outside service hours) and 500 are not", "cobram-se as respostas 200, 206 e 404; 403 (fora do horário) e 500 não"],
  ["answers 200, 206 and 404 are charged; the first five of a month are free", "cobram-se as respostas 200, 206 e 404; as cinco primeiras do mês são grátis"],
  ["answers 200, 206, 404 and 422 are charged", "cobram-se as respostas 200, 206, 404 e 422"],
  ["answers 200, 206 and 404 are charged", "cobram-se as respostas 200, 206 e 404"],
  ["charged when delivered outside the 24-hour window, free inside it; discounts for volume are not known", "cobrada quando entregue fora da janela de 24 horas, grátis dentro dela; descontos por volume não são conhecidos"],
  ["charged when delivered, inside the 24-hour window too; discounts for volume are not known", "cobrada quando entregue, também dentro da janela de 24 horas; descontos por volume não são conhecidos"],
  ["charged when delivered, at the price of utility; the first 1,000 of each number and calendar month are free", "cobrada quando entregue, ao preço de utilidade; as primeiras 1.000 de cada número e mês são grátis"],
  ["charged when delivered; discounts for volume are not known", "cobrada quando entregue; descontos por volume não são conhecidos"],
  ["charged when delivered; no discount for volume", "cobrada quando entregue; sem desconto por volume"],
  ["charged when delivered", "cobrada quando entregue"],
  ["messages without a template are free inside the 24-hour window", "mensagens sem modelo são grátis dentro da janela de 24 horas"],
];

const portuguese: readonly (readonly [RegExp, string])[] = [
  [/^(\S+\.yaml) line (\d+): /, "arquivo $1, linha $2: "],
  [/; band (\d+) \((\d+)–(\d+) a month\)/, "; faixa $1 ($2–$3 por mês)"],
  [/; band (\d+) \(from (\d+) a month\)/, "; faixa $1 (a partir de $2 por mês)"],
  [/, the month's count being unknown$/, ", sem a contagem do mês: a primeira faixa vale até que ela seja conhecida"],
  [/; free, as the platform told: not billable$/, "; grátis, como a plataforma informou"],
  [/; free, as the platform told: (\S+)$/, "; grátis, como a plataforma informou: $1"],
];

const english: readonly (readonly [RegExp, string])[] = [
  [/^(\S+\.yaml) line (\d+): /, "file $1, line $2: "],
  [/, the month's count being unknown$/, ", the month's count being unknown: the first band holds until it is known"],
];

/** Where a price was read and by which rule it holds, in the language of the page; the name of the source stays as it is. */
export function priceSource(source: string, language: Language): string {
  let said = source;
  if (language === "pt-BR") {
    const rule = rules.find(([words]) => said.includes(`; ${words}`));
    if (rule) said = said.replace(`; ${rule[0]}`, `; ${rule[1]}`);
  }
  for (const [words, instead] of language === "pt-BR" ? portuguese : english) said = said.replace(words, instead);
  return said;
}
