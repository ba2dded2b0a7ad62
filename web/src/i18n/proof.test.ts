// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { priceSource } from "./proof.ts";

const books = readdirSync("../cost/prices").map((file) => readFileSync(`../cost/prices/${file}`, "utf8"));

it("says every rule of the shipped books in Portuguese", () => {
  const rules = [...new Set(books.flatMap((book) => [...book.matchAll(/^ +rule: "(.*)"$/gm)].map((found) => found[1] ?? "")))];
  expect(rules.length).toBeGreaterThan(8);
  for (const rule of rules) {
    const said = priceSource(`serpro.yaml line 31: tabela; ${rule}`, "pt-BR");
    expect(said, rule).toMatch(/^arquivo serpro\.yaml, linha 31: tabela; /);
    expect(said, rule).not.toMatch(/charged|free|are|the /);
  }
});

it("says where a price stands, which band holds, and that the month's count is not known", () => {
  const source = "serpro.yaml line 31: SERPRO, anexo I; answers 200, 206 and 404 are charged; band 1 (1–999 a month), the month's count being unknown";
  expect(priceSource(source, "pt-BR")).toBe("arquivo serpro.yaml, linha 31: SERPRO, anexo I; cobram-se as respostas 200, 206 e 404; faixa 1 (1–999 por mês), sem a contagem do mês: a primeira faixa vale até que ela seja conhecida");
  expect(priceSource(source, "en")).toBe("file serpro.yaml, line 31: SERPRO, anexo I; answers 200, 206 and 404 are charged; band 1 (1–999 a month), the month's count being unknown: the first band holds until it is known");
  expect(priceSource("whatsapp.yaml line 9: Meta; free, as the platform told: free_entry_point", "pt-BR")).toBe("arquivo whatsapp.yaml, linha 9: Meta; grátis, como a plataforma informou: free_entry_point");
});

it("leaves the source of others as it is", () => {
  expect(priceSource("our contract of May; whatever", "pt-BR")).toBe("our contract of May; whatever");
});
