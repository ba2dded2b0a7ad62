// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
// What a first visit loads before anything is drawn must stay small: fails the build where it does not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Compressed JavaScript of the first page, in bytes. */
const MOST = 250_000;

const dist = join(import.meta.dirname, "..", "dist");
const page = readFileSync(join(dist, "index.html"), "utf8");
const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path]) => path);
const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path)), { level: 9 }).length, 0);
const said = `web: ${Math.round(bytes / 1000)} kB of JavaScript before the first page (${scripts.length} files, compressed), at most ${MOST / 1000} kB`;
if (scripts.length === 0 || bytes > MOST) {
  console.error(`${said}: split off what the first page does not need (React.lazy)`);
  process.exit(1);
}
console.log(said);
