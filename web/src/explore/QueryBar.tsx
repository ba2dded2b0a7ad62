// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { type SubmitEvent, useEffect, useRef } from "react";
import { ProblemError } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import { mended } from "./filter.ts";

interface QueryBarProps {
  q: string;
  change(q: string): void;
  /** Why the server did not take the filter, or null. */
  error: Error | null;
}

/** The filter as text; where it is wrong, the place and what to write instead. */
export function QueryBar({ q, change, error }: QueryBarProps) {
  const { t } = useSpeech();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) field.current.value = q;
  }, [q]);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    change(field.current?.value.trim() ?? "");
  }

  return (
    <form className="query" role="search" onSubmit={submit}>
      <input
        ref={field}
        type="search"
        name="q"
        defaultValue={q}
        data-search
        maxLength={2000}
        placeholder={t.explore.placeholder}
        aria-label={t.explore.filter}
        aria-invalid={error !== null}
        aria-describedby={error === null ? "query-help" : "query-wrong"}
        autoComplete="off"
        spellCheck={false}
        onBlur={(event) => change(event.target.value.trim())}
      />
      <button type="submit" className="btn mini">
        {t.explore.ask}
      </button>
      {error === null ? null : <Wrong q={q} error={error} change={change} />}
      <p id="query-help" className="t3 s12 hint">
        {t.explore.hint}
      </p>
    </form>
  );
}

function Wrong({ q, error, change }: { q: string; error: Error; change(q: string): void }) {
  const { t } = useSpeech();
  const fault = error instanceof ProblemError ? error.problem?.errors.find((each) => each.code !== undefined) : undefined;
  if (fault?.code === undefined || fault.at === undefined || fault.length === undefined) {
    return (
      <p id="query-wrong" className="wrong" role="alert">
        {error.message}
      </p>
    );
  }
  const { at, length, instead } = fault;
  const piece = q.slice(at, at + length);
  return (
    <div id="query-wrong" className="wrong" role="alert">
      <p>{t.faults[fault.code](piece)}</p>
      <p className="mono">
        {q.slice(0, at)}
        <mark>{piece === "" ? "\u00a0" : piece}</mark>
        {q.slice(at + length)}
      </p>
      {instead === undefined || instead.includes("…") || instead.startsWith("campo:") ? (
        <p className="s12">{t.explore.forExample(instead ?? "")}</p>
      ) : (
        <button type="button" className="btn mini" onClick={() => change(mended(q, at, length, instead))}>
          {instead === "" ? t.explore.leaveOut(piece) : t.explore.writeInstead(instead)}
        </button>
      )}
    </div>
  );
}
