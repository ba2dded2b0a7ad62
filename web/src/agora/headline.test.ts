// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { describe, expect, it } from "vitest";
import { Scene, type SceneName } from "../../dev/scene.ts";
import { speechOf } from "../i18n/index.tsx";
import { headlineOf, tally } from "./headline.ts";
import { integrationRows, isTrouble } from "./rows.ts";
import { why } from "./why.ts";

const speech = speechOf("pt-BR", () => undefined);

function play(name: SceneName) {
  const scene = new Scene(name);
  const board = scene.live();
  const rows = integrationRows(scene.integrations(), board);
  return { scene, board, rows, facts: headlineOf(rows, board.inFlight, scene.flows(), scene.overview()) };
}

describe("the headline", () => {
  it("names the worst, and who waits for it", () => {
    const { facts } = play("incident");
    expect(facts.kind).toBe("trouble");
    if (facts.kind !== "trouble") return;
    expect(facts.row.id).toBe("serpro/token");
    expect(facts.waiting).toHaveLength(3);
    expect(facts.waits).toEqual(["cadastro"]);
  });

  it("tells of a hung call before anything has failed", () => {
    const { facts } = play("stalled");
    expect(facts.kind).toBe("stalled");
    expect(facts.kind === "stalled" && facts.row.id).toBe("serpro/token");
  });

  it("says that all is well, and when it last was not", () => {
    const { facts } = play("green");
    expect(facts).toMatchObject({ kind: "well", integrations: 12 });
    expect(facts.kind === "well" && facts.lastFailureAt).not.toBeNull();
  });

  it("does not call silence health", () => {
    const { scene } = play("green");
    const idle = integrationRows(scene.integrations().filter((integration) => integration.state === "idle"), null);
    expect(headlineOf(idle, [], [], scene.overview()).kind).toBe("nobody");
  });

  it("finds who waits in the flows where in flight cannot be known", () => {
    const { scene, rows } = play("incident");
    const facts = headlineOf(rows, [], scene.flows(), scene.overview());
    expect(facts.kind === "trouble" && facts.waits).toEqual(["cadastro"]);
  });
});

describe("the rows", () => {
  it("come worst first, trouble before the unknown, the unknown before the well", () => {
    const { rows } = play("incident");
    expect(rows.slice(0, 3).map((row) => row.state)).toEqual(["down", "degraded", "unknown"]);
    expect(rows.at(-1)?.state).toBe("idle");
  });

  it("do not change places when a rate does", () => {
    const { scene, board } = play("incident");
    const faster = { ...board, integrations: board.integrations.map((row, at) => ({ ...row, ratePerMinute: at * 7 })) };
    const ids = (live: typeof board) => integrationRows(scene.integrations(), live).map((row) => row.id);
    expect(ids(faster)).toEqual(ids(board));
  });

  it("take the newer state from the board", () => {
    const { scene, board } = play("incident");
    const healed = { ...board, integrations: board.integrations.map((row) => ({ ...row, state: "up" as const })) };
    expect(integrationRows(scene.integrations(), healed).some((row) => isTrouble(row.state))).toBe(false);
  });

  it("show an integration that only the board knows", () => {
    const { board } = play("incident");
    expect(integrationRows([], board)).toHaveLength(board.integrations.length);
  });

  it("keep unknown in flight apart from none", () => {
    const { rows } = play("incident");
    expect(rows.find((row) => row.id === "boletos")?.inFlight).toBeNull();
    expect(rows.find((row) => row.id === "redis")?.inFlight).toBe(0);
  });

  it("are counted by state", () => {
    expect(tally(play("incident").rows)).toEqual([["up", 9], ["down", 1], ["degraded", 1], ["idle", 1], ["unknown", 1]]);
  });
});

describe("the why", () => {
  const now = Date.now();

  it("says cause and share for a fault, and nothing for health", () => {
    const { rows } = play("incident");
    const said = (id: string) => {
      const row = rows.find((candidate) => candidate.id === id);
      return row ? why(row, now, speech) : undefined;
    };
    expect(said("azure-openai/gpt-4.1")).toBe("limite (429) em 6,3\u00a0%");
    expect(said("whatsapp")).toBeNull();
    expect(said("email")).toBe("sem tráfego esperado");
  });

  it("calls slow what is slow without failing", () => {
    const [row] = play("incident").rows;
    if (!row) throw new Error("the scene has no rows");
    expect(why({ ...row, state: "degraded", cause: null, stalled: [], p95Millis: 8200, errorRatio: 0 }, now, speech)).toBe("lento: p95 8,2\u00a0s");
  });
});
