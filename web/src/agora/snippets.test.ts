// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { isLoopback, senders, snippet } from "./snippets.ts";

it.each(senders)("points %s at the page's own origin", (sender) => {
  expect(snippet(sender, "http://127.0.0.1:3276", false)).toContain("http://127.0.0.1:3276");
});

it.each(senders)("asks for a key from %s outside this machine only", (sender) => {
  expect(snippet(sender, "http://farol.example:3276", true)).toContain("Bearer KEY");
  expect(snippet(sender, "http://127.0.0.1:3276", false)).not.toContain("KEY");
});

it("sends a span that is JSON once the shell has filled it in", () => {
  const filled = snippet("curl", "http://127.0.0.1:3276", false)
    .replaceAll("'$(openssl rand -hex 16)'", "4bf92f3577b34da6a3ce929d0e0e4736")
    .replaceAll("'$(openssl rand -hex 8)'", "00f067aa0ba902b7")
    .replaceAll("'$(date +%s)'", "1764000000");
  const body = /-d '([\s\S]*)'$/.exec(filled)?.[1] ?? "";
  const span = JSON.parse(body).resourceSpans[0].scopeSpans[0].spans[0];
  expect(span).toMatchObject({ traceId: "4bf92f3577b34da6a3ce929d0e0e4736", startTimeUnixNano: "1764000000000000000", kind: 3 });
});

it("knows which addresses are this machine", () => {
  expect(["localhost", "127.0.0.1", "[::1]"].every(isLoopback)).toBe(true);
  expect(isLoopback("farol.example")).toBe(false);
});
