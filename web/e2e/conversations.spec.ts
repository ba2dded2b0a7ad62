// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, looksWell, open, type Page, test } from "./page.ts";

/** The conversation of the demo that has had the most calls so far. */
async function longest(page: Page): Promise<string> {
  for (;;) {
    const answer = await page.request.get("/api/v1/exchanges/groups?by=conversation&q=has:tokens&limit=1");
    const { items } = (await answer.json()) as { items: { exchanges: number; values: { conversation: string | null } }[] };
    const found = items.find((item) => item.values.conversation !== null && item.exchanges > 3);
    if (found?.values.conversation) return found.values.conversation;
    await page.waitForTimeout(1000);
  }
}

async function dialogue(page: Page): Promise<void> {
  await open(page, `/conversations/${await longest(page)}`, ".dialogue-page[data-ready]");
  await page.locator(".turn").first().waitFor();
}

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("lists conversations by what happened last, and opens one", async ({ page }) => {
  await longest(page);
  await open(page, "/conversations", ".conversations-page[data-ready]");
  await page.locator(".dialogues [data-row]").first().click();
  await expect(page).toHaveURL(/\/conversations\/c-\d+/);
  await expect(page.locator(".turn").first()).toBeVisible();
  await page.goBack();
  await expect(page.locator(".dialogues [data-row]").first()).toBeVisible();
});

test("shows the chat as the person saw it, with the work between folded", async ({ page }) => {
  await dialogue(page);
  const turn = page.locator(".turn").filter({ has: page.locator(".ours .words") }).first();
  await expect(turn.locator(".theirs")).not.toBeEmpty();
  await expect(turn.locator(".work li").first()).toBeHidden();
  await turn.locator("summary").click();
  await turn.locator(".work li button").first().click();
  await expect(page.getByRole("complementary").locator("[data-exchange]")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Mostrar o trabalho" }).click();
  await expect(page.locator(".turn .work li").first()).toBeVisible();
  expect(await page.locator(".dialogue").innerText()).not.toContain("⟦");
});

test("keeps no voice, and says so beside its transcript", async ({ page }) => {
  let found: string | undefined;
  while (found === undefined) {
    const answer = await page.request.get("/api/v1/exchanges?q=operation:transcription&limit=1");
    const { items } = (await answer.json()) as { items: { conversationId: string | null }[] };
    found = items[0]?.conversationId ?? undefined;
    if (found === undefined) await page.waitForTimeout(1000);
  }
  await open(page, `/conversations/${found}`, ".dialogue-page[data-ready]");
  await expect(page.locator(".voice").first()).toContainText("áudio, que não é guardado");
  await expect(page.locator("audio")).toHaveCount(0);
});

looksWell(async (page) => {
  await longest(page);
  await open(page, "/conversations", ".conversations-page[data-ready]");
});
test.describe("one of them", () => {
  looksWell(dialogue);
});
