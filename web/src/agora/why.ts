// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Speech } from "../i18n/index.tsx";
import { type IntegrationRow, isFailing } from "./rows.ts";

/**
 * Why an integration stands as it does, in one short line; null where health needs no reason.
 *
 * @param share whether to say how many fail, where no column beside it does
 */
export function why(row: IntegrationRow, now: number, { t, f }: Pick<Speech, "t" | "f">, share = true): string | null {
  const words = t.integrations;
  const oldest = row.stalled[0];
  switch (row.state) {
    case "down":
    case "degraded": {
      if (row.cause !== null && isFailing(row)) {
        const plain = !share || row.hangs || row.errorRatio === null;
        return plain ? t.cause[row.cause] : words.share(t.cause[row.cause], f.percent(row.errorRatio ?? 0));
      }
      if (oldest) return words.stalled(row.stalled.length, f.since(now - Date.parse(oldest.startedAt)));
      return row.p95Millis === null ? row.reason : words.slow(f.duration(row.p95Millis));
    }
    case "silent":
      return row.lastSuccessAt === null ? t.headline.stopped : words.silentSince(f.time(row.lastSuccessAt));
    case "unknown":
      return words.cannotKnow;
    case "idle":
      return words.noTraffic;
    case "up":
      return oldest ? words.stalled(row.stalled.length, f.since(now - Date.parse(oldest.startedAt))) : null;
  }
}
