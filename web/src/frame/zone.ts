// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/** The zone in which the page tells times. */
const ZONE = "America/Sao_Paulo";

const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

/** An instant as a wall clock in São Paulo shows it, as `<input type=datetime-local>` takes it. */
export function localOf(millis: number): string {
  return wall.format(millis).replace(" ", "T");
}

/** The instant at which a wall clock in São Paulo shows this; null for what is no time. */
export function instantOf(local: string): string | null {
  const asIfUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asIfUtc)) return null;
  const ahead = Date.parse(`${localOf(asIfUtc)}Z`) - asIfUtc;
  return new Date(asIfUtc - ahead).toISOString();
}
