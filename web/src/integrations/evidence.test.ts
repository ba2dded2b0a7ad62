// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import type { ExchangeGroup } from "../api/client.ts";
import { speechOf } from "../i18n/index.tsx";
import { evidenceOf } from "./evidence.ts";

const group = {
  exchanges: 20, firstAt: "2026-11-24T18:37:02.5Z", lastAt: "2026-11-24T18:40:50Z",
  last: {
    operation: "POST /to|ken\n`x`", startedAt: "2026-11-24T18:40:50.123456789Z", durationNanos: 30_000_000_000, traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174",
    outcome: { state: "failed", cause: "timeout", httpStatus: null, detail: "HttpTimeoutException\n# not a heading" },
  },
} as unknown as ExchangeGroup;

it("tells a vendor what failed, since when in both zones, and which call to look for", () => {
  const speech = speechOf("pt-BR", () => undefined);
  const text = evidenceOf({ id: "serpro/token", name: "SERPRO Token", state: "down", since: "2026-11-24T18:37:02Z", lastSuccessAt: "2026-11-24T18:36:58Z" }, [group], { from: "2026-11-24T18:11:00Z", to: "2026-11-24T18:41:00Z" }, speech);
  expect(text).toContain("## SERPRO Token (`serpro/token`)");
  expect(text).toContain("24/11, 15:37:02 (2026-11-24 18:37:02 UTC)");
  expect(text).toContain("| sem resposta | POST /to\\|ken x  | 20 | 2026-11-24 18:37:02.5 UTC | 2026-11-24 18:40:50 UTC |");
  expect(text).toContain("trace `5b8efff798038103d269b633813fc60c`, span `eee19b7ec3c1b174`");
  expect(text).toContain("> HttpTimeoutException # not a heading");
});
