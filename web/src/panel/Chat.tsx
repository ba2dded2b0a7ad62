// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useState } from "react";
import type { Message, Part } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import { Text } from "../parts/Text.tsx";
import { clip } from "./redaction.ts";

/** Roles whose words are long and seldom the news: folded until asked for. */
const FOLDED = new Set(["system", "developer"]);

/** Messages as a chat: who speaks to the assistant on the left, the assistant on the right. */
export function Chat({ messages }: { messages: Message[] }) {
  return (
    <ol className="chat">
      {messages.map((message, at) => (
        <Bubble key={at} message={message} />
      ))}
    </ol>
  );
}

function Bubble({ message }: { message: Message }) {
  const { t } = useSpeech();
  const role = t.roles[message.role] ?? message.role;
  const parts = message.parts.map((part, at) => <PartView key={at} part={part} />);
  return (
    <li className={`bubble ${message.role === "assistant" ? "ours" : "theirs"}`} data-direction={message.direction}>
      {FOLDED.has(message.role) ? (
        <details>
          <summary>{role}</summary>
          {parts}
        </details>
      ) : (
        <>
          <span className="role">{role}</span>
          {parts}
        </>
      )}
    </li>
  );
}

export function PartView({ part }: { part: Part }) {
  const { t, f } = useSpeech();
  switch (part.type) {
    case "text":
      return <Words>{part.text}</Words>;
    case "refusal":
      return (
        <div className="refusal">
          <span className="chip degraded-c">{t.parts.refusal}</span>
          <Words>{part.text}</Words>
        </div>
      );
    case "reasoning":
      return (
        <details>
          <summary>{t.parts.reasoning}</summary>
          <Words>{part.text}</Words>
        </details>
      );
    case "tool_call":
      return (
        <div className="tool">
          <span className="chip quiet">
            <Text>{t.parts.toolCall(part.name)}</Text>
          </span>
          <Words mono>{written(part.arguments)}</Words>
        </div>
      );
    case "tool_result":
      return (
        <div className="tool">
          <span className="chip quiet">{t.parts.toolResult}</span>
          <Words mono>{written(part.content)}</Words>
        </div>
      );
    case "media": {
      const said = [part.mediaType ?? t.parts.media, part.bytes === null ? null : f.bytes(part.bytes), part.uri];
      return (
        <p className="media">
          <Text>{said.filter((word) => word !== null).join(" · ")}</Text>
        </p>
      );
    }
  }
}

/** Long text is drawn in part, until asked for whole. */
export function Words({ children, mono = false }: { children: string; mono?: boolean }) {
  const { t, f } = useSpeech();
  const [whole, setWhole] = useState(false);
  const short = clip(children);
  const cut = !whole && short.length < children.length;
  return (
    <p className={`words ${mono ? "mono" : ""}`}>
      <Text>{cut ? short : children}</Text>
      {cut ? (
        <>
          {"… "}
          <button type="button" className="lk" onClick={() => setWhole(true)}>
            {t.panel.showAll(f.count(children.length))}
          </button>
        </>
      ) : null}
    </p>
  );
}

/** JSON as a person writes it; what only looks like JSON stays as it came. */
export function written(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value, null, 2) ?? "";
  const text = value.trim();
  if (!/^[[{]/.test(text) || text.length > 100_000) return value;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (malformed) {
    return malformed instanceof SyntaxError ? value : String(malformed);
  }
}
