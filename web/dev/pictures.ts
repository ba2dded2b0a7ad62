// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { browse } from "./browser.ts";

/** The README's pictures, taken of a running demo once SERPRO's token fails: `FAROL_URL=… npm run pictures`. */
const pictures = [
  { name: "agora-pt-light", locale: "pt-BR", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "agora-en-light", locale: "en-US", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "agora-pt-dark", locale: "pt-BR", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "agora-pt-phone", locale: "pt-BR", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

await Promise.all(
  pictures.map(({ name, ...options }) =>
    browse(options, async (page) => {
      await page.locator("[data-in-flight] tbody tr[data-stalled='true']").first().waitFor({ timeout: 120_000 });
      await page.screenshot({ path: `../docs/pictures/${name}.png` });
      console.log(`docs/pictures/${name}.png`);
    }),
  ),
);
