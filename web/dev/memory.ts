// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { browse } from "./browser.ts";

/**
 * What Agora holds in the tab while it stands open: `FAROL_URL=… npm run memory [minutes]`. Every half minute, after a
 * full collection: bytes of JavaScript, DOM nodes, listeners. Fails where the second half holds over 10 % and 1 MB more
 * than the first did after its first minute.
 */
const minutes = Number(process.argv[2] ?? 5);

await browse({ locale: "pt-BR", viewport: { width: 1440, height: 900 } }, async (page) => {
  let frames = 0;
  page.on("request", (request) => {
    if (request.url().includes("/live")) frames += 1;
  });
  await page.locator("[data-headline]").waitFor({ timeout: 60_000 });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const seen: { seconds: number; heap: number; nodes: number; listeners: number }[] = [];
  const started = Date.now();
  console.log("| after, s | heap, MB | DOM nodes | listeners |\n|---|---|---|---|");
  while (Date.now() - started < minutes * 60_000) {
    await page.waitForTimeout(30_000);
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
    const now = { seconds: Math.round((Date.now() - started) / 1000), heap: usedSize, nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
    seen.push(now);
    console.log(`| ${now.seconds} | ${(now.heap / 1e6).toFixed(1)} | ${now.nodes} | ${now.listeners} |`);
  }
  const warm = seen.filter((each) => each.seconds >= 60);
  const most = (part: typeof seen) => Math.max(...part.map((each) => each.heap));
  const first = most(warm.slice(0, Math.ceil(warm.length / 2)));
  const second = most(warm.slice(Math.floor(warm.length / 2)));
  console.log(`most after the first minute: ${(first / 1e6).toFixed(1)} MB in the first half, ${(second / 1e6).toFixed(1)} MB in the second; live streams opened: ${frames}`);
  if (second > first * 1.1 && second > first + 1e6) process.exitCode = 1;
});
