// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useServerTime } from "../api/clock.ts";
import { useSpeech } from "../i18n/index.tsx";

/** The age of something in flight: counts up in place, by the server's clock. */
export function Age({ startedAt }: { startedAt: string }) {
  const { f } = useSpeech();
  const now = useServerTime(100);
  return <>{f.age(Math.max(0, now - Date.parse(startedAt)))}</>;
}

/** How long a state has held, in whole seconds; its start in UTC on hover. */
export function Since({ at, say }: { at: string; say: (age: string) => string }) {
  const { f } = useSpeech();
  const now = useServerTime(1000);
  return <span title={f.utc(at)}>{say(f.since(now - Date.parse(at)))}</span>;
}
