// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, findings, open, test } from "./page.ts";

/** A call to SERPRO that hangs: what the demo plays again and again. */
const HUNG_CALL = "[data-in-flight] table.calls tbody tr[data-stalled='true']:has-text('serpro')";

test.afterEach(({ complaints }) => {
  expect(complaints, "console errors, exceptions, broken policy").toEqual([]);
});

test("says in one sentence how things stand", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
  await expect(page).toHaveTitle(/Farol/);
  await expect(page.locator("tr[data-integration]").first()).toBeVisible();
});

test("comes with a policy that allows no inline code", async ({ page }) => {
  const answer = await page.goto("/");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("unsafe");
});

test("shows a SERPRO call while it hangs, its age counting up", async ({ page }) => {
  await open(page);
  const hung = page.locator(HUNG_CALL).first();
  await expect(hung).toBeVisible({ timeout: 45_000 });
  await expect(hung.getByRole("img", { name: "mais velha que o normal" })).toBeVisible();
  const age = hung.locator(".age b");
  const before = await age.innerText();
  await expect(age).not.toHaveText(before, { timeout: 3000 });
});

test("opens a call in flight and an integration beside the page", async ({ page }) => {
  await open(page);
  const call = page.locator(HUNG_CALL).first();
  await expect(call).toBeVisible({ timeout: 45_000 });
  await call.locator("[data-row]").click();
  const panel = page.getByRole("complementary");
  await expect(panel.locator("[data-exchange]")).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();

  await page.locator("tr[data-integration] [data-row]").first().click();
  await expect(panel.getByRole("heading", { level: 2 }).first()).not.toBeEmpty();
  await page.goBack();
  await expect(panel).toBeHidden();
});

test("shows what was said in an exchange of a model", async ({ page }) => {
  await open(page);
  await page.locator("tr[data-integration*='gpt'] [data-row]").first().click();
  const panel = page.getByRole("complementary");
  await panel.locator(".exchanges [data-row]:has-text('respondida')").first().click();
  await expect(panel.locator("[data-exchange]").getByText("Trace", { exact: true })).toBeVisible();
  await expect(panel.locator(".bubble").first()).toBeVisible();
  expect(await panel.innerText()).not.toContain("⟦");
});

test("switches language and theme, and remembers both", async ({ page }) => {
  await open(page);
  const root = page.locator("html");
  await expect(root).toHaveAttribute("lang", "pt-BR");
  await expect(root).toHaveAttribute("data-theme", "light");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();

  await page.getByRole("button", { name: "Idioma: mudar para inglês" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "In flight" })).toBeVisible();
  await page.getByRole("button", { name: "Light or dark theme" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  expect(await background()).not.toBe(light);

  await page.reload();
  await page.locator("[data-headline]").waitFor();
  await expect(root).toHaveAttribute("lang", "en");
  await expect(root).toHaveAttribute("data-theme", "dark");
});

test("is driven by the keyboard", async ({ page }) => {
  await open(page);
  await page.keyboard.press("j");
  await expect(page.locator("[data-row]:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toBeHidden();
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: "Pausado" })).toBeVisible();
  await page.keyboard.press("l");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await expect(page.getByRole("combobox", { name: "Período" })).toBeFocused();
});

test("stands still for those who ask for it", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  const moving = await page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === "running").length);
  expect(moving).toBe(0);
});

test("says that the server is gone, and comes back by itself", async ({ page, complaints }) => {
  await open(page);
  await page.route("**/api/v1/**", (route) => route.abort());
  await page.keyboard.press("l");
  await page.keyboard.press("l");
  await expect(page.getByText("Reconectando…")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
  await page.unroute("**/api/v1/**");
  await expect(page.getByText("Reconectando…")).toBeHidden({ timeout: 15_000 });
  // The requests cut off above are the browser's to complain of; nothing else is forgiven.
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes("net::ERR_FAILED")));
});

for (const language of ["pt-BR", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    for (const [width, height] of [[1440, 900], [768, 1024], [390, 844]] as const) {
      test.describe(`${language}, ${theme}, ${width} px`, () => {
        test.use({ locale: language, colorScheme: theme, viewport: { width, height } });

        test("has no serious finding of axe and does not scroll sideways", async ({ page }) => {
          await open(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          expect(await findings(page)).toEqual([]);
          await page.locator("tr[data-integration] [data-row]:visible").first().click();
          await page.locator(".panel .exchanges, .panel .none").first().waitFor();
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          expect(await findings(page)).toEqual([]);
        });
      });
    }
  }
}
