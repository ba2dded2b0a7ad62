// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";
import { hrefOf, useView, type View } from "../view.ts";

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "onClick"> {
  /** What is looked at otherwise than now. */
  to: Partial<View>;
  children: ReactNode;
}

/** A true link to another view: opens in place, or in a tab of its own for those who ask for it. */
export function Link({ to, children, ...others }: LinkProps) {
  const [view, look] = useView();

  function go(event: MouseEvent) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    look(to);
  }

  return (
    <a {...others} href={hrefOf({ ...view, ...to })} onClick={go}>
      {children}
    </a>
  );
}
