// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { ExchangeGroup, Field } from "../api/client.ts";
import { useGroups } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import type { Messages } from "../i18n/pt-BR.ts";
import { Text } from "../parts/Text.tsx";
import type { Look, View } from "../view.ts";
import { termOf, termsOf, toggled } from "./filter.ts";

/** The fields that are asked for most, first. */
const FIELDS: Field[] = ["integration", "outcome", "cause", "model", "from", "to", "operation", "conversation", "user", "status", "provider", "platform", "environment", "region", "kind", "dialect"];
const VALUES = 12;

/** What the exchanges found have in common, field by field: computed when a field is opened. */
export function Facets({ view, look }: { view: View; look: Look }) {
  const { t } = useSpeech();
  return (
    <section className="facets" aria-label={t.explore.facets}>
      {FIELDS.map((field) => (
        <details
          key={field}
          open={view.facets.includes(field)}
          onToggle={(event) => {
            const open = event.currentTarget.open;
            if (open !== view.facets.includes(field)) look({ facets: open ? [...view.facets, field] : view.facets.filter((each) => each !== field) });
          }}
        >
          <summary>{t.fields[field]}</summary>
          {view.facets.includes(field) ? <Values field={field} view={view} look={look} /> : null}
        </details>
      ))}
    </section>
  );
}

function Values({ field, view, look }: { field: Field; view: View; look: Look }) {
  const { t, f } = useSpeech();
  const asked = useGroups(view, { by: field, q: view.q, limit: VALUES });
  if (!asked.data) return <p className="none">{asked.error ? "" : t.panel.loading}</p>;
  const { items, groups, examined, next } = asked.data;
  const most = Math.max(...items.filter((item) => item.values[field] !== null).map((item) => item.exchanges), 1);
  return (
    <>
      <ul>
        {items.map((item) => (
          <Value key={item.values[field] ?? ""} field={field} item={item} most={most} view={view} look={look} />
        ))}
      </ul>
      {items.every((item) => item.values[field] === null) ? <p className="none">{t.explore.noValues}</p> : null}
      {groups > items.length || next !== null ? (
        <p className="t3 s12 note">{[groups > items.length ? t.explore.moreValues(groups - items.length, f.count(groups - items.length)) : "", next === null ? "" : t.explore.ofNewest(f.count(examined))].filter((words) => words !== "").join(" · ")}</p>
      ) : null}
    </>
  );
}

interface ValueProps {
  field: Field;
  item: ExchangeGroup;
  most: number;
  view: View;
  look: Look;
}

function Value({ field, item, most, view, look }: ValueProps) {
  const { t, f, language } = useSpeech();
  const value = item.values[field] ?? null;
  if (value === null) {
    // Whatever did not fail has no cause: that is nothing unknown.
    if (field === "cause") return null;
    return (
      <li className="unknown-value t3">
        <span className="name">{t.explore.unknownValue}</span>
        <span className="r">{f.compact(item.exchanges)}</span>
      </li>
    );
  }
  const term = termOf(field, value, language);
  const terms = termsOf(view.q);
  const chosen = terms.includes(term);
  const said = valueWords(field, value, t);
  return (
    <li>
      <button type="button" className="value" aria-pressed={chosen} title={term} onClick={() => look({ q: toggled(view.q, term) })}>
        <span className="name">
          <Text most={200}>{said}</Text>
        </span>
        <span className={`r ${item.failed > 0 && field !== "cause" ? "tx-down" : ""}`} title={item.failed > 0 ? t.explore.failedOf(f.count(item.failed)) : ""}>
          {f.compact(item.exchanges)}
        </span>
        <i style={{ transform: `scaleX(${item.exchanges / most})` }} />
      </button>
      <button type="button" className="icon-btn minus" aria-pressed={terms.includes(`-${term}`)} aria-label={t.explore.without(said)} title={t.explore.without(said)} onClick={() => look({ q: toggled(view.q, `-${term}`) })}>
        −
      </button>
    </li>
  );
}

/** Words of closed sets are told in the reader's language; all else as it came. */
export function valueWords(field: Field, value: string, t: Messages): string {
  if (field === "cause" && value in t.cause) return t.cause[value as keyof Messages["cause"]];
  if (field === "outcome" && value in t.outcome) return t.outcome[value as keyof Messages["outcome"]];
  if (field === "environment") return t.frame.environments[value] ?? value;
  return value;
}
