// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { bare, type View } from "./view.ts";

/** Where things are looked at: one place each, whoever links to them. */

export function toIntegration(id: string): Partial<View> {
  return { ...bare, place: "integrations", id };
}

export function toConversation(id: string): Partial<View> {
  return { ...bare, place: "conversations", id };
}
