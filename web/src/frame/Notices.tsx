// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { ProblemError } from "../api/client.ts";
import type { LiveFeed } from "../api/live.ts";
import { useTicks } from "../api/clock.ts";
import { useSpeech } from "../i18n/index.tsx";
import { StateGlyph } from "../parts/Glyph.tsx";
import type { View } from "../view.ts";

/** A lost stream is told after this long: shorter breaks heal by themselves. */
const TELL_AFTER_MILLIS = 3000;
/** Data older than this is dimmed. */
export const STALE_MILLIS = 15_000;

/** Age of the newest news, whichever way it came; null before any. */
export function newsAge(feed: LiveFeed, answeredAt: number, now: number): number | null {
  const heard = Math.max(feed.heardAt, answeredAt);
  return heard === 0 ? null : now - heard;
}

/** The stream is lost: says so, and since when nothing was heard. */
export function Reconnecting({ feed, answeredAt }: { feed: LiveFeed; answeredAt: number }) {
  const { t, f } = useSpeech();
  const now = useTicks(1000);
  const age = newsAge(feed, answeredAt, now);
  const lost = feed.lostAt !== null && now - feed.lostAt > TELL_AFTER_MILLIS;
  const stale = feed.phase !== "off" && age !== null && age > STALE_MILLIS;
  if (!lost && !stale) return null;
  return (
    <output className="notice">
      <StateGlyph state="unknown" />
      {t.frame.reconnecting(f.since(age ?? now - (feed.lostAt ?? now)))}
    </output>
  );
}

/** A past period is looked at beside what is only known of now: says which is which. */
export function Past({ view }: { view: View }) {
  const { t } = useSpeech();
  if (view.fixed === null || (view.place !== "now" && view.place !== "integrations")) return null;
  return (
    <output className="notice">
      <StateGlyph state="unknown" />
      {t.frame.past}
    </output>
  );
}

/** A question the server refused, in its own words, with how to mend it. */
export function Refused({ error }: { error: Error }) {
  const { t } = useSpeech();
  const problem = error instanceof ProblemError ? error.problem : undefined;
  return (
    <div className="notice" role="alert">
      <StateGlyph state="degraded" />
      <span>
        <b>{t.frame.problem}:</b> {problem?.detail ?? error.message} {problem?.errors.map((fault) => fault.mend).join(" ")}
      </span>
    </div>
  );
}
