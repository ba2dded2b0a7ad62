// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { RefObject } from "react";
import { useSpeech } from "../i18n/index.tsx";
import { places } from "../view.ts";
import { placeKeys } from "./useKeys.ts";

/** The keys, in a native dialog. */
export function Help({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const { t } = useSpeech();
  const keys: [string[], string][] = [
    [["J", "K"], t.help.next],
    [["Enter"], t.help.open],
    [["Esc"], t.help.close],
    [["L"], t.help.live],
    [["T"], t.help.time],
    [["R"], t.help.refresh],
    [["Y"], t.help.link],
    [["."], t.help.fresh],
    [["Ctrl", "K"], t.help.find],
    [["/"], t.help.search],
    ...places.map((place): [string[], string] => [["G", placeKeys[place].toUpperCase()], t.places[place]]),
    [["?"], t.help.help],
  ];
  return (
    <dialog ref={dialog} className="help-dialog" aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">{t.help.title}</h2>
        <dl>
          {keys.map(([names, what]) => (
            <div key={what}>
              <dt>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <button type="submit" className="btn">
          {t.frame.close}
        </button>
      </form>
    </dialog>
  );
}
