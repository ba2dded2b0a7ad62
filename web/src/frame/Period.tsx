// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { type RefObject, type SubmitEvent, useContext, useRef, useState } from "react";
import { ClockContext } from "../api/clock.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph } from "../parts/Glyph.tsx";
import { type Look, type Range, rangeMillis, ranges, type View } from "../view.ts";
import { instantOf, localOf } from "./zone.ts";

interface PeriodProps {
  view: View;
  look: Look;
  chooser: RefObject<HTMLSelectElement | null>;
}

const OTHER = "other";

/** How far back, or from when to when. */
export function Period({ view, look, chooser }: PeriodProps) {
  const { t, f } = useSpeech();
  const clock = useContext(ClockContext);
  const dialog = useRef<HTMLDialogElement>(null);
  const [wrong, setWrong] = useState(false);

  function choose(value: string) {
    if (value === OTHER) dialog.current?.showModal();
    else look({ range: value as Range, fixed: null });
  }

  function apply(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const from = instantOf(String(said.get("from")));
    const to = instantOf(String(said.get("to")));
    const fits = from !== null && to !== null && from < to;
    setWrong(!fits);
    if (!fits) return;
    look({ fixed: { from, to } });
    dialog.current?.close();
  }

  const end = view.fixed === null ? clock.now() : Date.parse(view.fixed.to);
  const start = view.fixed === null ? end - rangeMillis[view.range] : Date.parse(view.fixed.from);
  return (
    <span className="btn select range">
      <select ref={chooser} aria-label={t.frame.range} value={view.fixed === null ? view.range : "fixed"} onChange={(event) => choose(event.target.value)}>
        {view.fixed === null ? null : <option value="fixed">{t.frame.between(f.dayMinute(view.fixed.from), f.dayMinute(view.fixed.to))}</option>}
        {ranges.map((range) => (
          <option key={range} value={range}>
            {t.frame.ranges[range]}
          </option>
        ))}
        <option value={OTHER}>{t.frame.otherRange}</option>
      </select>
      <Glyph id="chev" className="chev" />
      <dialog ref={dialog} className="period-dialog" aria-labelledby="period-title">
        <form onSubmit={apply} key={`${view.range}${view.fixed?.from}${view.fixed?.to}`}>
          <h2 id="period-title">{t.frame.fixedTitle}</h2>
          <label>
            {t.frame.fixedFrom}
            <input type="datetime-local" name="from" step="1" required defaultValue={localOf(start)} />
          </label>
          <label>
            {t.frame.fixedTo}
            <input type="datetime-local" name="to" step="1" required defaultValue={localOf(end)} />
          </label>
          <p className="t3 s12">{t.frame.zone}</p>
          {wrong ? (
            <p className="tx-down s12" role="alert">
              {t.frame.fixedWrong}
            </p>
          ) : null}
          <p className="row">
            <button type="submit" className="btn primary">
              {t.frame.apply}
            </button>
            <button type="button" className="btn" onClick={() => dialog.current?.close()}>
              {t.frame.close}
            </button>
          </p>
        </form>
      </dialog>
    </span>
  );
}
