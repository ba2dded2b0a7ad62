// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, findings, looksWell, open, type Page, test } from "./page.ts";

/** How long the demo may take until its first call fails. */
const FAILS_WITHIN = 100_000;

async function explore(page: Page, search = ""): Promise<void> {
  await open(page, `/explore${search}`, ".explore[data-ready]");
  await page.locator(".exchanges-table [data-row], .nothing").first().waitFor();
}

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("is gone to by rail and keyboard, and says how much it shows", async ({ page }) => {
  await open(page);
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/explore/);
  await expect(page.locator("[data-count]")).toContainText(/\d+ trocas|mostrando/);
  await page.getByRole("link", { name: "Agora", exact: true }).click();
  await page.locator("[data-headline]").waitFor();
  await page.goBack();
  await expect(page.locator(".exchanges-table [data-row]").first()).toBeVisible();
});

test("tells how a call went that was open when the list was drawn, however much comes after it", async ({ page }) => {
  const row = page.locator(".exchanges-table tr").filter({ hasText: "em voo" }).filter({ hasNotText: "serpro" }).first();
  let id: string | null = null;
  while (id === null) {
    await explore(page);
    id = (await row.count()) > 0 ? await row.getAttribute("data-id") : null;
  }
  await expect(page.locator(`[data-id="${id}"]`)).not.toContainText("em voo", { timeout: 60_000 });
  await expect(page.locator(`[data-id="${id}"]`)).toBeVisible();
});

test("narrows by a value of a facet, and the address says it", async ({ page }) => {
  await explore(page);
  const values = page.getByRole("group").filter({ hasText: "Integração" }).locator(".value");
  const chosen = values.filter({ hasText: "gpt-4.1-mini" });
  await chosen.click();
  await expect(page).toHaveURL(/q=integracao:azure-openai\/gpt-4.1-mini/);
  await expect(page.getByRole("searchbox")).toHaveValue("integracao:azure-openai/gpt-4.1-mini");
  const rows = page.locator(".exchanges-table tbody tr:not(.space)");
  await expect(rows.first()).toContainText("gpt-4.1-mini");
  await expect(rows.filter({ hasText: "postgresql" })).toHaveCount(0);
});

test("finds the failures, and shows one with its cause, attributes and cost", async ({ page }) => {
  await explore(page, "?q=tem:erro");
  await expect(page.locator(".exchanges-table tr.is-failed").first()).toBeVisible({ timeout: FAILS_WITHIN });
  await expect(page.locator(".exchanges-table tbody tr:not(.space):not(.is-failed)")).toHaveCount(0);
  await page.locator(".exchanges-table [data-row]").first().click();
  const panel = page.getByRole("complementary");
  await expect(panel.locator("[data-exchange]")).toBeVisible();
  await panel.getByText("Atributos brutos").click();
  await expect(panel.locator(".fields dt").first()).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test("says where a filter is wrong, and mends it", async ({ page, complaints }) => {
  await explore(page);
  await page.keyboard.press("/");
  await page.keyboard.type("modl:gpt-4.1-mini");
  await page.keyboard.press("Enter");
  const wrong = page.getByRole("alert");
  await expect(wrong).toContainText("Não existe o campo modl.");
  await expect(wrong.locator("mark")).toHaveText("modl");
  await wrong.getByRole("button", { name: "Escrever model" }).click();
  await expect(page).toHaveURL(/q=model:gpt-4.1-mini/);
  await expect(page.locator(".exchanges-table [data-row]").first()).toBeVisible();
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes("400")));
});

test("says what is there outside of the period when nothing fits in it", async ({ page }) => {
  const before = new Date(Date.now() - 5 * 86_400_000).toISOString();
  const after = new Date(Date.now() - 4 * 86_400_000).toISOString();
  await explore(page, `?from=${before}&to=${after}&q=modelo:gpt-4.1-mini`);
  await expect(page.locator(".nothing")).toContainText("Nos últimos 7 dias");
  await page.getByRole("button", { name: "Ver os últimos 7 dias" }).click();
  await expect(page.locator(".exchanges-table [data-row]").first()).toBeVisible();
});

test("shows on a page of its own what is wrong elsewhere", async ({ page }) => {
  await explore(page);
  const chip = page.locator("[data-incident]").first();
  await expect(chip).toBeVisible({ timeout: FAILS_WITHIN });
  await chip.click();
  await expect(page.locator(".detail-page .verdict")).toBeVisible();
});

looksWell((page) => explore(page));
