// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useState } from "react";
import type { Span } from "../api/client.ts";
import { useSpan } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Text } from "../parts/Text.tsx";
import { Words, written } from "./Chat.tsx";

/** The span as its sender told it, fetched when it is opened. */
export function Attributes({ id }: { id: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const asked = useSpan(id, open);
  return (
    <details className="attributes" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.panel.attributes}</summary>
      {asked.data ? <Told span={asked.data} /> : <p className="none">{asked.error ? asked.error.message : t.panel.loading}</p>}
    </details>
  );
}

export function Told({ span }: { span: Span }) {
  const { t, f } = useSpeech();
  return (
    <>
      <Fields fields={{ [t.panel.spanName]: span.name, ...(span.statusMessage === null ? {} : { [t.panel.statusMessage]: span.statusMessage }), ...span.attributes }} />
      {span.events.map((event, at) => (
        <section key={at}>
          <h4>
            <Text>{event.name}</Text> <span className="t3">{f.time(event.at)}</span>
          </h4>
          <Fields fields={event.attributes} />
        </section>
      ))}
      {span.links.map((link) => (
        <section key={`${link.traceId}${link.spanId}`}>
          <h4>
            {t.panel.link} <span className="mono">{link.traceId}</span>
          </h4>
          <Fields fields={link.attributes} />
        </section>
      ))}
    </>
  );
}

function Fields({ fields }: { fields: Record<string, unknown> }) {
  return (
    <dl className="fields">
      {Object.entries(fields).map(([name, value]) => (
        <div key={name}>
          <dt className="mono">
            <Text most={300}>{name}</Text>
          </dt>
          <dd>
            <Words mono>{written(value)}</Words>
          </dd>
        </div>
      ))}
    </dl>
  );
}
