// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { type IntegrationRow, isTrouble } from "../agora/rows.ts";
import { sentenceOf } from "../agora/sentence.ts";
import { useSpeech } from "../i18n/index.tsx";
import { toIntegration } from "../links.ts";
import { StateGlyph } from "../parts/Glyph.tsx";
import { Link } from "../parts/Link.tsx";
import { Since } from "../parts/Since.tsx";
import { Text } from "../parts/Text.tsx";
import { bare } from "../view.ts";

/** More than these are counted only. */
const SHOWN = 2;

/** What is wrong now, on every page but Agora, which says it larger: each leads to its cause. */
export function Chips({ rows }: { rows: IntegrationRow[] }) {
  const speech = useSpeech();
  const { t } = speech;
  const wrong = rows.filter((row) => isTrouble(row.state));
  if (wrong.length === 0) return null;
  return (
    <nav className="chips" aria-label={t.frame.incidents}>
      {wrong.slice(0, SHOWN).map((row) => (
        <Link key={row.id} className={`inc ${row.state === "down" ? "d" : "w"}`} to={toIntegration(row.id)} data-incident={row.id}>
          <StateGlyph state={row.state} />
          <span>
            <Text>{sentenceOf(row, speech).words}</Text> {row.since === null ? null : <Since at={row.since} say={t.headline.for} />}
          </span>
        </Link>
      ))}
      {wrong.length > SHOWN ? (
        <Link className="inc w" to={{ ...bare, place: "integrations" }} title={t.frame.moreIncidents(wrong.length - SHOWN)}>
          +{wrong.length - SHOWN}
        </Link>
      ) : null}
    </nav>
  );
}
