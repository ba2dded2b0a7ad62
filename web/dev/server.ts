// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { Scene, type SceneName } from "./scene.ts";

/** Answers as Farol would, out of a made-up scene, and serves the built page under the policy the real server sets. */
const { values } = parseArgs({ options: { port: { type: "string", default: "3276" }, scene: { type: "string", default: "incident" }, frame: { type: "string", default: "1000" }, dist: { type: "string", default: join(import.meta.dirname, "..", "dist") } } });

const scenes: SceneName[] = ["incident", "stalled", "green", "empty"];
const chosen = scenes.find((name) => name === values.scene);
if (!chosen && values.scene !== "refused") {
  console.error(`--scene ${values.scene}: not known; choose one of ${scenes.join(", ")}, refused`);
  process.exit(2);
}
const scene = new Scene(chosen ?? "empty");

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

function json(response: ServerResponse, body: unknown, status = 200, type = "application/json"): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, path: string, status: number, title: string, detail: string, mend: string): void {
  json(response, { type: "about:blank", title, status, detail, instance: path, errors: [{ detail, mend }] }, status, "application/problem+json");
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const frame = () => response.write(`event: live\ndata: ${JSON.stringify(scene.live())}\n\n`);
  frame();
  const timer = setInterval(frame, Number(values.frame));
  response.on("close", () => clearInterval(timer));
}

function ask(request: IncomingMessage, response: ServerResponse, url: URL): void {
  const path = url.pathname.slice("/api/v1".length);
  const list = (items: unknown[], next: string | null = null) => json(response, { items, next, completeThrough: scene.status().completeThrough });
  const one = /^\/exchanges\/([0-9a-f]{32})\/([0-9a-f]{16})$/.exec(path);
  if (values.scene === "refused") problem(response, url.pathname, 401, "No access", "This question needs a login.", "Open the login link.");
  else if (path === "/live" && request.headers.accept?.includes("text/event-stream")) stream(response);
  else if (path === "/live") json(response, scene.live());
  else if (path === "/status") json(response, scene.status());
  else if (path === "/overview") json(response, scene.overview());
  else if (path === "/integrations") list(scene.integrations());
  else if (path === "/flows") list(scene.flows());
  else if (path === "/notices") list([]);
  else if (path === "/exchanges") {
    const outcome = url.searchParams.get("outcome");
    const found = scene.exchanges(url.searchParams.get("integration") ?? "", Number(url.searchParams.get("limit") ?? 50));
    list(found.filter((exchange) => outcome === null || exchange.outcome.state === outcome));
  } else if (one?.[1] !== undefined && one[2] !== undefined) {
    const exchange = scene.whole(one[1], one[2]);
    if (exchange) json(response, exchange);
    else problem(response, url.pathname, 404, "Not found", "No exchange has this id.", "Take an id from /exchanges.");
  } else problem(response, url.pathname, 404, "Not found", "The fixture does not answer this question.", "See openapi.json.");
}

async function file(response: ServerResponse, path: string): Promise<void> {
  const inside = normalize(path === "/" ? "/index.html" : path).replace(/^(\.\.[/\\])+/, "");
  try {
    const body = await readFile(join(values.dist, inside));
    response.writeHead(200, { "content-type": types[extname(inside)] ?? "application/octet-stream", "content-security-policy": POLICY, "x-content-type-options": "nosniff" }).end(body);
  } catch (missing) {
    response.writeHead(404, { "content-type": "text/plain" }).end(missing instanceof Error ? missing.message : "not found");
  }
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (url.pathname.startsWith("/api/v1/")) ask(request, response, url);
  else void file(response, decodeURIComponent(url.pathname));
});
server.listen(Number(values.port), "127.0.0.1", () => {
  const address = server.address();
  console.log(`fixture on http://127.0.0.1:${typeof address === "object" && address ? address.port : values.port} (${values.scene})`);
});
