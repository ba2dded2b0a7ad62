// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { type Command, found } from "./commands.ts";

function command(name: string, kind = "lugar"): Command {
  return { id: name, kind, name, act: () => undefined };
}

const all = [command("Integrações"), command("Azure OpenAI gpt-4.1", "integração"), command("SERPRO Consulta CPF", "integração"), command("Explorar")];

it("finds by any words of name and kind, whatever case and accents", () => {
  expect(found(all, "INTEGRACAO cpf").map((each) => each.name)).toEqual(["SERPRO Consulta CPF"]);
  expect(found(all, "")).toEqual(all);
  expect(found(all, "boleto")).toEqual([]);
});

it("puts first what begins so", () => {
  expect(found([command("meu gpt", "x"), command("gpt-4.1", "x")], "gpt").map((each) => each.name)).toEqual(["meu gpt", "gpt-4.1"]);
  expect(found([command("agpt", "x"), command("gpt-4.1", "x")], "gpt").map((each) => each.name)).toEqual(["gpt-4.1", "agpt"]);
});
