// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Cause, Exchange, ExchangeWithMessages, Flow, HealthState, Integration, Live, LiveExchange, Message, Overview, Status } from "../src/api/client.ts";
import { chats } from "./chats.ts";

/** Made-up worlds for looking at the page without a server: nothing in them is real. */
export type SceneName = "incident" | "stalled" | "green" | "empty";

interface Played {
  id: string;
  name: string;
  to: string;
  from: string[];
  state: HealthState;
  /** Seconds since the state holds. */
  since: number;
  rate: number;
  failing: number;
  p95: number | null;
  cause: Cause | null;
  blind?: boolean;
  operation: string;
  tokens?: [number, number];
  bytes?: [number | null, number | null];
  cost?: [currency: string, perCall: number];
  unpriced?: boolean;
}

const world: Played[] = [
  { id: "serpro/token", name: "SERPRO Token", to: "serpro", from: ["cadastro"], state: "down", since: 245, rate: 5, failing: 1, p95: 30_000, cause: "timeout", operation: "POST /token", bytes: [412, 0] },
  { id: "azure-openai/gpt-4.1", name: "gpt-4.1", to: "azure-openai", from: ["triagem", "cadastro", "financeiro"], state: "degraded", since: 132, rate: 38, failing: 0.063, p95: 2900, cause: "rate_limit", operation: "chat gpt-4.1", tokens: [3600, 240], bytes: [14_200, 2300], cost: ["USD", 0.0091] },
  { id: "azure-openai/gpt-4.1-mini", name: "gpt-4.1-mini", to: "azure-openai", from: ["triagem"], state: "up", since: 86_000, rate: 31, failing: 0, p95: 812, cause: null, operation: "chat gpt-4.1-mini", tokens: [900, 60], bytes: [4100, 900], cost: ["USD", 0.0004] },
  { id: "azure-openai/gpt-4o-transcribe", name: "gpt-4o-transcribe", to: "azure-openai", from: ["webhook"], state: "up", since: 86_000, rate: 0.6, failing: 0, p95: 1400, cause: null, operation: "transcribe", unpriced: true, bytes: [86_000, 600] },
  { id: "whatsapp", name: "WhatsApp Cloud API", to: "whatsapp", from: ["webhook"], state: "up", since: 300_000, rate: 48, failing: 0.002, p95: 890, cause: null, operation: "POST /messages", bytes: [900, 240], cost: ["USD", 0.0068] },
  { id: "boletos", name: "API Boletos", to: "boletos", from: ["financeiro"], state: "up", since: 90_000, rate: 4, failing: 0, p95: 420, cause: null, blind: true, operation: "GET /boletos", unpriced: true, bytes: [null, null] },
  { id: "serpro/consulta-cnpj", name: "SERPRO Consulta CNPJ", to: "serpro", from: ["cadastro"], state: "up", since: 90_000, rate: 0.6, failing: 0, p95: 640, cause: null, operation: "GET /cnpj/{ni}", bytes: [310, 1900], cost: ["BRL", 0.659] },
  { id: "azure-service-bus", name: "Service Bus", to: "service-bus", from: ["webhook"], state: "up", since: 400_000, rate: 34, failing: 0, p95: 9, cause: null, operation: "publish turnos", bytes: [null, null] },
  { id: "redis", name: "Redis", to: "redis", from: ["triagem"], state: "up", since: 400_000, rate: 1100, failing: 0, p95: 1, cause: null, operation: "GET", bytes: [null, null] },
  { id: "postgresql", name: "PostgreSQL", to: "postgresql", from: ["cadastro"], state: "up", since: 400_000, rate: 214, failing: 0, p95: 6, cause: null, operation: "SELECT clientes", bytes: [null, null] },
  { id: "azure-ai-search", name: "AI Search", to: "ai-search", from: ["triagem"], state: "up", since: 400_000, rate: 22, failing: 0, p95: 84, cause: null, operation: "POST /docs/search", bytes: [700, 5200] },
  { id: "email", name: "E-mail", to: "email", from: [], state: "idle", since: 9300, rate: 0, failing: 0, p95: null, cause: null, operation: "SMTP" },
  { id: "parceiro", name: "API do parceiro", to: "parceiro", from: [], state: "unknown", since: 9300, rate: 0, failing: 0, p95: null, cause: null, operation: "GET /" },
];

const MINUTES = 30;

function hex(text: string, length: number): string {
  let out = "";
  for (let round = 0; out.length < length; round += 1) {
    let hash = 0x811c9dc5 ^ round;
    for (const sign of text) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193) >>> 0;
    out += hash.toString(16).padStart(8, "0");
  }
  return out.slice(0, length);
}

function calm(played: Played): Played {
  if (played.state !== "down" && played.state !== "degraded") return played;
  return { ...played, state: "up", since: 90_000, failing: 0, p95: 400, cause: null };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

/** One world, asked at any moment; its incident began `since` seconds before it was made. */
export class Scene {
  private readonly started = Date.now();
  private readonly name: SceneName;
  private readonly players: Played[];

  constructor(name: SceneName) {
    this.name = name;
    this.players = name === "empty" ? [] : name === "incident" ? world : world.filter((played) => played.state !== "unknown").map(calm);
  }

  private ago(seconds: number): string {
    return new Date(this.started - seconds * 1000).toISOString();
  }

  live(): Live {
    return {
      at: new Date().toISOString(),
      inFlight: this.inFlight(),
      integrations: this.players.map((played) => ({
        id: played.id,
        state: played.state,
        since: this.ago(played.since),
        reason: played.cause,
        cause: played.cause,
        inFlight: played.blind ? null : this.inFlight().filter((call) => call.integration === played.id).length,
        ratePerMinute: played.rate,
        errorRatio: played.rate === 0 ? null : played.failing,
        p95Millis: played.p95,
      })),
    };
  }

  private inFlight(): LiveExchange[] {
    if (this.name === "empty") return [];
    const now = Date.now();
    const calls: LiveExchange[] = [];
    const call = (id: string, from: string, begun: number, stalled: boolean, received: number | null) => {
      const played = this.players.find((candidate) => candidate.id === id);
      if (!played || begun > now) return;
      const startedAt = new Date(begun).toISOString();
      calls.push({
        traceId: hex(`${id}${begun}t`, 32), spanId: hex(`${id}${begun}s`, 16), from, to: played.name, integration: id, operation: played.operation,
        startedAt, ageMillis: now - begun, sentBytes: played.bytes?.[0] ?? null, receivedBytes: received, idleMillis: received === null ? null : now - begun, stalled,
      });
    };
    if (this.name !== "green") {
      // Three hung calls; each gives up after 40 s and another hangs in its place.
      for (const offset of [28_400, 17_900, 6200]) {
        const age = (now - this.started + offset) % 40_000;
        call("serpro/token", "cadastro", now - age, age > 4000, 0);
      }
    }
    // Calls that come and go.
    const beat = (every: number, lasts: number) => (now % every < lasts ? now - (now % every) : null);
    const beats: [string, string, number, number][] = [["azure-openai/gpt-4.1", "financeiro", 5300, 3900], ["azure-openai/gpt-4.1", "triagem", 4100, 2900], ["azure-openai/gpt-4.1-mini", "triagem", 2300, 800], ["whatsapp", "webhook", 3100, 600]];
    for (const [id, from, every, lasts] of beats) {
      const begun = beat(every, lasts);
      if (begun !== null) call(id, from, begun, false, now - begun > 1200 ? 1840 : 0);
    }
    return calls.toSorted((a, b) => b.ageMillis - a.ageMillis);
  }

  integrations(): Integration[] {
    return this.players.map((played) => ({
      id: played.id,
      platform: played.to,
      name: played.name,
      state: played.state,
      since: this.ago(played.since),
      reason: played.cause,
      cause: played.cause,
      evidence: this.evidence(played),
      inFlight: played.blind ? null : 0,
      ratePerMinute: played.rate,
    }));
  }

  private evidence(played: Played): Integration["evidence"] {
    const exchanges = Math.round(played.rate * 5);
    return {
      windowSeconds: 300,
      exchanges,
      failed: Math.round(exchanges * played.failing),
      errorRatio: exchanges === 0 ? null : played.failing,
      p95Millis: played.p95,
      lastSuccessAt: played.state === "unknown" ? null : played.state === "down" ? this.ago(played.since + 4) : new Date(Date.now() - 2000).toISOString(),
      lastFailureAt: played.failing === 0 ? null : new Date(Date.now() - 4000).toISOString(),
      topCause: played.cause,
    };
  }

  overview(): Overview {
    const minutes = Array.from({ length: MINUTES }, (_, minute) => minute);
    const talking = this.players.length > 0 ? 1 : 0;
    const wave = (base: number) => minutes.map((minute) => Math.round(talking * base * (1 + 0.12 * Math.sin(minute * 1.7) + 0.05 * Math.cos(minute * 5))));
    const bad = (minute: number) => this.name === "incident" && minute >= MINUTES - 5;
    const exchanges = wave(180);
    const failed = minutes.map((minute) => (bad(minute) ? 14 : minute % 6 === 0 ? talking : 0));
    const worst = this.players.find((played) => played.state === "down") ?? this.players.find((played) => played.state === "degraded");
    const count = (state: HealthState) => this.players.filter((played) => played.state === state).length;
    const now = Date.now();
    return {
      from: new Date(now - MINUTES * 60_000).toISOString(),
      to: new Date(now).toISOString(),
      completeThrough: new Date(now - 1200).toISOString(),
      environments: talking ? ["production", "staging"] : [],
      integrations: { up: count("up"), degraded: count("degraded"), down: count("down"), silent: count("silent"), unknown: count("unknown"), idle: count("idle") },
      worst: worst
        ? { integration: worst.id, name: worst.name, platform: worst.to, state: worst.state, since: this.ago(worst.since), cause: worst.cause, evidence: this.evidence(worst), exchangesAffected: 32 }
        : null,
      exchanges: sum(exchanges),
      failed: sum(failed),
      messages: sum(wave(63)),
      tokens: talking ? { input: 4_812_300, output: 311_084, cacheRead: 2_204_111, reasoning: 40_210 } : {},
      cost: talking ? [{ currency: "USD", amount: "12.418220500", atLeast: true }, { currency: "BRL", amount: "61.287000000", atLeast: true }] : [],
      unpricedExchanges: talking * 214,
      lastFailureAt: talking ? new Date(now - (this.name === "incident" ? 4000 : 3.2 * 86_400_000)).toISOString() : null,
      series: {
        start: new Date(now - MINUTES * 60_000).toISOString(),
        stepSeconds: 60,
        exchanges,
        failed,
        messages: wave(63),
        p95Millis: minutes.map((minute) => (talking === 0 ? null : bad(minute) ? 30_000 : 4100 + 300 * Math.sin(minute))),
        cost: talking ? [{ currency: "USD", amounts: minutes.map((minute) => (0.41 + 0.04 * Math.sin(minute)).toFixed(9)) }] : [],
      },
    };
  }

  flows(): Flow[] {
    const flows = new Map<string, Flow>();
    for (const played of this.players) {
      for (const from of played.from) {
        const calls = Math.round((played.rate * MINUTES) / played.from.length);
        const flow = flows.get(`${from}→${played.to}`) ?? {
          from, to: played.to, exchanges: 0, failed: 0, messages: 0, tokens: {}, sentBytes: null, receivedBytes: null, cost: [], unpricedExchanges: 0,
        };
        flow.exchanges += calls;
        flow.failed += Math.round(calls * played.failing);
        if (played.tokens) {
          flow.messages += calls * 2;
          flow.tokens.input = (flow.tokens.input ?? 0) + calls * played.tokens[0];
          flow.tokens.output = (flow.tokens.output ?? 0) + calls * played.tokens[1];
        }
        if (played.bytes?.[0] !== null && played.bytes?.[0] !== undefined) flow.sentBytes = (flow.sentBytes ?? 0) + calls * played.bytes[0];
        if (played.bytes?.[1] !== null && played.bytes?.[1] !== undefined) flow.receivedBytes = (flow.receivedBytes ?? 0) + calls * played.bytes[1];
        if (played.unpriced) {
          flow.unpricedExchanges += calls;
          flow.cost = flow.cost.map((total) => ({ ...total, atLeast: true }));
        }
        if (played.cost) {
          const [currency, each] = played.cost;
          const before = flow.cost.find((total) => total.currency === currency);
          const amount = (Number(before?.amount ?? 0) + calls * each).toFixed(9);
          flow.cost = [...flow.cost.filter((total) => total !== before), { currency, amount, atLeast: flow.unpricedExchanges > 0 }];
        }
        flows.set(`${from}→${played.to}`, flow);
      }
    }
    return [...flows.values()];
  }

  /** One exchange of an integration every few seconds, the newest first. */
  exchanges(integration: string, limit: number): Exchange[] {
    const played = this.players.find((candidate) => candidate.id === integration);
    if (!played || played.rate === 0) return [];
    const every = Math.max(4000, 60_000 / played.rate);
    const last = Math.floor(Date.now() / every);
    return Array.from({ length: limit }, (_, back) => this.exchange(played, (last - back) * every, last - back));
  }

  private exchange(played: Played, begun: number, number: number): Exchange {
    const failed = played.failing === 1 || (played.failing > 0.01 && number % Math.round(1 / played.failing) === 0);
    const status = failed ? (played.cause === "rate_limit" ? 429 : null) : 200;
    return {
      traceId: hex(`${played.id}${number}t`, 32), spanId: hex(`${played.id}${number}s`, 16), parentSpanId: hex("parent", 16),
      startedAt: new Date(begun).toISOString(), durationNanos: Math.round((played.p95 ?? 100) * (failed ? 1 : 0.6) * 1e6),
      from: played.from[0] ?? "lia", to: played.to, integration: played.id, platform: played.to, operation: played.operation,
      outcome: { state: failed ? "failed" : "succeeded", cause: failed ? played.cause : null, httpStatus: status, detail: failed && played.cause === "timeout" ? "java.net.http.HttpTimeoutException: request timed out" : null },
      traffic: { sentBytes: played.bytes?.[0] ?? null, receivedBytes: failed ? 0 : (played.bytes?.[1] ?? null) },
      environment: "production", cloud: "azure", region: "brazilsouth",
      model: played.tokens ? { provider: "azure.ai.openai", requested: played.name, responded: `${played.name}-2025-04-14` } : null,
      tokens: played.tokens && !failed ? { input: played.tokens[0], output: played.tokens[1], cacheRead: Math.round(played.tokens[0] / 2), reasoning: 0 } : null,
      timeToFirstTokenNanos: played.tokens && !failed ? 412_000_000 : null,
      finishReasons: played.tokens && !failed ? ["stop"] : [],
      conversationId: "c-4817", user: "⟦phone:c1d4a9f02b7e4416a5d09be377c2f8e1⟧",
      cost: played.cost && !failed ? { state: "priced", amount: played.cost[1].toFixed(9), currency: played.cost[0] } : played.unpriced ? { state: "unpriced", amount: null, currency: null } : null,
      source: { kind: "otlp", dialect: played.tokens ? "otel-genai-1.37" : "http-client" },
    };
  }

  whole(traceId: string, spanId: string): ExchangeWithMessages | null {
    for (const played of this.players) {
      const exchange = this.exchanges(played.id, 60).find((candidate) => candidate.traceId === traceId && candidate.spanId === spanId);
      if (!exchange) continue;
      const messages: Message[] = played.tokens ? chats : [];
      const price = exchange.cost?.state === "priced" ? exchange.cost : null;
      return {
        ...exchange,
        messages,
        charges: price?.amount && price.currency
          ? [{ id: hex(spanId, 32), kind: "input", sku: played.name, quantity: played.tokens?.[0] ?? 1, unit: played.tokens ? "token" : "query", unitPrice: "0.000002000", amount: price.amount, currency: price.currency, book: "azure-openai", version: "2026-11-01", validFrom: "2025-04-14", source: "made up for the fixture", how: "computed", fx: null, adjusts: null }]
          : [],
        unpriced: played.unpriced ? [{ kind: "query", quantity: 1, reason: "no price book knows this product" }] : [],
        joined: played.tokens ? [{ spanId: hex(`${spanId}http`, 16), kind: "http" }] : [],
      };
    }
    return null;
  }

  status(): Status {
    const received = this.players.length === 0 ? 0 : 1_284_117;
    const none = { received: 0, stored: 0, pending: 0, rejected: 0, duplicate: 0, rejections: [] };
    return {
      version: "0.1.0",
      startedAt: new Date(this.started - 12_000).toISOString(),
      at: new Date().toISOString(),
      open: true,
      completeThrough: new Date(Date.now() - 1200).toISOString(),
      signals: { traces: received === 0 ? none : { received, stored: received - 15, pending: 0, rejected: 3, duplicate: 12, rejections: [{ reason: "spanId has 7 bytes; send 8", records: 3, lastAt: new Date(Date.now() - 40_000).toISOString() }] }, logs: none, metrics: none },
      readers: [{ name: "facts", position: "00000042:1048576", lagMillis: 1200 }],
      queue: { bytes: 0, capacityBytes: 67_108_864 },
      disk: { usedBytes: 812_000_000, freeBytes: 90_000_000_000, reserveBytes: 2_000_000_000 },
      troubles: [],
    };
  }
}
