// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "./trace.css";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useSpeech } from "../i18n/index.tsx";
import { Glyph } from "../parts/Glyph.tsx";
import { Rows } from "../parts/Rows.tsx";
import { amountsOf, sumWords } from "../parts/sums.ts";
import { Text } from "../parts/Text.tsx";
import { type Look, spanClosed, type View } from "../view.ts";
import { type Node, rowsOf, treeOf } from "./tree.ts";
import { useTrace } from "./useTrace.ts";

interface WaterfallProps {
  traceId: string;
  view: View;
  look: Look;
  /** In the side panel, where there is no room for all columns. */
  narrow?: boolean;
}

/** Depths beyond this are not indented further. */
const DEEPEST = 12;

/** A trace as a waterfall: who called whom, when, how long, what failed, what it cost. */
export function Waterfall({ traceId, view, look, narrow = false }: WaterfallProps) {
  const { t, f } = useSpeech();
  const traced = useTrace(traceId, view.live);
  const [text, setText] = useState("");
  const [errorsFirst, setErrorsFirst] = useState(false);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const tree = useMemo(() => treeOf(traced.spans), [traced.spans]);
  const rows = useMemo(() => rowsOf(tree, { collapsed, text, errorsFirst }), [tree, collapsed, text, errorsFirst]);
  const selected = view.exchange?.split("/")[1] ?? view.span?.split("/")[1] ?? null;
  const reveal = useMemo(() => {
    const at = selected === null ? -1 : rows.findIndex((row) => row.span.spanId === selected);
    return at < 0 ? null : at;
  }, [rows, selected]);
  if (traced.spans.length === 0) return <p className="none">{traced.error ? traced.error.message : t.panel.loading}</p>;

  function fold(id: string, closed: boolean) {
    setCollapsed((before) => {
      const next = new Set(before);
      if (closed) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  function open(node: Node) {
    const id = `${traceId}/${node.span.spanId}`;
    look(node.span.exchange ? { ...spanClosed, exchange: id } : { ...spanClosed, span: id });
  }

  function press(event: KeyboardEvent, node: Node) {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      fold(node.span.spanId, event.key === "ArrowLeft");
    }
  }

  const foldAll = () => setCollapsed(new Set(collapsed.size > 0 ? [] : traced.spans.map((span) => span.spanId)));
  const cost = sumWords(amountsOf(tree.cost), f);
  return (
    <section className={`waterfall ${narrow ? "narrow" : ""}`} aria-label={t.trace.title} data-spans={tree.spans} data-ready={traced.loading ? undefined : ""}>
      <dl className="trace-facts">
        <Fact name={t.panel.duration}>{f.duration(tree.length)}</Fact>
        <Fact name={t.trace.spans}>
          {f.count(tree.spans)}
          {traced.count !== null && traced.count > tree.spans ? ` ${t.headline.of(traced.count)}` : ""}
        </Fact>
        <Fact name={t.trace.errors}>
          <span className={tree.errors > 0 ? "tx-down" : ""}>{f.count(tree.errors)}</span>
        </Fact>
        <Fact name={t.trace.services}>{f.count(tree.services)}</Fact>
        <Fact name={t.panel.tokens}>
          <span className="tx-tokens">{tree.tokens === undefined ? t.trace.untold : f.compact(tree.tokens)}</span>
        </Fact>
        <Fact name={t.panel.charges}>
          <span className="tx-cost">{cost === "" ? (tree.cost.unpriced > 0 ? t.unpricedShort : t.strip.nothingPriced) : cost}</span>
        </Fact>
      </dl>
      <div className="trace-tools">
        <input type="search" data-search value={text} onChange={(event) => setText(event.target.value)} placeholder={t.trace.search} aria-label={t.trace.search} autoComplete="off" spellCheck={false} />
        <button type="button" className="btn mini" aria-pressed={errorsFirst} onClick={() => setErrorsFirst(!errorsFirst)}>
          {t.trace.errorsFirst}
        </button>
        <button type="button" className="btn mini" onClick={foldAll}>
          {collapsed.size > 0 ? t.trace.unfold : t.trace.fold}
        </button>
        {text === "" ? null : <span className="t3 s12">{t.trace.found(f.count(rows.length))}</span>}
      </div>
      {tree.orphans > 0 && !traced.loading ? <p className="notice">{t.trace.orphans(tree.orphans, f.count(tree.orphans))}</p> : null}
      <Rows
        items={rows}
        height={28}
        label={t.trace.title}
        className="spans"
        reveal={reveal}
        head={
          <thead>
            <tr>
              <th className="name">{t.trace.span}</th>
              <th className="bar" aria-label={t.trace.timeline}>
                <span className="axis">
                  <span>0</span>
                  <span>{f.duration(tree.length / 2)}</span>
                  <span>{f.duration(tree.length)}</span>
                </span>
              </th>
              <th className="r took">{t.panel.duration}</th>
              {narrow ? null : <th className="r tokens" title={t.trace.belowHint}>{t.panel.tokens}</th>}
              {narrow ? null : <th className="r cost" title={t.trace.belowHint}>{t.panel.charges}</th>}
            </tr>
          </thead>
        }
        renderRow={(node, at) => (
          <tr
            key={node.span.spanId}
            aria-rowindex={at + 2}
            data-depth={node.depth}
            aria-selected={node.span.spanId === selected}
            className={node.failed ? "is-failed" : ""}
            data-span={node.span.spanId}
            onClick={() => open(node)}
          >
            <td className="name" title={`${node.span.service ?? ""} ${node.span.name}`}>
              <span className="indent" style={{ width: Math.min(node.depth, DEEPEST) * 14 }} />
              {node.children.length > 0 ? (
                <button
                  type="button"
                  className="fold"
                  aria-expanded={!collapsed.has(node.span.spanId)}
                  aria-label={t.trace.children(node.below.spans - 1, f.count(node.below.spans - 1))}
                  onClick={(event) => {
                    event.stopPropagation();
                    fold(node.span.spanId, !collapsed.has(node.span.spanId));
                  }}
                >
                  {collapsed.has(node.span.spanId) ? "▸" : "▾"}
                </button>
              ) : (
                <span className="fold" />
              )}
              {node.failed ? <Glyph id="down" className="down" label={t.outcome.failed} /> : null}{" "}
              <button type="button" data-row onKeyDown={(event) => press(event, node)} onClick={(event) => { event.stopPropagation(); open(node); }}>
                <Text most={200}>{node.span.exchange === null ? node.span.name : `${node.span.exchange.operation}`}</Text>
              </button>{" "}
              <span className="t3">
                <Text most={200}>{node.span.exchange === null ? (node.span.service ?? "") : `→ ${node.span.exchange.to}`}</Text>
              </span>
            </td>
            <td className="bar">
              <Bar node={node} length={tree.length} />
            </td>
            <td className="r took">{node.end === null ? t.outcome.open : f.duration(node.end - node.start)}</td>
            {narrow ? null : <td className="r tokens tx-tokens">{node.below.tokens === undefined ? "" : f.compact(node.below.tokens)}</td>}
            {narrow ? null : <td className="r cost tx-cost">{sumWords(amountsOf(node.below.cost), f)}</td>}
          </tr>
        )}
      />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** When it ran within the trace; what is open reaches to the end, hatched. */
function Bar({ node, length }: { node: Node; length: number }) {
  const whole = Math.max(length, 0.001);
  const left = (100 * node.start) / whole;
  const width = (100 * ((node.end ?? length) - node.start)) / whole;
  const kind = node.failed ? "failed" : node.end === null ? "open" : node.span.exchange === null ? "own" : "call";
  return <i className={kind} style={{ left: `${Math.min(left, 99.7)}%`, width: `${Math.max(0.3, Math.min(width, 100 - left))}%` }} />;
}
