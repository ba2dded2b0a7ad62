// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env["FAROL_URL"] ?? "http://127.0.0.1:3276";

export default defineConfig({
  plugins: [react()],
  build: {
    // Nothing is inlined: the page lives under a policy that allows only files of its own origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2024",
  },
  server: { proxy: { "/api": server, "/login": server, "/v1": server } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    env: { TZ: "UTC" },
  },
});
