// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useEffect, useMemo } from "react";
import type { ExchangeGroup } from "../api/client.ts";
import { useGroups } from "../api/queries.ts";
import { useSpeech } from "../i18n/index.tsx";
import { OutcomeGlyph } from "../panel/Outcome.tsx";
import { Link } from "../parts/Link.tsx";
import { Rows } from "../parts/Rows.tsx";
import { sumWords } from "../parts/sums.ts";
import { Text } from "../parts/Text.tsx";
import { Unpriced } from "../parts/Unpriced.tsx";
import { useNarrow } from "../parts/useNarrow.ts";
import type { PlaceProps } from "../places.ts";
import { bare } from "../view.ts";
import { newestFirst } from "./turns.ts";

/** So many of the newest calls with a conversation's id are looked at. */
const EXAMINED = 5000;

/** Conversations, by what happened last. */
export function List({ view }: PlaceProps) {
  const { t, f } = useSpeech();
  const narrow = useNarrow();
  const asked = useGroups(view, { by: "conversation", q: "has:conversation", limit: 1000, examine: EXAMINED });
  const groups = useMemo(() => newestFirst(asked.data?.items ?? []), [asked.data]);
  useEffect(() => {
    document.title = `${t.places.conversations} · Farol`;
  }, [t]);
  const words = t.conversations;
  return (
    <div className="conversations-page" data-ready={asked.data ? "" : undefined}>
      <header className="page-h">
        <h1>{t.places.conversations}</h1>
        <span className="t3">
          {asked.data ? (asked.data.next === null ? words.all(groups.length, f.count(groups.length)) : words.atLeast(f.count(groups.length), f.count(asked.data.examined))) : ""}
        </span>
      </header>
      {groups.length === 0 ? (
        <p className="none">{asked.data ? words.none : asked.error ? asked.error.message : t.panel.loading}</p>
      ) : (
        <Rows
          items={groups}
          height={narrow ? 52 : 28}
          label={t.places.conversations}
          className="dialogues"
          head={
            <thead>
              <tr>
                <th className="id">{t.panel.conversation}</th>
                <th className="who">{t.panel.user}</th>
                <th className="last">{words.last}</th>
                <th className="r calls">{words.calls}</th>
                <th className="r failed">{t.flows.failed}</th>
                <th className="r tokens">{t.panel.tokens}</th>
                <th className="r cost">{words.modelCost}</th>
              </tr>
            </thead>
          }
          renderRow={(group, at) => <Row key={group.values["conversation"] ?? ""} group={group} at={at} />}
        />
      )}
    </div>
  );
}

function Row({ group, at }: { group: ExchangeGroup; at: number }) {
  const { t, f } = useSpeech();
  const id = group.values["conversation"] ?? "";
  const { input, output } = group.tokens;
  const cost = sumWords(group.cost, f);
  return (
    <tr aria-rowindex={at + 2} className={group.failed > 0 ? "is-failed" : ""} data-conversation={id}>
      <td className="id">
        <OutcomeGlyph outcome={group.last.outcome} />{" "}
        <Link to={{ ...bare, place: "conversations", id }} data-row>
          <Text most={100}>{id}</Text>
        </Link>
      </td>
      <td className="who">{group.last.user === null ? "" : <Text most={100}>{group.last.user}</Text>}</td>
      <td className="last" title={f.utc(group.lastAt)}>
        {f.dayTime(group.lastAt)}
      </td>
      <td className="r calls">{f.count(group.exchanges)}</td>
      <td className={`r failed ${group.failed > 0 ? "tx-down" : ""}`}>{group.failed === 0 ? "" : t.conversations.failed(group.failed, f.count(group.failed))}</td>
      <td className="r tokens tx-tokens">{input === undefined && output === undefined ? "" : f.compact((input ?? 0) + (output ?? 0))}</td>
      <td className="r cost tx-cost">{cost === "" ? <Unpriced exchanges={group.unpricedExchanges} short /> : cost}</td>
    </tr>
  );
}
