// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { Language } from "./language.ts";

/** The number rules of the page: one place decides units, digits and marks. */
export interface Formats {
  /** 1.284 */
  count(n: number): string;
  /** 4,85 mil, for figures that are read, not compared. */
  compact(n: number): string;
  /** 48/min */
  rate(perMinute: number): string;
  /** 7,4 % of a ratio between 0 and 1. */
  percent(ratio: number): string;
  /** 86 kB */
  bytes(n: number): string;
  /** 38 ms, 2,9 s, 5 min, 1 min 42 s, 2 h 05 min, 3 dias */
  duration(millis: number): string;
  /** Counts up: in tenths below a minute, 28,4 s, then 4 min 00 s */
  age(millis: number): string;
  /** As age, but in whole seconds: 28 s */
  since(millis: number): string;
  /** Exact decimal text in a currency: three significant digits under one, cents to 9.999,99, whole above. */
  money(amount: string, currency: string): string;
  /** Clock time in São Paulo: 15:37:02 */
  time(rfc3339: string): string;
  /** Day and clock time in São Paulo. */
  dayTime(rfc3339: string): string;
  /** Day and clock time in São Paulo, to the minute. */
  dayMinute(rfc3339: string): string;
  /** The same instant in UTC, for a hover. */
  utc(rfc3339: string): string;
  /** A, B e C */
  list(words: string[]): string;
}

const NB = "\u00a0";
const ZONE = "America/Sao_Paulo";

function minus(text: string): string {
  return text.replace(/^-/, "\u2212").replaceAll("\u202f", NB);
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

export function formatsOf(language: Language): Formats {
  const pt = language === "pt-BR";
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(language, options);
    return (n: number) => minus(format.format(n));
  };
  const whole = numbers({ maximumFractionDigits: 0 });
  const tenth = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const short = numbers({ notation: "compact", maximumSignificantDigits: 3 });
  const upToTenth = numbers({ maximumFractionDigits: 1 });
  const day = pt ? ["dia", "dias"] : ["day", "days"];

  function long(seconds: number, brief: boolean): string {
    if (brief && seconds < 3600 && seconds % 60 === 0) return `${seconds / 60}${NB}min`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)}${NB}min${NB}${two(seconds % 60)}${NB}s`;
    if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${NB}h${NB}${two(Math.floor((seconds % 3600) / 60))}${NB}min`;
    const days = Math.floor(seconds / 86_400);
    return `${whole(days)}${NB}${day[days === 1 ? 0 : 1]}`;
  }

  const clock = new Intl.DateTimeFormat(language, { timeZone: ZONE, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const dayClock = new Intl.DateTimeFormat(language, {
    timeZone: ZONE, day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  });
  const dayMinutes = new Intl.DateTimeFormat(language, { timeZone: ZONE, day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const conjunction = new Intl.ListFormat(language, { type: "conjunction" });

  return {
    count: whole,
    compact: (n) => (Math.abs(n) < 10_000 ? whole(n) : short(n)),
    rate: (perMinute) => `${perMinute < 10 ? upToTenth(perMinute) : perMinute < 1000 ? whole(perMinute) : short(perMinute)}/min`,
    percent: (ratio) => {
      const unit = pt ? `${NB}%` : "%";
      const hundredths = ratio * 100;
      if (hundredths > 0 && hundredths < 0.1) return `<${NB}${tenth(0.1)}${unit}`;
      return `${hundredths >= 99.95 || hundredths === 0 ? whole(hundredths) : tenth(hundredths)}${unit}`;
    },
    bytes: (n) => {
      if (n < 1000) return `${whole(n)}${NB}B`;
      const units = ["kB", "MB", "GB", "TB"];
      let value = n / 1000;
      let unit = 0;
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
      }
      return `${value < 10 ? upToTenth(value) : whole(value)}${NB}${units[unit]}`;
    },
    duration: (millis) => {
      if (millis < 999.5) return `${whole(millis)}${NB}ms`;
      if (millis < 59_950) return `${millis < 9950 ? tenth(millis / 1000) : upToTenth(millis / 1000)}${NB}s`;
      return long(Math.round(millis / 1000), true);
    },
    age: (millis) => (millis < 59_950 ? `${tenth(millis / 1000)}${NB}s` : long(Math.floor(millis / 1000), false)),
    since: (millis) => {
      const seconds = Math.max(0, Math.floor(millis / 1000));
      return seconds < 60 ? `${seconds}${NB}s` : long(seconds, false);
    },
    money: (amount, currency) => {
      const size = Math.abs(Number(amount));
      const digits: Intl.NumberFormatOptions =
        size === 0 ? {}
        : size < 1 ? { minimumSignificantDigits: 3, maximumSignificantDigits: 3 }
        : size < 10_000 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { minimumFractionDigits: 0, maximumFractionDigits: 0 };
      const format = new Intl.NumberFormat(language, { style: "currency", currency, ...digits });
      return minus(format.format(amount as `${number}`));
    },
    time: (rfc3339) => clock.format(new Date(rfc3339)),
    dayTime: (rfc3339) => dayClock.format(new Date(rfc3339)),
    dayMinute: (rfc3339) => dayMinutes.format(new Date(rfc3339)),
    utc: (rfc3339) => `${rfc3339.replace("T", " ").replace(/(\.\d{3})\d+/, "$1").replace("Z", "")} UTC`,
    list: (words) => conjunction.format(words),
  };
}
