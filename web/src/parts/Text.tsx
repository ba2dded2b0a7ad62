// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { Fragment, type ReactNode } from "react";
import { useSpeech } from "../i18n/index.tsx";
import { clip, type Piece, pieces } from "../panel/redaction.ts";
import { Glyph } from "./Glyph.tsx";

/** Signs that are not seen and change how the text around them is read: directions, and widths of nothing. */
const UNSEEN = /([\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff])/;

interface TextProps {
  children: string;
  /** Longer texts are cut, where the place is for a name. */
  most?: number;
}

/** A stranger's text: text nodes and nothing else, with what was hidden from it as chips, and what it hides as marks. */
export function Text({ children, most = Number.POSITIVE_INFINITY }: TextProps) {
  const text = children.length > most ? `${clip(children, most)}…` : children;
  if (!text.includes("⟦")) return <Seen>{text}</Seen>;
  return pieces(text).map((piece, at) => (piece.kind === "text" ? <Seen key={at}>{piece.text}</Seen> : <Chip key={at} piece={piece} />));
}

function Seen({ children }: { children: string }): ReactNode {
  if (!UNSEEN.test(children)) return children;
  return children.split(UNSEEN).map((part, at) => (at % 2 === 0 ? <Fragment key={at}>{part}</Fragment> : <Unseen key={at} sign={part} />));
}

function Unseen({ sign }: { sign: string }) {
  const { t } = useSpeech();
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return (
    <span className="unseen" title={t.unseen(code)}>
      {code}
    </span>
  );
}

function Chip({ piece }: { piece: Exclude<Piece, { kind: "text" }> }) {
  const { t, f } = useSpeech();
  switch (piece.kind) {
    case "pseudonym": {
      const type = t.redact.kinds[piece.type] ?? piece.type;
      return (
        <span className="redact" title={`${t.redact.hint(type)} (${piece.pseudonym})`}>
          <Glyph id="lock" />
          <i>{type}</i>
          <span>{piece.pseudonym.slice(0, 4)}</span>
        </span>
      );
    }
    case "credential":
      return (
        <span className="redact" title={t.redact.credentialHint}>
          <Glyph id="lock" />
          <i>{t.redact.credential}</i>
        </span>
      );
    case "data":
      return (
        <span className="redact" title={t.redact.data}>
          <Glyph id="lock" />
          <i>{piece.mediaType === "" ? t.redact.data : piece.mediaType}</i>
          <span>{f.bytes(piece.bytes)}</span>
        </span>
      );
  }
}
