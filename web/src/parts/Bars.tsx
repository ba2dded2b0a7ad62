// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { HealthState } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";

/** One layer of the stack. */
export interface Layer {
  name: string;
  /** A class that gives the colour: d1 to d8, quiet, down. */
  tone: string;
  values: number[];
}

interface BarsProps {
  /** Start of the first step, RFC 3339. */
  start: string;
  stepSeconds: number;
  /** From the bottom up. */
  layers: Layer[];
  /** What the picture says, in a sentence. */
  label: string;
  say: (value: number) => string;
  /** Steps from this instant on stand in the incident's band, in the colour of its state. */
  since?: { at: string; state: HealthState } | null;
}

const LABELS = 6;

/** Stacked bars over time, with their axis, and the same as a table. */
export function Bars({ start, stepSeconds, layers, label, say, since = null }: BarsProps) {
  const { t, f } = useSpeech();
  const steps = layers[0]?.values.length ?? 0;
  const first = Date.parse(start);
  const at = (step: number) => new Date(first + step * stepSeconds * 1000).toISOString();
  const sums = Array.from({ length: steps }, (_, step) => layers.reduce((sum, layer) => sum + (layer.values[step] ?? 0), 0));
  const top = niceTop(Math.max(...sums, 0));
  const bad = since === null ? Number.POSITIVE_INFINITY : Math.floor((Date.parse(since.at) - first) / (stepSeconds * 1000));
  const every = Math.max(1, Math.ceil(steps / LABELS));
  const said = stepSeconds >= 86_400 || steps * stepSeconds > 2 * 86_400 ? f.dayMinute : f.time;
  return (
    <figure className="bars">
      <div className="bars-plot" role="img" aria-label={label}>
        <span className="y t3">{top === 0 ? "" : say(top)}</span>
        <div className="bars-steps">
          {sums.map((sum, step) => (
            <span
              key={step}
              className={`step ${step >= bad ? `bad-${since?.state}` : ""}`}
              title={`${said(at(step))}: ${layers.filter((layer) => (layer.values[step] ?? 0) !== 0).map((layer) => `${layer.name} ${say(layer.values[step] ?? 0)}`).join(" · ") || say(sum)}`}
            >
              {layers.toReversed().map((layer) => {
                const value = layer.values[step] ?? 0;
                return value <= 0 || top === 0 ? null : <i key={layer.name} className={layer.tone} style={{ height: `${(100 * value) / top}%` }} />;
              })}
            </span>
          ))}
        </div>
      </div>
      <div className="bars-axis t3" aria-hidden="true">
        {Array.from({ length: Math.ceil(steps / every) }, (_, at10) => (
          <span key={at10}>{said(at(at10 * every))}</span>
        ))}
      </div>
      <details className="as-table">
        <summary>{t.chart.table}</summary>
        <div className="scroll">
          <table className="t">
            <thead>
              <tr>
                <th>{t.chart.time}</th>
                {layers.map((layer) => (
                  <th key={layer.name} className="r">
                    {layer.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sums.map((sum, step) =>
                sum === 0 ? null : (
                  <tr key={step}>
                    <td>{f.dayMinute(at(step))}</td>
                    {layers.map((layer) => (
                      <td key={layer.name} className="r">
                        {say(layer.values[step] ?? 0)}
                      </td>
                    ))}
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** A round number at or above the highest value. */
export function niceTop(most: number): number {
  if (most <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(most));
  const fits = [1, 2, 5, 10].find((step) => step * power >= most) ?? 10;
  return fits * power;
}
