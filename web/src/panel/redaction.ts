// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/** A piece of a redacted text: what was said, or the mark of what was hidden. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "pseudonym"; type: string; pseudonym: string }
  | { kind: "credential" }
  | { kind: "data"; mediaType: string; bytes: number };

const MARK = /⟦(?:([a-z_]{1,32}):([0-9a-f]{32})|(credential)|data:([^;⟧]{0,100});bytes=(\d{1,15}))⟧/g;

/** Splits a text at the redactor's marks. Whatever is not exactly a mark stays text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, type, pseudonym, credential, mediaType, bytes] = match;
    if (type !== undefined && pseudonym !== undefined) found.push({ kind: "pseudonym", type, pseudonym });
    else if (credential !== undefined) found.push({ kind: "credential" });
    else found.push({ kind: "data", mediaType: mediaType ?? "", bytes: Number(bytes) });
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

/** How much of a text is drawn at first. */
export const CLIP = 4000;

/** The first `limit` characters, never cutting a mark or a surrogate pair in two. */
export function clip(text: string, limit: number = CLIP): string {
  if (text.length <= limit) return text;
  let end = limit;
  const open = text.lastIndexOf("⟦", end - 1);
  if (open >= 0 && end - open < 200 && text.indexOf("⟧", open) >= end) end = open;
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}
