// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { chromium, type Page } from "@playwright/test";

/** A page of the Farol at FAROL_URL, in the system's Chromium; not yet there where it is not to go to the `first` place. */
export async function browse(options: Parameters<Awaited<ReturnType<typeof chromium.launch>>["newContext"]>[0], use: (page: Page) => Promise<void>, first = true): Promise<void> {
  const url = process.env["FAROL_URL"];
  if (!url) {
    throw new Error("FAROL_URL is not set: start ./farol demo and name the address that it prints");
  }
  const browser = await chromium.launch({
    executablePath: process.env["FAROL_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await (await browser.newContext(options)).newPage();
    if (first) await page.goto(url);
    await use(page);
  } finally {
    await browser.close();
  }
}
