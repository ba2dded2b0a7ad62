// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { describe, expect, it } from "vitest";
import { clip, pieces } from "./redaction.ts";

const CPF = "⟦cpf:7f3a1c22d9b04e5f8a6b7c8d9e0f1a2b⟧";

describe("pieces", () => {
  it("finds every kind of mark and keeps the words between", () => {
    expect(pieces(`meu CPF é ${CPF}, chave ⟦credential⟧ e ⟦data:image/png;bytes=1234⟧.`)).toEqual([
      { kind: "text", text: "meu CPF é " },
      { kind: "pseudonym", type: "cpf", pseudonym: "7f3a1c22d9b04e5f8a6b7c8d9e0f1a2b" },
      { kind: "text", text: ", chave " },
      { kind: "credential" },
      { kind: "text", text: " e " },
      { kind: "data", mediaType: "image/png", bytes: 1234 },
      { kind: "text", text: "." },
    ]);
  });

  it.each(["⟦cpf:123⟧", "⟦cpf:ZZZZ1c22d9b04e5f8a6b7c8d9e0f1a2b⟧", "⟦⟧", "⟦data:image/png⟧", "⟦cpf:", "[cpf:7f3a1c22d9b04e5f8a6b7c8d9e0f1a2b]", ""])("leaves %s as text", (text) => {
    expect(pieces(text)).toEqual(text === "" ? [] : [{ kind: "text", text }]);
  });

  it("loses no character of the text around the marks", () => {
    const text = `${CPF}${CPF} a ${CPF}`;
    const words = pieces(text).map((piece) => (piece.kind === "text" ? piece.text : piece.kind === "pseudonym" ? `⟦${piece.type}:${piece.pseudonym}⟧` : "?"));
    expect(words.join("")).toBe(text);
  });
});

describe("clip", () => {
  it("leaves short text whole", () => {
    expect(clip("abc", 3)).toBe("abc");
  });

  it("never cuts a mark in two", () => {
    expect(clip(`abc ${CPF} def`, 10)).toBe("abc ");
  });

  it("never cuts a surrogate pair in two", () => {
    expect(clip("ab😀cd", 3)).toBe("ab");
  });
});
