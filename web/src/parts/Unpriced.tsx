// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useSpeech } from "../i18n/index.tsx";

/** The dashed amber chip of what has no price; draws nothing for zero. */
export function Unpriced({ exchanges, short = false }: { exchanges: number; short?: boolean }) {
  const { t, f } = useSpeech();
  if (exchanges === 0) return null;
  const whole = t.unpriced(exchanges, f.count(exchanges));
  return (
    <span className="chip unpriced-c" title={whole}>
      {short ? t.unpricedShort : whole}
    </span>
  );
}
