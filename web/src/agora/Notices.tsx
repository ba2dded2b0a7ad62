// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Notice } from "../api/client.ts";
import { type Speech, useSpeech } from "../i18n/index.tsx";
import { unpricedReason } from "../i18n/unpriced.ts";
import { Glyph } from "../parts/Glyph.tsx";
import { Text } from "../parts/Text.tsx";
import type { Look } from "../view.ts";

/** What a notice says, and the numbers behind it. */
export function noticeWords(notice: Notice, { t, f, language }: Pick<Speech, "t" | "f" | "language">): { words: string; facts: string } {
  const shown = t.notices.shown(notice.exchanges, f.count(notice.exchanges), f.time(notice.since));
  switch (notice.kind) {
    case "tool_loop":
      return { words: t.notices.toolLoop(notice.from, notice.tool), facts: `${t.notices.times(f.count(notice.times), notice.name)} · ${shown}` };
    case "unpriced_model":
      return { words: t.notices.unpricedModel(notice.name, notice.model), facts: `${unpricedReason(notice.reason, language)} · ${shown}` };
  }
}

/** What a person should look at though every integration may be well; nothing is drawn where there is nothing. */
export function Notices({ notices, look }: { notices: Notice[]; look: Look }) {
  const speech = useSpeech();
  if (notices.length === 0) return null;
  return (
    <ul className="notices" aria-label={speech.t.notices.title}>
      {notices.map((notice) => {
        const { words, facts } = noticeWords(notice, speech);
        const { traceId, spanId } = notice.example;
        return (
          <li key={`${notice.kind} ${notice.from} ${notice.integration} ${words}`} data-notice={notice.kind}>
            <button type="button" onClick={() => look({ integration: notice.integration, failures: false, exchange: `${traceId}/${spanId}` })}>
              <Glyph id="degraded" className="degraded" label={speech.t.notices.title} />
              <b>
                <Text>{words}</Text>
              </b>
              <span>
                <Text>{facts}</Text>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
