// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { useSyncExternalStore } from "react";

/** Where the layout turns to that of a phone: the same width as in the style sheets. */
const phone = matchMedia("(max-width: 720px)");

function subscribe(listener: () => void): () => void {
  phone.addEventListener("change", listener);
  return () => phone.removeEventListener("change", listener);
}

/** True on a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => phone.matches);
}
