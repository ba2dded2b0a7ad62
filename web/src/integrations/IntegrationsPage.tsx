// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "../parts/chart.css";
import "./integrations.css";
import type { PlaceProps } from "../places.ts";
import { Detail } from "./Detail.tsx";
import { List } from "./List.tsx";

/** All integrations, or one of them. */
export function IntegrationsPage(props: PlaceProps) {
  const { id } = props.view;
  return id === null ? <List {...props} /> : <Detail key={id} {...props} id={id} />;
}
