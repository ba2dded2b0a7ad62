// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors

/** What is normal: the median of all but the newest tenth; null without enough to tell. */
export function normal(values: (number | null)[]): number | null {
  const old = values.slice(0, Math.ceil(values.length * 0.9)).filter((value) => value !== null).toSorted((a, b) => a - b);
  return old.length < 3 ? null : (old[Math.floor(old.length / 2)] ?? null);
}

/** The newest value that is there; the last bucket may still be filling. */
export function newest(values: (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

/** failed / exchanges of each bucket; null where nothing was exchanged. */
export function ratios(failed: number[], exchanges: number[]): (number | null)[] {
  return exchanges.map((all, at) => (all === 0 ? null : (failed[at] ?? 0) / all));
}

/** The part of a series since the first bucket in which anybody talked: what lies before is not known to be nothing. */
export function sinceFirst<T>(values: T[], exchanges: number[]): T[] {
  const first = exchanges.findIndex((n) => n > 0);
  return first < 0 ? [] : values.slice(first);
}

/** The line of a sparkline as an SVG path over 0…width × 0…height; gaps stay gaps. */
export function sparkPath(values: (number | null)[], width: number, height: number): string {
  const top = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let pen = "M";
  let path = "";
  values.forEach((value, at) => {
    if (value === null) {
      pen = "M";
      return;
    }
    path += `${pen}${(at * step).toFixed(1)} ${(height - (value / top) * height).toFixed(1)}`;
    pen = "L";
  });
  return path;
}
