// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import "./conversations.css";
import type { PlaceProps } from "../places.ts";
import { Dialogue } from "./Dialogue.tsx";
import { List } from "./List.tsx";

/** All conversations, or one of them. */
export function ConversationsPage(props: PlaceProps) {
  const { id } = props.view;
  return id === null ? <List {...props} /> : <Dialogue key={id} {...props} id={id} />;
}
