// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { showLanguage } from "../preferences.ts";
import { en } from "./en.ts";
import { type Formats, formatsOf } from "./formats.ts";
import { type Language, languageOf } from "./language.ts";
import { type Messages, ptBR } from "./pt-BR.ts";

/** What a component needs to speak: the messages, the number rules, and the switch. */
export interface Speech {
  language: Language;
  t: Messages;
  f: Formats;
  speak(language: Language): void;
}

export function speechOf(language: Language, speak: (language: Language) => void): Speech {
  return { language, t: language === "pt-BR" ? ptBR : en, f: formatsOf(language), speak };
}

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => languageOf(document.documentElement.lang));
  const speech = useMemo(
    () =>
      speechOf(language, (next) => {
        showLanguage(next);
        setLanguage(next);
      }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("useSpeech is called outside SpeechProvider");
  return speech;
}
