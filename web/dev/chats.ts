// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Message } from "../src/api/client.ts";

/** A made-up talk with every kind of part, every kind of hidden value, and words that must stay words. */
export const chats: Message[] = [
  { direction: "input", role: "system", parts: [{ type: "text", text: "Você é a Lia, assistente da Cooperativa Horizonte. Nunca invente dados." }] },
  { direction: "input", role: "user", parts: [{ type: "text", text: "oi boa tarde, queria abrir conta pra minha MEI" }] },
  { direction: "input", role: "assistant", parts: [{ type: "text", text: "Boa tarde! Sou a Lia, da Cooperativa Horizonte. Abro sua conta MEI por aqui. Qual é o CNPJ?" }] },
  {
    direction: "input",
    role: "user",
    parts: [
      { type: "text", text: "é ⟦cnpj:2c90aa31b7e4416a5d09be377c2f8e1d⟧, meu CPF é ⟦cpf:7f3a1c22d9b04e5f8a6b7c8d9e0f1a2b⟧ e o e-mail ⟦email:91ab5f6c7d8e9f0011223344556677aa⟧. <script>alert('não é código')</script>" },
      { type: "media", mediaType: "audio/ogg", bytes: 86_000, sha256: null, uri: null },
    ],
  },
  { direction: "output", role: "assistant", parts: [
    { type: "reasoning", text: "Preciso consultar o CNPJ antes de responder." },
    { type: "tool_call", id: "call_1", name: "consulta_cnpj", arguments: { cnpj: "⟦cnpj:2c90aa31b7e4416a5d09be377c2f8e1d⟧", chave: "⟦credential⟧" } },
  ] },
  { direction: "input", role: "tool", parts: [{ type: "tool_result", id: "call_1", content: "{\"situacao\":\"ATIVA\",\"desde\":2021,\"foto\":\"⟦data:image/png;bytes=48211⟧\"}" }] },
  { direction: "output", role: "assistant", parts: [{ type: "text", text: "Encontrei: MEI ativa desde 2021. Agora me mande seu CPF, pode ser por áudio." }] },
];
