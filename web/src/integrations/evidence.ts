// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { IntegrationRow } from "../agora/rows.ts";
import type { ExchangeGroup } from "../api/client.ts";
import type { Speech } from "../i18n/index.tsx";
import { outcomeWords } from "../panel/Outcome.tsx";

/** What a ticket with the vendor needs, as Markdown: times in both zones, counts, and a call that they can look for. */
export function evidenceOf(row: Pick<IntegrationRow, "id" | "name" | "state" | "since" | "lastSuccessAt">, failures: ExchangeGroup[], period: { from: string; to: string }, { t, f }: Pick<Speech, "t" | "f">): string {
  const words = t.evidence;
  const both = (at: string) => `${f.dayTime(at)} (${f.utc(at)})`;
  const lines = [
    `## ${row.name} (\`${row.id}\`)`,
    "",
    `- ${words.state}: ${t.status[row.state]}${row.since === null ? "" : `, ${words.since} ${both(row.since)}`}`,
    ...(row.lastSuccessAt === null ? [] : [`- ${words.lastOk}: ${both(row.lastSuccessAt)}`]),
    `- ${words.period}: ${both(period.from)} – ${both(period.to)}`,
    "",
    `| ${words.cause} | ${words.operation} | ${words.count} | ${words.first} | ${words.last} |`,
    "|---|---|---|---|---|",
    ...failures.map((group) => `| ${cell(outcomeWords(group.last.outcome, t))} | ${cell(group.last.operation)} | ${f.count(group.exchanges)} | ${f.utc(group.firstAt)} | ${f.utc(group.lastAt)} |`),
    "",
    `${words.samples}:`,
    "",
    ...failures.map((group) => {
      const { last } = group;
      const took = last.durationNanos === null ? "" : `, ${f.duration(last.durationNanos / 1e6)}`;
      const detail = last.outcome.detail === null ? "" : `\n  > ${plain(last.outcome.detail).slice(0, 500)}`;
      return `- \`${plain(last.operation)}\` ${f.utc(last.startedAt)}${took}, ${outcomeWords(last.outcome, t)}, trace \`${last.traceId}\`, span \`${last.spanId}\`${detail}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** One line of a stranger's text; what would end a line or a piece of code is left out. */
function plain(text: string): string {
  return text.replaceAll(/[\r\n`\u2028\u2029]+/g, " ");
}

function cell(text: string): string {
  return plain(text).replaceAll("|", "\\|");
}
