// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { randomBytes } from "node:crypto";
import { expect, looksWell, open, type Page, test } from "./page.ts";

/** A trace of the demo with several spans, as its API has it. */
async function someTrace(page: Page): Promise<string> {
  for (;;) {
    const answer = await page.request.get("/api/v1/exchanges?q=tem:tokens&limit=50");
    const { items } = (await answer.json()) as { items: { traceId: string; outcome: { state: string } }[] };
    const found = items.find((item) => item.outcome.state === "succeeded");
    if (found) return found.traceId;
    await page.waitForTimeout(1000);
  }
}

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("opens from an exchange beside the page, and on a page of its own", async ({ page }) => {
  await open(page, "/explore?q=tem:tokens", ".explore[data-ready]");
  await page.locator(".exchanges-table tbody tr").filter({ hasText: "respondida" }).locator("[data-row]").first().click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("link", { name: "ver a cascata" }).click();
  await expect(panel.locator(".waterfall [data-span]").first()).toBeVisible();
  await expect(page).toHaveURL(/trace=[0-9a-f]{32}/);
  await panel.getByRole("link", { name: "página inteira" }).first().click();
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}/);
  await expect(page.locator(".trace-page .waterfall [data-span]").first()).toBeVisible();
});

test("searches, folds, and shows what a span says", async ({ page }) => {
  await open(page, `/traces/${await someTrace(page)}`, ".waterfall[data-ready]");
  const rows = page.locator(".waterfall [data-span]");
  const all = await rows.count();
  expect(all).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Recolher tudo" }).click();
  expect(await rows.count()).toBeLessThan(all);
  await page.getByRole("button", { name: "Abrir tudo" }).click();
  await expect(rows).toHaveCount(all);
  await page.keyboard.press("/");
  await page.keyboard.type("chat");
  await expect(rows.filter({ hasText: "chat" }).first()).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await rows.first().click();
  await expect(page.getByRole("complementary").locator("[data-exchange]")).toBeVisible();
  await expect(page.getByRole("complementary").locator("dt").first()).toBeVisible();
});

function id(at: number): string {
  return (at + 1).toString(16).padStart(16, "0");
}

/** One trace of so many spans, sent as any program would. */
async function sendLong(page: Page, spans: number): Promise<string> {
  const trace = randomBytes(16).toString("hex");
  const start = BigInt(Date.now() - 60_000) * 1_000_000n;
  for (let from = 0; from < spans; from += 5000) {
    const some = Array.from({ length: Math.min(5000, spans - from) }, (_, at) => {
      const n = from + at;
      return {
        traceId: trace, spanId: id(n), ...(n === 0 ? {} : { parentSpanId: id(n < 200 ? 0 : n % 200) }), name: `passo ${n}`, kind: 1,
        startTimeUnixNano: `${start + BigInt(n) * 1_000_000n}`, endTimeUnixNano: `${start + BigInt(n === 0 ? spans : n + 40) * 1_000_000n}`,
        ...(n === spans - 1 ? { status: { code: 2, message: "<script>alert(1)</script>\u202egpj.exe" } } : {}),
      };
    });
    const sent = await page.request.post("/v1/traces", {
      data: { resourceSpans: [{ resource: { attributes: [{ key: "service.name", value: { stringValue: "longo" } }] }, scopeSpans: [{ spans: some }] }] },
    });
    expect(sent.status(), await sent.text()).toBe(200);
  }
  return trace;
}

test("scrolls through forty thousand spans, of which few are drawn", async ({ page }) => {
  const spans = 40_000;
  const trace = await sendLong(page, spans);
  const whole = async () => ((await (await page.request.get(`/api/v1/traces/${trace}?limit=1`)).json()) as { spanCount?: number }).spanCount;
  await expect.poll(whole, { timeout: 60_000 }).toBe(spans);
  await open(page, `/traces/${trace}`, ".waterfall");
  await expect(page.locator(".waterfall")).toHaveAttribute("data-spans", `${spans}`, { timeout: 120_000 });
  expect(await page.locator(".waterfall [data-span]").count()).toBeLessThan(150);
  const frames = await page.evaluate(async () => {
    const frame = document.querySelector(".waterfall .rows");
    if (!frame) return [];
    const times: number[] = [];
    let before = performance.now();
    for (let step = 0; step < 60; step += 1) {
      frame.scrollTop += 2800;
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    return times.toSorted((a, b) => a - b);
  });
  console.log(`a frame while scrolling through ${spans} spans took ${frames[30]?.toFixed(0)} ms in the middle, ${frames.at(-1)?.toFixed(0)} ms at most`);
  await page.getByRole("button", { name: "Erros primeiro" }).click();
  await page.getByRole("searchbox").fill(`passo ${spans - 1}`);
  const last = page.locator(".waterfall [data-span].is-failed");
  await expect(last).toHaveCount(1);
  await last.locator("[data-row]").click();
  const panel = page.getByRole("complementary");
  await expect(panel).toContainText("<script>alert(1)</script>");
  await expect(panel.locator(".unseen")).toHaveText("U+202E");
});

looksWell(async (page) => open(page, `/traces/${await someTrace(page)}`, ".waterfall[data-ready]"));
