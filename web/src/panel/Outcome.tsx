// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Exchange } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import type { Messages } from "../i18n/pt-BR.ts";
import { Glyph } from "../parts/Glyph.tsx";

type Outcome = Exchange["outcome"];

/** How an exchange went, as a shape: in flight is no status, so it has none. */
export function OutcomeGlyph({ outcome }: { outcome: Outcome }) {
  const { t } = useSpeech();
  switch (outcome.state) {
    case "open":
      return <i className="g" />;
    case "succeeded":
      return <Glyph id="up" className="up" label={t.outcome.succeeded} />;
    case "failed":
      return <Glyph id="down" className="down" label={t.outcome.failed} />;
    case "lost":
      return <Glyph id="unknown" className="unknown" label={t.outcome.lost} />;
  }
}

export function outcomeWords(outcome: Outcome, t: Messages): string {
  const status = outcome.httpStatus === null ? "" : ` ${outcome.httpStatus}`;
  if (outcome.state !== "failed") return t.outcome[outcome.state] + status;
  const cause = outcome.cause === null ? t.outcome.failed : t.cause[outcome.cause];
  return cause.includes(`${outcome.httpStatus}`) ? cause : cause + status;
}
