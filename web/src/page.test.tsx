// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chats } from "../dev/chats.ts";
import { Scene, type SceneName } from "../dev/scene.ts";
import { Agora } from "./agora/Agora.tsx";
import { integrationRows } from "./agora/rows.ts";
import type { Notice } from "./api/client.ts";
import { ClockContext, clockFrom } from "./api/clock.ts";
import { type LiveFeed, silentFeed } from "./api/live.ts";
import { Reconnecting } from "./frame/Notices.tsx";
import { SpeechProvider } from "./i18n/index.tsx";
import { Chat } from "./panel/Chat.tsx";
import { Settled } from "./panel/ExchangeList.tsx";
import { viewOf } from "./view.ts";

const NOW = new Date("2026-11-24T18:41:07Z");

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  document.documentElement.lang = "pt-BR";
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(name: SceneName, notices: Notice[] = []) {
  const scene = new Scene(name);
  const board = scene.live();
  const opened = vi.fn<(change: object) => void>();
  render(
    <SpeechProvider>
      <ClockContext value={clockFrom(board.at, performance.now(), false)}>
        <Agora
          rows={integrationRows(scene.integrations(), board)}
          calls={board.inFlight}
          flows={{ items: scene.flows(), next: null }}
          overview={scene.overview()}
          notices={notices}
          status={scene.status()}
          view={viewOf("")}
          look={opened}
        />
      </ClockContext>
    </SpeechProvider>,
  );
  return opened;
}

function justLost(): LiveFeed {
  return { ...silentFeed, phase: "lost", heardAt: performance.now(), lostAt: performance.now() };
}

/** What a reader reads: no-break spaces are spaces to the eye. */
function text(element: Element): string {
  return (element.textContent ?? "").replaceAll("\u00a0", " ");
}

describe("Agora with something worth a look", () => {
  it("says what, how often and since when, and leads to the newest exchange", () => {
    const showing = {
      from: "atendimento",
      integration: "azure-openai/gpt-4.1",
      name: "Azure OpenAI gpt-4.1",
      since: "2026-11-25T13:02:00Z",
      last: "2026-11-25T13:04:00Z",
      exchanges: 3,
      example: { traceId: "a".repeat(32), spanId: "b".repeat(16) },
    };
    const opened = show("green", [
      { kind: "tool_loop", ...showing, tool: "buscar_boletos", times: 7, conversationId: null },
      { kind: "unpriced_model", ...showing, model: "gpt-6-preview", reason: "price book azure-openai does not list model gpt-6-preview" },
    ]);

    const [loop, unpriced] = within(screen.getByRole("list", { name: "Vale olhar" })).getAllByRole("button");
    expect(text(loop as Element)).toContain("atendimento anda em círculos: o modelo pede buscar_boletos de novo e de novo");
    expect(text(loop as Element)).toContain("até 7 vezes com os mesmos argumentos numa só troca com Azure OpenAI gpt-4.1 · 3 trocas desde");
    expect(text(unpriced as Element)).toContain("Azure OpenAI gpt-4.1 responde com um modelo sem preço: gpt-6-preview");
    expect(text(unpriced as Element)).toContain("a tabela de preços azure-openai não tem o modelo gpt-6-preview");
    fireEvent.click(loop as Element);
    expect(opened).toHaveBeenCalledWith({ integration: "azure-openai/gpt-4.1", failures: false, exchange: `${"a".repeat(32)}/${"b".repeat(16)}` });
  });
});

describe("Agora in trouble", () => {
  it("says what fails, since when, who waits", () => {
    show("incident");
    expect(text(screen.getByRole("heading", { level: 1 }))).toBe("SERPRO não entrega token há 4 min 05 s");
    expect(document.body.textContent).toContain("cadastro espera: 3 chamadas, a mais velha há 28\u00a0s");
    expect(document.body.textContent).toContain("Provavelmente do lado deles: SERPRO Consulta CNPJ responde, então a rede chega lá.");
  });

  it("counts the age of a hung call up in place", () => {
    show("incident");
    const flight = screen.getByRole("region", { name: "Em voo" });
    const age = () => text(within(flight).getAllByRole("row")[1]?.querySelector(".age b") ?? flight);
    expect(age()).toBe("28,4 s");
    act(() => vi.advanceTimersByTime(1600));
    expect(age()).toBe("30,0 s");
  });

  it("marks the hung ones with an hourglass and says that it cannot know of others", () => {
    show("incident");
    expect(screen.getAllByRole("img", { name: "mais velha que o normal" })).toHaveLength(3);
    expect(document.body.textContent).toContain("API Boletos: em voo desconhecido.");
  });

  it("opens the integration of the headline, and the exchange of a row", () => {
    const opened = show("incident");
    screen.getByRole("button", { name: /Ver diagnóstico/ }).click();
    expect(opened).toHaveBeenLastCalledWith({ integration: "serpro/token", failures: true, exchange: null });
    within(screen.getByRole("region", { name: "Em voo" })).getAllByRole("button", { name: /cadastro/ })[0]?.click();
    expect(opened).toHaveBeenLastCalledWith({ integration: "serpro/token", failures: false, exchange: expect.stringMatching(/^[0-9a-f]{32}\/[0-9a-f]{16}$/) });
  });

  it("calls a total with unpriced parts at least, and counts what has no price", () => {
    show("incident");
    expect(document.body.textContent).toContain("≥\u00a0US$\u00a012,42");
    expect(document.body.textContent).toContain("sem preço: 214 chamadas");
  });

  it("never says zero for traffic that nobody measured", () => {
    show("incident");
    const redis = screen.getAllByRole("row").find((row) => row.textContent?.includes("triagem → redis"));
    expect(redis && within(redis).getByTitle("tráfego que ninguém mediu").textContent).toBe("?");
  });

  it("speaks English", () => {
    document.documentElement.lang = "en";
    show("incident");
    expect(text(screen.getByRole("heading", { level: 1 }))).toBe("SERPRO has not issued a token for 4 min 05 s");
  });
});

describe("Agora at peace", () => {
  it("keeps its headline", () => {
    show("green");
    expect(text(document.querySelector(".h-main") ?? document.body)).toContain("Tudo conversando.12 integrações, última falha há 3 dias.");
  });
});

describe("Agora before anything", () => {
  it("says which emptiness it is, waits in sight, and gives lines that point here", () => {
    show("empty");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Nada chegou ainda");
    expect(document.body.textContent).toContain("esperando o primeiro span…");
    expect(document.querySelector("pre")?.textContent).toContain(location.origin);
  });
});

describe("the last exchanges", () => {
  const calls = new Scene("incident").exchanges("serpro/token", 3);
  function listed(items: typeof calls) {
    return (
      <SpeechProvider>
        <Settled news={{ items, next: null, completeThrough: NOW.toISOString(), query: { from: NOW.toISOString(), integration: "serpro/token", limit: 30 } }} view={viewOf("")} look={vi.fn()} />
      </SpeechProvider>
    );
  }

  it("come by themselves where there was none, and wait behind a button after that", () => {
    const { rerender } = render(listed([]));
    expect(screen.queryAllByRole("listitem")).toHaveLength(0);
    rerender(listed(calls.slice(1)));
    expect(screen.getAllByRole("listitem")).toHaveLength(2);
    rerender(listed(calls));
    expect(screen.getAllByRole("listitem")).toHaveLength(2);
    act(() => screen.getByRole("button", { name: /1 nova/ }).click());
    expect(screen.getAllByRole("listitem")).toHaveLength(3);
  });
});

describe("Chat", () => {
  it("shows what was hidden as chips and everything else as words", () => {
    render(
      <SpeechProvider>
        <Chat messages={chats} />
      </SpeechProvider>,
    );
    expect([...document.querySelectorAll(".redact")].map((chip) => chip.textContent)).toEqual(["CNPJ2c90", "CPF7f3a", "e-mail91ab", "CNPJ2c90", "credencial", "image/png48\u00a0kB"]);
    expect(document.querySelector("script")).toBeNull();
    expect(document.body.textContent).toContain("<script>alert('não é código')</script>");
    expect(document.body.textContent).not.toContain("⟦");
  });

  it("draws a long text in part until asked", () => {
    render(
      <SpeechProvider>
        <Chat messages={[{ direction: "input", role: "user", parts: [{ type: "text", text: "a".repeat(9000) }] }]} />
      </SpeechProvider>,
    );
    expect(document.querySelector(".words")?.textContent?.length).toBeLessThan(4100);
    act(() => screen.getByRole("button", { name: /9\.000/ }).click());
    expect(document.querySelector(".words")?.textContent).toHaveLength(9000);
  });
});

describe("a lost stream", () => {
  it("is told after three seconds, not before", () => {
    render(
      <SpeechProvider>
        <Reconnecting feed={justLost()} answeredAt={0} />
      </SpeechProvider>,
    );
    act(() => vi.advanceTimersByTime(2000));
    expect(screen.queryByRole("status")).toBeNull();
    act(() => vi.advanceTimersByTime(3000));
    expect(screen.getByRole("status").textContent).toContain("Reconectando…");
  });
});
