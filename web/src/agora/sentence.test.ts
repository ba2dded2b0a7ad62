// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { describe, expect, it } from "vitest";
import { Scene } from "../../dev/scene.ts";
import { speechOf } from "../i18n/index.tsx";
import { diagnosis, type IntegrationRow, integrationRows } from "./rows.ts";
import { neighbour, sentenceOf } from "./sentence.ts";

const pt = speechOf("pt-BR", () => undefined);
const en = speechOf("en", () => undefined);
const scene = new Scene("incident");
const rows = integrationRows(scene.integrations(), scene.live());

function row(id: string): IntegrationRow {
  const found = rows.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`the scene has no ${id}`);
  return found;
}

describe("the sentence", () => {
  it("says of an endpoint for tokens that the platform hands none out", () => {
    expect(sentenceOf(row("serpro/token"), pt)).toEqual({ words: "SERPRO não entrega token", saysCause: false });
    expect(sentenceOf(row("serpro/token"), en).words).toBe("SERPRO has not issued a token");
  });

  it("keeps the verb of a failure that says more than a missing token", () => {
    expect(sentenceOf({ ...row("serpro/token"), cause: "auth" }, pt).words).toBe("SERPRO Token recusa a credencial");
  });

  it("says what some calls fail of, and in how many", () => {
    expect(sentenceOf(row("azure-openai/gpt-4.1"), pt).words).toBe("gpt-4.1: limite (429) em 6,3\u00a0%");
  });

  it("says slow where next to nothing fails", () => {
    expect(sentenceOf({ ...row("azure-openai/gpt-4.1"), errorRatio: 0, cause: null, p95Millis: 8200 }, pt).words).toBe("gpt-4.1 lento: p95 8,2\u00a0s");
  });
});

describe("an integration whose state is that of a hung call", () => {
  const board = scene.live();
  const [oldest] = board.inFlight;
  const hung = integrationRows(
    scene.integrations().map((integration) => ({ ...integration, evidence: { ...integration.evidence, topCause: "rejected" as const, failed: 0 } })),
    { ...board, integrations: board.integrations.map((known) => (known.id === oldest?.integration ? { ...known, since: oldest.startedAt, errorRatio: null } : known)) },
  ).find((candidate) => candidate.id === oldest?.integration);

  it("does not answer, whatever failed before", () => {
    expect(hung).toMatchObject({ hangs: true, cause: "timeout" });
  });

  it("is diagnosed without asking for failures that are not there yet", () => {
    expect(hung && diagnosis(hung)).toEqual({ integration: "serpro/token", failures: false, exchange: null });
    expect(diagnosis(row("serpro/token")).failures).toBe(true);
  });
});

describe("a neighbour", () => {
  it("rules out the way where it answers", () => {
    expect(neighbour(row("serpro/token"), rows)?.id).toBe("serpro/consulta-cnpj");
  });

  it("says nothing while it does not talk, or of a fault that is not on the way", () => {
    expect(neighbour(row("serpro/token"), rows.map((other) => ({ ...other, ratePerMinute: 0 })))).toBeUndefined();
    expect(neighbour({ ...row("serpro/token"), cause: "auth" }, rows)).toBeUndefined();
  });
});
