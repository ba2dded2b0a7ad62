// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
// What the Maven build runs: installs when the lock file changed, builds when a source changed, and says which.
// Plain JavaScript for any Node from 20 on: the Node of package.json is only there after the first install.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const web = join(import.meta.dirname, "..");
const CONTRACT = "../server/src/main/resources/openapi.json";
const INPUTS = ["src", "public", "build", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", CONTRACT];
/** Generated from the contract, so it follows from the other inputs. */
const GENERATED = "schema.ts";

function digest(...paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) if (name !== GENERATED) add(join(path, name));
    } else {
      hash.update(path.slice(web.length)).update("\0").update(readFileSync(path));
    }
  };
  for (const path of paths) add(join(web, path));
  return hash.digest("hex");
}

function npm(...words) {
  const { status, error } = spawnSync("npm", words, { cwd: web, stdio: "inherit" });
  if (status !== 0) {
    console.error(`web: npm ${words.join(" ")} failed${error ? `: ${error.message}` : ""}`);
    process.exit(1);
  }
}

/** Runs `work` unless the stamp says that it was done for these very inputs. */
function once(stamp, digestNow, result, work) {
  const file = join(web, "node_modules", stamp);
  if (existsSync(join(web, result)) && existsSync(file) && readFileSync(file, "utf8") === digestNow()) return false;
  work();
  writeFileSync(file, digestNow());
  return true;
}

const installed = once(".farol-installed", () => digest("package-lock.json"), "node_modules", () => npm("ci", "--loglevel=error"));
const built = once(".farol-built", () => digest(...INPUTS), "dist/index.html", () => npm("run", "--silent", "build"));
console.log(`web: ${installed ? "installed" : "already installed"}, ${built ? "built" : "already built"}`);
