// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { HealthState } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import sprite from "../styles/glyphs.svg";

type GlyphId = HealthState | "glass" | "lock" | "chev";

interface GlyphProps {
  id: GlyphId;
  /** Classes beside the glyph's own: size, colour, pulse. */
  className?: string;
  /** What it says to those who do not see it; without it, it only decorates words that stand beside it. */
  label?: string;
}

/** One shape of the sprite; the colour comes from the class, the word from the label. */
export function Glyph({ id, className = "", label }: GlyphProps) {
  const said = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className={`g ${className}`} {...said}>
      <use href={`${sprite}#${id}`} />
    </svg>
  );
}

/** A status: its shape, its colour, its word. */
export function StateGlyph({ state, className = "" }: { state: HealthState; className?: string }) {
  const { t } = useSpeech();
  return <Glyph id={state} className={`${state} ${className}`} label={t.status[state]} />;
}
