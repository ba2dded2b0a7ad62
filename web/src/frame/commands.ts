// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { HealthState } from "../api/client.ts";

/** Something one can go to or do by its name. */
export interface Command {
  id: string;
  kind: string;
  name: string;
  state?: HealthState;
  act(): void;
}

/** More are not listed: one types another letter instead. */
const MOST = 40;

function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Those whose name or kind has every typed word, whatever case and accents; those whose name begins so first. */
export function found(commands: Command[], typed: string): Command[] {
  const words = plain(typed).split(/\s+/).filter((word) => word !== "");
  const fits = commands.filter((command) => {
    const said = plain(`${command.name} ${command.kind}`);
    return words.every((word) => said.includes(word));
  });
  const first = words[0];
  if (first === undefined) return fits.slice(0, MOST);
  const begins = (command: Command) => Number(!plain(command.name).split(/[\s/.-]+/).some((word) => word.startsWith(first)));
  return fits.toSorted((a, b) => begins(a) - begins(b)).slice(0, MOST);
}
