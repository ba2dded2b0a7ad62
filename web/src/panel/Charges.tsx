// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { ExchangeWithMessages, LedgerCharge } from "../api/client.ts";
import { useSpeech } from "../i18n/index.tsx";
import { priceSource } from "../i18n/proof.ts";
import { unpricedReason } from "../i18n/unpriced.ts";

const chip: Record<LedgerCharge["how"], string> = { reported: "cost-c", computed: "quiet", estimated: "estimated", settled: "cost-c", adjusted: "tokens-c" };

/** Every ledger entry with its proof: quantity × price = amount, by which book, from when. */
export function Charges({ exchange }: { exchange: ExchangeWithMessages }) {
  const { t, f, language } = useSpeech();
  const { cost, charges, unpriced } = exchange;
  if (charges.length === 0 && unpriced.length === 0) return <p className="none">{t.panel.noCharges}</p>;
  return (
    <div className="charges">
      {cost !== null && cost.amount !== null && cost.currency !== null ? (
        <p className="total tx-cost">
          {cost.state === "partly" ? "≥\u00a0" : ""}
          {f.money(cost.amount, cost.currency)}
        </p>
      ) : null}
      <ul>
        {charges.map((charge) => (
          <li key={charge.id}>
            <span>
              {t.costs.kinds[charge.kind] ?? charge.kind} <span className="t3">{charge.sku}</span>
            </span>
            <span className="r nowrap">
              {f.count(charge.quantity)} × {f.money(charge.unitPrice, charge.currency)}
            </span>
            <span className="r nowrap tx-cost">{f.money(charge.amount, charge.currency)}</span>
            <span className="proof t3">
              <span className={`chip ${chip[charge.how]}`}>{t.how[charge.how]}</span> {t.panel.priceOf(charge.book, charge.version, charge.validFrom)} · {priceSource(charge.source, language)} ·{" "}
              {charge.fx === null ? t.panel.noExchange(charge.currency) : `${charge.fx.from} × ${charge.fx.rate} (${charge.fx.date}, ${charge.fx.source})`}
            </span>
          </li>
        ))}
        {unpriced.map((missing) => (
          <li key={`${missing.kind}:${missing.reason}`}>
            <span>{t.costs.kinds[missing.kind] ?? missing.kind}</span>
            <span className="r">{missing.quantity === null ? "?" : f.count(missing.quantity)}</span>
            <span className="r">
              <span className="chip unpriced-c">{t.unpricedShort}</span>
            </span>
            <span className="proof t3">{unpricedReason(missing.reason, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
