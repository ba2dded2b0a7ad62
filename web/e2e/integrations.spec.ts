// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, findings, looksWell, open, test } from "./page.ts";

/** How long the demo may take until its first call gives up. */
const FAILS_WITHIN = 100_000;

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("lists all, worst first, and leads to one whose name has a dot", async ({ page }) => {
  await open(page, "/integrations", ".integrations-page[data-ready]");
  const mini = page.locator("tr[data-integration='azure-openai/gpt-4.1-mini']");
  await expect(mini.locator(".cells")).toBeVisible();
  await mini.getByRole("link").click();
  await expect(page).toHaveURL(/\/integrations\/azure-openai\/gpt-4\.1-mini/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("gpt-4.1-mini");
  await expect(page.locator(".side-list li").first()).toBeVisible();
});

test("says since when a token is not handed out, on whose side, and shows the last failure", async ({ page }) => {
  await open(page, "/integrations/serpro/token", ".detail-page");
  const cause = page.locator("table.causes tr").filter({ hasText: "sem resposta" });
  await expect(cause).toContainText("deles", { timeout: FAILS_WITHIN });
  await expect(page.locator(".verdict h2")).toContainText("Provavelmente do lado deles.", { timeout: FAILS_WITHIN });
  await cause.locator("[data-row]").click();
  await expect(page.getByRole("complementary").locator("[data-exchange]")).toContainText("sem resposta");
  expect(await findings(page)).toEqual([]);
});

test("gives what a ticket needs to the clipboard", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "/integrations/serpro/token", ".detail-page");
  await page.locator("table.causes tbody tr").first().waitFor({ timeout: FAILS_WITHIN });
  await page.getByRole("button", { name: "Copiar evidências" }).click();
  await expect(page.getByRole("button", { name: "Copiado" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("`serpro/token`");
  expect(copied).toContain("UTC");
  expect(copied).toMatch(/trace `[0-9a-f]{32}`/);
});

test("has its picture as a table, too", async ({ page }) => {
  await open(page, "/integrations/azure-openai/gpt-4.1", ".detail-page[data-ready]");
  await page.getByText("ver como tabela").click();
  await expect(page.locator(".as-table tbody tr").first()).toBeVisible();
});

looksWell((page) => open(page, "/integrations", ".integrations-page[data-ready]"));
test.describe("one of them", () => {
  looksWell((page) => open(page, "/integrations/serpro/token", ".detail-page[data-ready]"));
});
