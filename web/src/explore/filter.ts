// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Field } from "../api/client.ts";
import type { Language } from "../i18n/language.ts";

/**
 * The filter is text in the grammar of docs/reference/filters.md, read by the server alone. The page writes single terms
 * into it and takes them out again.
 */

/** How each field is called in the grammar; the server knows both. */
const names: Record<Field, [pt: string, en: string]> = {
  integration: ["integracao", "integration"],
  from: ["de", "from"],
  to: ["para", "to"],
  operation: ["operacao", "operation"],
  outcome: ["resultado", "outcome"],
  cause: ["causa", "cause"],
  conversation: ["conversa", "conversation"],
  user: ["pessoa", "user"],
  platform: ["plataforma", "platform"],
  environment: ["ambiente", "environment"],
  cloud: ["nuvem", "cloud"],
  region: ["regiao", "region"],
  kind: ["tipo", "kind"],
  dialect: ["dialeto", "dialect"],
  status: ["status", "status"],
  trace: ["trace", "trace"],
  provider: ["provedor", "provider"],
  model: ["modelo", "model"],
};

/** A term that asks for one value; quoted where the grammar would end it too early. */
export function termOf(field: Field, value: string, language: Language): string {
  const name = names[field][language === "pt-BR" ? 0 : 1];
  const plain = value !== "" && !/[\s"()\\]/.test(value) && !/^[-<>=]/.test(value);
  return `${name}:${plain ? value : `"${value.replaceAll(/["\\]/g, "\\$&")}"`}`;
}

/** The terms of a filter, as far as their spaces, quotes and parentheses tell. */
export function termsOf(q: string): string[] {
  return q.match(/(?:"(?:\\.|[^"\\])*"?|\([^)]*\)?|[^\s"(])+/g) ?? [];
}

/** With the term if it was not there, without it if it was; the opposite of the term goes in any case. */
export function toggled(q: string, term: string): string {
  const opposite = term.startsWith("-") ? term.slice(1) : `-${term}`;
  const terms = termsOf(q);
  const rest = terms.filter((each) => each !== term && each !== opposite);
  return [...rest, ...(terms.includes(term) ? [] : [term])].join(" ");
}

/** The filter with a piece of it written otherwise. */
export function mended(q: string, at: number, length: number, instead: string): string {
  return (q.slice(0, at) + instead + q.slice(at + length)).trim();
}
