// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { type KeyboardEvent, type RefObject, useMemo, useState } from "react";
import type { IntegrationRow } from "../agora/rows.ts";
import { useSpeech } from "../i18n/index.tsx";
import { toIntegration } from "../links.ts";
import { switchTheme } from "../preferences.ts";
import { StateGlyph } from "../parts/Glyph.tsx";
import { Text } from "../parts/Text.tsx";
import { bare, type Look, places, ranges } from "../view.ts";
import { type Command, found } from "./commands.ts";

interface PaletteProps {
  dialog: RefObject<HTMLDialogElement | null>;
  rows: IntegrationRow[];
  look: Look;
  help(): void;
}

/** ⌘K: places, integrations, period, language, theme, by typing a piece of their name. */
export function Palette({ dialog, rows, look, help }: PaletteProps) {
  const { t, language, speak } = useSpeech();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const commands = useMemo<Command[]>(
    () => [
      ...places.map((place) => ({ id: `place:${place}`, kind: t.palette.place, name: t.places[place], act: () => look({ ...bare, place }) })),
      ...rows.map((row) => ({ id: `integration:${row.id}`, kind: t.palette.integration, name: row.name, state: row.state, act: () => look(toIntegration(row.id)) })),
      ...ranges.map((range) => ({ id: `range:${range}`, kind: t.frame.range, name: t.frame.ranges[range], act: () => look({ range, fixed: null }) })),
      { id: "language", kind: t.palette.preference, name: t.frame.language, act: () => speak(language === "pt-BR" ? "en" : "pt-BR") },
      { id: "theme", kind: t.palette.preference, name: t.frame.theme, act: switchTheme },
      { id: "help", kind: t.palette.preference, name: t.frame.help, act: help },
    ],
    [rows, look, t, language, speak, help],
  );
  const shown = found(commands, typed);
  const chosen = shown[Math.min(at, shown.length - 1)];

  function act(command: Command | undefined) {
    dialog.current?.close();
    command?.act();
  }

  function press(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(shown.length - 1, now + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      act(chosen);
    }
  }

  function type(text: string) {
    setTyped(text);
    setAt(0);
  }

  return (
    <dialog ref={dialog} className="palette" aria-label={t.palette.title} onClose={() => type("")}>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-label={t.palette.title}
        {...(chosen ? { "aria-activedescendant": `palette-${chosen.id}` } : {})}
        placeholder={t.frame.find}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        autoComplete="off"
        spellCheck={false}
      />
      <div id="palette-list" role="listbox" aria-label={t.palette.title}>
        {shown.map((command) => (
          <div
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            ref={(element) => {
              if (command === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            onClick={() => act(command)}
            onKeyDown={press}
          >
            {command.state ? <StateGlyph state={command.state} /> : <i className="g" />}
            <span className="name">
              <Text>{command.name}</Text>
            </span>
            <span className="t3">{command.kind}</span>
          </div>
        ))}
      </div>
      {shown.length === 0 ? <p className="none">{t.palette.none}</p> : null}
    </dialog>
  );
}
