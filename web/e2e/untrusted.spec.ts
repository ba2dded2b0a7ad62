// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { randomBytes } from "node:crypto";
import { expect, open, type Page, test } from "./page.ts";

const EVIL = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>\u202e\u200b"\'&';
const LONG = "a".repeat(1_000_000);

function text(key: string, value: string): object {
  return { key, value: { stringValue: value } };
}

/** A call of which every word is a stranger's, and none a friend's. */
async function send(page: Page): Promise<{ trace: string; conversation: string }> {
  const trace = randomBytes(16).toString("hex");
  const conversation = `c/${EVIL}/%2e`;
  const now = BigInt(Date.now()) * 1_000_000n;
  const message = JSON.stringify([{ role: "user", parts: [{ type: "text", content: `${EVIL} ${LONG}` }] }]);
  const answered = JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: EVIL }], finish_reason: "stop" }]);
  const sent = await page.request.post("/v1/traces", {
    data: {
      resourceSpans: [{
        resource: { attributes: [text("service.name", `estranho ${EVIL}`)] },
        scopeSpans: [{
          spans: [{
            traceId: trace, spanId: randomBytes(8).toString("hex"), name: `chat ${EVIL}`, kind: 3, startTimeUnixNano: `${now - 900_000_000n}`, endTimeUnixNano: `${now}`,
            status: { code: 2, message: EVIL },
            attributes: [
              text("gen_ai.operation.name", "chat"), text("gen_ai.provider.name", `x${EVIL}`), text("gen_ai.request.model", `m${EVIL}`), text("gen_ai.conversation.id", conversation),
              text("gen_ai.input.messages", message), text("gen_ai.output.messages", answered), text(EVIL, LONG), text("error.type", EVIL),
            ],
          }],
        }],
      }],
    },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  await expect.poll(async () => ((await (await page.request.get(`/api/v1/exchanges?q=trace:${trace}`)).json()) as { items: unknown[] }).items.length, { timeout: 60_000 }).toBe(1);
  return { trace, conversation };
}

test("lets nothing that a stranger wrote become anything but text", async ({ page, complaints }) => {
  const { trace, conversation } = await send(page);
  const seen = async () => {
    expect(await page.evaluate(() => "taken" in window)).toBe(false);
    await expect(page.locator("img[src='x'], main script, aside script")).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.body.innerText.length)).toBeLessThan(200_000);
  };
  await open(page);
  await seen();
  await open(page, `/explore?q=trace:${trace}`, ".explore[data-ready]");
  await page.locator(".exchanges-table [data-row]").first().click();
  const panel = page.getByRole("complementary");
  await expect(panel.locator("[data-exchange]")).toContainText("<script>");
  await panel.getByText("Atributos brutos").click();
  await expect(panel.locator(".fields dt").first()).toBeVisible();
  await expect(panel.locator(".unseen").first()).toBeVisible();
  await seen();
  await panel.getByRole("link", { name: conversation.slice(0, 3) }).last().click();
  await expect(page.locator(".turn")).toHaveCount(1);
  await expect(page.locator(".turn .theirs")).toContainText("<script>");
  await seen();
  await page.reload();
  await expect(page.locator(".turn")).toHaveCount(1);
  await open(page, `/traces/${trace}`, ".waterfall[data-ready]");
  await seen();
  await open(page, "/integrations", ".integrations-page[data-ready]");
  await seen();
  await page.locator("tr[data-integration^='x<img'] a").click();
  await expect(page.locator(".detail-page[data-ready]")).toBeVisible();
  await seen();
  for (const place of ["flows", "costs", "conversations"]) {
    await open(page, `/${place}`, `.${place}-page[data-ready]`);
    await seen();
  }
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});
