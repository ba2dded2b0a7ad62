// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { expect, it } from "vitest";
import { mended, termOf, termsOf, toggled } from "./filter.ts";

it("quotes a value where the grammar would end it too early", () => {
  expect(termOf("model", "gpt-4.1", "pt-BR")).toBe("modelo:gpt-4.1");
  expect(termOf("model", "gpt-4.1", "en")).toBe("model:gpt-4.1");
  expect(termOf("operation", "POST /token", "pt-BR")).toBe('operacao:"POST /token"');
  expect(termOf("operation", 'a "b" \\c', "en")).toBe('operation:"a \\"b\\" \\\\c"');
  expect(termOf("user", "-x", "en")).toBe('user:"-x"');
  expect(termOf("user", "", "en")).toBe('user:""');
});

it("finds terms whatever stands in their quotes and parentheses", () => {
  expect(termsOf('de:a "dois nomes" causa:(dns OR tls) -operacao:"POST /x"')).toEqual(["de:a", '"dois nomes"', "causa:(dns OR tls)", '-operacao:"POST /x"']);
  expect(termsOf("")).toEqual([]);
  expect(termsOf('a "b')).toEqual(["a", '"b']);
});

it("puts a term in and takes it out again, and never beside its opposite", () => {
  expect(toggled("", "de:a")).toBe("de:a");
  expect(toggled("x de:a", "de:a")).toBe("x");
  expect(toggled("x de:a", "-de:a")).toBe("x -de:a");
  expect(toggled("-de:a", "de:a")).toBe("de:a");
});

it("mends the piece that was wrong", () => {
  expect(mended("oi modl:x", 3, 4, "model")).toBe("oi model:x");
  expect(mended("a AND b", 2, 3, "")).toBe("a  b");
});
