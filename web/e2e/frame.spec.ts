// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, findings, open, test } from "./page.ts";

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("goes anywhere by typing a piece of its name", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Buscar ou ir para" });
  await expect(palette).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.type("ultima hora");
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(/range=1h/);
  await page.getByRole("button", { name: /Buscar ou ir para/ }).click();
  await page.keyboard.type("nada assim");
  await expect(palette.getByText("Nada tem esse nome.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();
});

/** As a clock in São Paulo shows it. */
function local(millis: number): string {
  return new Date(millis - 3 * 3_600_000).toISOString().slice(0, 19);
}

test("keeps a period that does not move in the address, and shows the same elsewhere", async ({ page, browser }) => {
  await open(page);
  await page.getByRole("combobox", { name: "Período" }).selectOption({ label: "outro período…" });
  const dialog = page.getByRole("dialog", { name: "De quando até quando" });
  await expect(dialog).toBeVisible();
  const now = Date.now();
  await dialog.getByLabel("De", { exact: true }).fill(local(now));
  await dialog.getByLabel("Até").fill(local(now - 60_000));
  await dialog.getByRole("button", { name: "Ver este período" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("De", { exact: true }).fill(local(now - 600_000));
  await dialog.getByLabel("Até").fill(local(now));
  await dialog.getByRole("button", { name: "Ver este período" }).click();
  await expect(page).toHaveURL(/from=.*&to=/);
  await expect(page.getByText("estados, incidentes e chamadas em voo são os de agora")).toBeVisible();
  const chosen = await page.getByRole("combobox", { name: "Período" }).locator("option:checked").innerText();

  const stranger = await browser.newContext({ locale: "pt-BR" });
  const copy = await stranger.newPage();
  await open(copy, page.url());
  await expect(copy.getByRole("combobox", { name: "Período" }).locator("option:checked")).toHaveText(chosen);
  await stranger.close();
});

test("has its places along the bottom of a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const places = page.getByRole("navigation", { name: "Lugares" });
  await expect(places.getByRole("link", { name: "Agora", exact: true })).toBeInViewport({ ratio: 1 });
});

test("asks no other host for anything", async ({ page, baseURL }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await open(page);
  await page.keyboard.press("Control+k");
  expect([...hosts]).toEqual([new URL(baseURL ?? page.url()).host]);
});

test("loads less than 250 kB of packed JavaScript before the first page", async ({ page }) => {
  await open(page, "/", "main h1");
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter((each) => each.name.endsWith(".js")).map((each) => ({ sent: (each as PerformanceResourceTiming).encodedBodySize, read: (each as PerformanceResourceTiming).decodedBodySize })),
  );
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.filter((each) => each.read > 10_000 && each.sent > each.read / 2), "sent unpacked").toEqual([]);
  expect(scripts.reduce((sum, each) => sum + each.sent, 0)).toBeLessThan(250_000);
});
