// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, findings, looksWell, open, type Page, test } from "./page.ts";

async function costs(page: Page, search = ""): Promise<void> {
  await open(page, `/costs${search}`, ".costs-page[data-ready]");
  await page.locator("table.ledger [data-row]").first().waitFor({ timeout: 60_000 });
}

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("tells what is unpriced and unmeasured as numbers of their own, and totals as at least", async ({ page }) => {
  await costs(page);
  await expect(page.locator(".kpis")).toContainText("Sem preço");
  await expect(page.locator(".kpis")).toContainText("Tráfego sem medida");
  await expect(page.locator(".kpis dd.tx-cost").first()).toContainText("≥");
  await expect(page.locator("table.missing tbody tr").first()).toBeVisible();
});

test("tells what was charged by product and model, and leads there", async ({ page }) => {
  await costs(page);
  const items = page.locator("table.items tbody tr");
  await expect(items.filter({ hasText: /consulta-c(pf|npj)/ }).first()).toContainText("R$");
  await expect(items.filter({ hasText: "gpt-4.1" }).first()).toContainText("US$");
  await items.filter({ hasText: /consulta-c(pf|npj)/ }).first().locator("a").click();
  await expect(page).toHaveURL(/explore.*tem|explore.*has/);
});

test("says in Portuguese in which file and line a price stands, by which rule, and that no exchange rate was used", async ({ page }) => {
  await open(page, "/explore?q=has:cost%20plataforma:serpro", ".explore[data-ready]");
  await page.locator(".exchanges-table [data-row]").first().click();
  const proof = page.getByRole("complementary").locator(".charges .proof").first();
  await expect(proof).toContainText(/tabela serpro de .*, preço válido desde .* arquivo serpro\.yaml, linha \d+: .*; cobram-se as respostas .*; faixa 1 \(1–999 por mês\), sem a contagem do mês/);
  await expect(proof).toContainText("sem câmbio: o preço é em BRL");
});

test("opens the proof of an amount", async ({ page }) => {
  await costs(page);
  await page.locator("table.ledger [data-row]").first().click();
  const panel = page.getByRole("complementary");
  await expect(panel.locator(".charges li").first()).toContainText("×");
  await expect(panel.locator(".charges .proof").first()).not.toBeEmpty();
  expect(await findings(page)).toEqual([]);
});

test("groups by provider, model and integration", async ({ page }) => {
  await costs(page, "?measure=USD");
  await page.getByRole("button", { name: "Modelo" }).click();
  await expect(page).toHaveURL(/by=model/);
  await expect(page.locator("table.spent tr").filter({ hasText: /^gpt-4\.1/ }).first()).toContainText("US$");
  await page.getByRole("button", { name: "Provedor" }).click();
  await page.locator("table.spent [data-row]").filter({ hasText: "azure-openai" }).click();
  await expect(page).toHaveURL(/\/explore\?q=plataforma:azure-openai/);
});

looksWell((page) => costs(page));
