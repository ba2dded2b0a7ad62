// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, looksWell, open, test } from "./page.ts";

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("draws who talks to whom by any measure, and the address says by which", async ({ page }) => {
  await open(page, "/flows", ".flows-page[data-ready]");
  await expect(page.locator(".party").first()).toBeVisible();
  await page.getByRole("button", { name: "Tokens" }).click();
  await expect(page).toHaveURL(/measure=tokens/);
  await expect(page.locator(".ribbons text").filter({ hasText: "azure-openai" })).toBeVisible();
  await expect(page.locator(".ribbons text").filter({ hasText: "postgresql" })).toHaveCount(0);
  await page.getByRole("button", { name: "US$" }).click();
  await expect(page.locator(".matrix td a").filter({ hasText: "US$" }).first()).toBeVisible();
});

test("leads from a cell to the exchanges behind it", async ({ page }) => {
  await open(page, "/flows", ".flows-page[data-ready]");
  await page.locator(".matrix tr").filter({ hasText: "webhook" }).locator("td a").first().click();
  await expect(page).toHaveURL(/\/explore\?q=de:webhook\+para:/);
  await expect(page.locator(".exchanges-table tbody tr:not(.space)").first()).toContainText("webhook");
});

looksWell((page) => open(page, "/flows", ".flows-page[data-ready]"));
