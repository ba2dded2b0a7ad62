// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { ReactNode } from "react";
import { useSpeech } from "../i18n/index.tsx";
import { Link } from "../parts/Link.tsx";
import { bare, places, type View } from "../view.ts";

const icons: Record<(typeof places)[number], ReactNode> = {
  now: (
    <>
      <circle cx="3.5" cy="9" r="2" />
      <circle cx="14" cy="4" r="2" />
      <circle cx="14" cy="14" r="2" />
      <path d="m5.300 8.100 6.900-3.200M5.300 9.900l6.900 3.200" />
    </>
  ),
  integrations: <path d="M6.500 2v4m5-4v4M4.500 6h9v3a4.500 4.500 0 0 1-9 0ZM9 13.500V16" />,
  conversations: <path d="M2.500 3.500h9v6h-5l-2 2v-2h-2Zm11 3h2v6h-2v2l-2-2H8" />,
  flows: <path d="M2 4.500h3c4 0 4 9 8 9h3M2 13.500h3c4 0 4-9 8-9h3" />,
  costs: <path d="M4.500 2.500h9V16l-2.250-1.500L9 16l-2.250-1.500L4.500 16Zm2.500 4h4m-4 3h4" />,
  explore: (
    <>
      <circle cx="8" cy="8" r="5" />
      <path d="m12 12 4 4" />
    </>
  ),
};

/** The places. Only those that exist. On a phone they lie along the bottom. */
export function Rail({ view, version }: { view: View; version: string | undefined }) {
  const { t } = useSpeech();
  return (
    <nav className="nav" aria-label={t.frame.places}>
      <Link className="mark" to={{ ...bare, place: "now" }} title={version === undefined ? "Farol" : `Farol ${version}`}>
        <svg width="26" height="26" viewBox="0 0 26 26" role="img" aria-label="Farol">
          <path d="M11 10.5h4L16.6 23H9.400Z" fill="var(--text)" />
          <path d="M10.3 16h5.400l.3 2.600h-6Z" fill="var(--bg)" />
          <rect x="10" y="8.700" width="6" height="1.800" rx=".9" fill="var(--text)" />
          <circle cx="13" cy="5.400" r="2.600" fill="var(--lamp)" />
          <path
            d="M8.600 5.400H2.200M8.900 3.400 3.400 1.600M17.400 5.400h6.400M17.100 3.400l5.500-1.800"
            stroke="var(--text-3)"
            strokeWidth="1.300"
            strokeLinecap="round"
          />
        </svg>
      </Link>
      {places.map((place) => (
        <Link key={place} className="i" to={{ ...bare, place }} {...(place === view.place ? { "aria-current": "page" as const } : {})}>
          <svg viewBox="0 0 18 18" aria-hidden="true">
            {icons[place]}
          </svg>
          {t.places[place]}
        </Link>
      ))}
    </nav>
  );
}
