// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { type ComponentType, lazy } from "react";
import type { IntegrationRow } from "./agora/rows.ts";
import type { LiveExchange, Overview, Status } from "./api/client.ts";
import type { Look, Place, View } from "./view.ts";

/** What every place is given: the view, and what the frame knows anyway. */
export interface PlaceProps {
  view: View;
  look: Look;
  /** Worst first. */
  rows: IntegrationRow[];
  calls: LiveExchange[];
  overview: Overview | undefined;
  status: Status | undefined;
}

/** The places beside Agora, each loaded when it is first gone to. */
export const rooms: Record<Exclude<Place, "now">, ComponentType<PlaceProps>> = {
  integrations: lazy(async () => ({ default: (await import("./integrations/IntegrationsPage.tsx")).IntegrationsPage })),
  conversations: lazy(async () => ({ default: (await import("./conversations/ConversationsPage.tsx")).ConversationsPage })),
  explore: lazy(async () => ({ default: (await import("./explore/Explore.tsx")).Explore })),
  costs: lazy(async () => ({ default: (await import("./costs/CostsPage.tsx")).CostsPage })),
  flows: lazy(async () => ({ default: (await import("./flows/FlowsPage.tsx")).FlowsPage })),
  trace: lazy(async () => ({ default: (await import("./trace/TracePage.tsx")).TracePage })),
};
