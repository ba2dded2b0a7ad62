// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/** The languages of the page; pt-BR is the source, the compiler refuses a translation that lacks a message. */
export const languages = ["pt-BR", "en"] as const;
export type Language = (typeof languages)[number];

export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("pt") ? "pt-BR" : "en";
}
