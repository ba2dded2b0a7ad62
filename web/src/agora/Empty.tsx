// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useState } from "react";
import type { Status } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Since } from "../parts/Since.tsx";
import { isLoopback, type Sender, senders, snippet } from "./snippets.ts";

/** Nothing was ever sent: says so, waits in sight, and gives the lines that change it. */
export function Empty({ status }: { status: Status | undefined }) {
  const { t } = useSpeech();
  const [sender, setSender] = useState<Sender>("java");
  const [copied, setCopied] = useState(false);
  const withKey = !isLoopback(location.hostname);
  const lines = snippet(sender, location.origin, withKey);
  const note = sender === "java" ? t.empty.javaNote : sender === "spring" ? t.empty.springNote : sender === "curl" ? t.empty.curlNote : null;

  async function copy() {
    await navigator.clipboard.writeText(lines);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <section className="empty">
      <h1>{t.empty.title}</h1>
      <p className="t2">{t.empty.text}</p>
      <p className="live-wait">
        <i className="pulse" />
        {status ? <Since at={status.startedAt} say={t.empty.waiting} /> : t.headline.loading}
      </p>
      <fieldset className="seg">
        {senders.map((name) => (
          <button type="button" key={name} aria-pressed={name === sender} onClick={() => setSender(name)}>
            {t.empty[name]}
          </button>
        ))}
      </fieldset>
      <div className="snippet">
        <pre className="mono">{lines}</pre>
        <button type="button" className="btn mini" onClick={() => void copy()}>
          {copied ? t.empty.copied : t.empty.copy}
        </button>
      </div>
      {note === null ? null : <p className="t3 s12">{note}</p>}
      {withKey ? <p className="t3 s12">{t.empty.key}</p> : null}
    </section>
  );
}
