// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { Text } from "./Text.tsx";

/** Who → whom. */
export function Route({ from, to }: { from: string; to: string }) {
  return (
    <>
      <b>
        <Text>{from}</Text>
      </b>{" "}
      <span className="t3">→</span>{" "}
      <b>
        <Text>{to}</Text>
      </b>
    </>
  );
}
