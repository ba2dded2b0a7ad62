// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { termOf } from "./explore/filter.ts";
import type { Language } from "./i18n/language.ts";
import { bare, type View } from "./view.ts";

/** Where things are looked at: one place each, whoever links to them. */

export function toIntegration(id: string): Partial<View> {
  return { ...bare, place: "now", integration: id };
}

export function toConversation(id: string, language: Language): Partial<View> {
  return { ...bare, place: "explore", q: termOf("conversation", id, language) };
}
