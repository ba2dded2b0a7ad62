// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { cutNumbers, expect, findings, type Locator, open, type Page, test } from "./page.ts";

/** How long the demo may take until its first call hangs long enough to be told so. */
const HANGS_WITHIN = 100_000;

/** The youngest call to SERPRO that hangs: what the demo plays again and again. */
function hungCall(page: Page): Locator {
  return page.locator("[data-in-flight] table.calls tbody tr[data-stalled='true']").filter({ hasText: "serpro" }).last();
}

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
  const hung = hungCall(page);
  await expect(hung).toBeVisible({ timeout: HANGS_WITHIN });
  await expect(hung.getByRole("img", { name: "mais velha que o normal" })).toBeVisible();
  const age = hung.locator(".age b");
  const before = await age.innerText();
  await expect(age).not.toHaveText(before);
});

test("says in the headline that SERPRO hands out no token, since when and who waits", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/^SERPRO não entrega token há \d+/, { timeout: HANGS_WITHIN });
  await expect(page.locator(".h-main")).toContainText("cadastro espera: ");
  await expect(page.locator(".h-main")).toContainText("Provavelmente do lado deles");
});

test("opens a call in flight and an integration beside the page", async ({ page, complaints }) => {
  await open(page);
  await expect(hungCall(page)).toBeVisible({ timeout: HANGS_WITHIN });
  await hungCall(page).locator("[data-row]").click();
  const panel = page.getByRole("complementary");
  await expect(panel.locator("[data-exchange]")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();

  await page.locator("tr[data-integration] [data-row]").first().click();
  await expect(panel.getByRole("heading", { level: 2 }).first()).not.toBeEmpty();
  await page.goBack();
  await expect(panel).toBeHidden();
  // A call that ends just now is asked for before the store has it; the page asks again, the browser complains.
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/404.*\/api\/v1\/exchanges\//.test(complaint)));
});

test("leads from the headline to the calls that failed", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("SERPRO", { timeout: HANGS_WITHIN });
  // The first of them gives up half a minute after it began.
  await expect(page.locator(".h-main")).toContainText(/falh(ou|aram) em 5/, { timeout: HANGS_WITHIN });
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary");
  await expect(panel.getByRole("button", { name: "só falhas" })).toHaveAttribute("aria-pressed", "true");
  await expect(panel.locator(".exchanges [data-row]").first()).toContainText("sem resposta");
  await expect(panel.locator(".exchanges")).not.toContainText("respondida");
});

test("shows what was said in an exchange of a model, and what it cost", async ({ page }) => {
  await open(page);
  await page.locator("tr[data-integration$='gpt-4.1-mini'] [data-row]").click({ timeout: HANGS_WITHIN });
  const panel = page.getByRole("complementary");
  await panel.locator(".exchanges [data-row]").filter({ hasText: "respondida" }).first().click();
  await expect(panel.locator("[data-exchange]").getByText("Trace", { exact: true })).toBeVisible();
  await expect(panel.locator(".bubble").first()).toBeVisible();
  await expect(panel.locator(".charges li").first()).toContainText("×");
  await expect(panel.locator(".charges .proof").first()).not.toBeEmpty();
  expect(await panel.innerText()).not.toContain("⟦");
});

test("cuts no number, and keeps what it cannot know in sight", async ({ page }) => {
  await open(page);
  await expect(hungCall(page)).toBeVisible({ timeout: HANGS_WITHIN });
  expect(await cutNumbers(page)).toEqual([]);
  await expect(page.locator(".flight .blind").first()).toBeInViewport({ ratio: 1, timeout: HANGS_WITHIN });
  await expect(page.locator(".strip")).toBeInViewport({ ratio: 1 });
  const first = page.locator("[data-in-flight] tbody tr").first();
  await expect(first).toBeInViewport({ ratio: 1 });
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
  await page.locator("[data-row]").first().waitFor();
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
  await expect(page.getByText("Reconectando…")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
  await page.unroute("**/api/v1/**");
  await expect(page.getByText("Reconectando…")).toBeHidden();
  // The requests cut off above are the browser's to complain of; nothing else is forgiven.
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes("net::ERR_FAILED")));
});

for (const language of ["pt-BR", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    for (const [width, height] of [[1440, 900], [1280, 800], [768, 1024], [390, 844]] as const) {
      test.describe(`${language}, ${theme}, ${width} px`, () => {
        test.use({ locale: language, colorScheme: theme, viewport: { width, height } });

        test("has no serious finding of axe, cuts no number and does not scroll sideways", async ({ page }) => {
          await open(page);
          const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(await sideways()).toBeLessThanOrEqual(0);
          expect(await cutNumbers(page)).toEqual([]);
          expect(await findings(page)).toEqual([]);
          await page.locator("tr[data-integration] [data-row]:visible").first().click();
          await page.locator(".panel .exchanges, .panel .none").first().waitFor();
          expect(await sideways()).toBeLessThanOrEqual(0);
          expect(await findings(page)).toEqual([]);
        });
      });
    }
  }
}
