// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useSpan } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph } from "../parts/Glyph.tsx";
import { Text } from "../parts/Text.tsx";
import { Told } from "./Attributes.tsx";

/** A span that is no exchange: work of the system itself. */
export function SpanView({ id }: { id: string }) {
  const { t, f } = useSpeech();
  const asked = useSpan(id, true);
  const span = asked.data;
  if (!span) return <p className="none">{asked.error ? asked.error.message : t.panel.loading}</p>;
  return (
    <article className="exchange" data-exchange>
      <h2>
        <Text most={300}>{span.name}</Text>
      </h2>
      <p className={span.status === "error" ? "tx-down" : ""}>
        {span.status === "error" ? <Glyph id="down" className="down" label={t.outcome.failed} /> : null} <Text most={200}>{span.service ?? ""}</Text> · <span title={f.utc(span.startedAt)}>{f.dayTime(span.startedAt)}</span>
        {span.durationNanos === null ? null : ` · ${f.duration(span.durationNanos / 1e6)}`}
      </p>
      <h3>{t.panel.attributes}</h3>
      <Told span={span} />
    </article>
  );
}
