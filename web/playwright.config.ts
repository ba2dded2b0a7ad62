// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { defineConfig } from "@playwright/test";

/**
 * FAROL_URL: a running `farol demo`. Without it, the made-up scene of dev/server.ts over the built page.
 * FAROL_CHROMIUM: the browser, where it is not Debian's.
 */
const given = process.env["FAROL_URL"];
const FIXTURE = "http://127.0.0.1:4174";

export default defineConfig({
  testDir: "e2e",
  timeout: 150_000,
  // The machine that runs them may be busy with much else.
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: true,
  retries: 0,
  reporter: [["list"]],
  use: {
    baseURL: given ?? FIXTURE,
    browserName: "chromium",
    launchOptions: {
      executablePath: process.env["FAROL_CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
    locale: "pt-BR",
    colorScheme: "light",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
  },
  ...(given === undefined ? { webServer: { command: "node dev/server.ts --port 4174", url: FIXTURE, reuseExistingServer: false } } : {}),
});
