// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useSpeech } from "../i18n/index.tsx";
import { type Piece, pieces } from "../panel/redaction.ts";
import { Glyph } from "./Glyph.tsx";

/** A stranger's text: text nodes and nothing else, with what was hidden from it as chips. */
export function Text({ children }: { children: string }) {
  if (!children.includes("⟦")) return children;
  return pieces(children).map((piece, at) => (piece.kind === "text" ? piece.text : <Chip key={at} piece={piece} />));
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
