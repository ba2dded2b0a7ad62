// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { unpricedReason } from "./unpriced.ts";

it.each([
  ["no price book for provider acme", "nenhuma tabela de preços do provedor acme"],
  ["nobody said which model it was", "ninguém disse qual era o modelo"],
  ["service tier scale is not paid by the unit", "a classe de serviço scale não se paga por unidade"],
  ["price book azure-openai does not list model gpt-9", "a tabela de preços azure-openai não tem o modelo gpt-9"],
  ["price book serpro does not list this product", "a tabela de preços serpro não tem este produto"],
  ["price book openai has no price of gpt-4.1 for that day", "a tabela de preços openai não tem preço de gpt-4.1 nesse dia"],
  ["price book openai has no batch price of gpt-4.1", "a tabela de preços openai não tem preço batch de gpt-4.1"],
  ["price book openai has no price of input_audio for gpt-4.1", "a tabela de preços openai não tem preço de input_audio de gpt-4.1"],
  ["price book openai has no batch price of input_audio for gpt-4.1", "a tabela de preços openai não tem preço batch de input_audio de gpt-4.1"],
  ["price book gemini has no price of input for gemini-2.5-pro in requests this long", "a tabela de preços gemini não tem preço de input de gemini-2.5-pro em pedidos deste tamanho"],
  ["nobody said to which country it went", "ninguém disse para que país foi"],
  ["price book whatsapp does not list utility messages to US", "a tabela de preços whatsapp não tem mensagens utility para US"],
  ["no usage reported", "nenhum uso informado"],
  ["no answer arrived: whether consulta-cpf was charged is not known", "não chegou resposta: não se sabe se consulta-cpf foi cobrado"],
])("says in Portuguese why: %s", (english, portuguese) => {
  expect(unpricedReason(english, "pt-BR")).toBe(portuguese);
  expect(unpricedReason(english, "en")).toBe(english);
});

it("knows every reason of the platforms that charge and have no book", () => {
  const file = readFileSync("../cost/prices/paid-platforms.yaml", "utf8");
  const reasons = [...file.matchAll(/^ {4}reason: '(.*)'$/gm)].map((found) => found[1] ?? "");
  expect(reasons.length).toBeGreaterThan(10);
  for (const reason of reasons) expect(unpricedReason(reason, "pt-BR"), reason).not.toBe(reason);
});

it("leaves a sentence that it does not know as it is, and quotes what is in one as it is", () => {
  expect(unpricedReason("the moon was full", "pt-BR")).toBe("the moon was full");
  expect(unpricedReason("no price book for provider $1 ()", "pt-BR")).toBe("nenhuma tabela de preços do provedor $1 ()");
});
