// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

interface RowsProps<T> {
  items: T[];
  /** Height of a row in pixels: all are equally high. */
  height: number;
  /** The head of the table: a `<thead>`. */
  head: ReactNode;
  /** A `<tr>` for an item. */
  renderRow: (item: T, at: number) => ReactNode;
  className?: string;
  label: string;
  /** Near the end: more may be fetched. */
  onEnd?: () => void;
  /** Index of the row to be scrolled to. */
  reveal?: number | null;
}

/** Rows beyond the edges of the window that are drawn all the same, so that a step of the keyboard finds them. */
const BEYOND = 12;

/** A table of any length of which only the rows in sight are drawn. */
export function Rows<T>({ items, height, head, renderRow, className = "", label, onEnd, reveal = null }: RowsProps<T>) {
  const frame = useRef<HTMLDivElement>(null);
  const [window, setWindow] = useState({ first: 0, last: 60 });

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / height) - BEYOND);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / height) + BEYOND;
      setWindow((before) => (Math.abs(before.first - first) < BEYOND / 2 && Math.abs(before.last - last) < BEYOND / 2 && first !== 0 ? before : { first, last }));
    };
    look();
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [height]);

  useEffect(() => {
    if (window.last >= items.length) onEnd?.();
  }, [window.last, items.length, onEnd]);

  useEffect(() => {
    const element = frame.current;
    if (reveal === null || !element) return;
    const top = reveal * height;
    if (top < element.scrollTop || top > element.scrollTop + element.clientHeight - 2 * height) element.scrollTop = Math.max(0, top - element.clientHeight / 3);
  }, [reveal, height]);

  const first = Math.min(window.first, Math.max(0, items.length - 1));
  const last = Math.min(window.last, items.length);
  return (
    <div className="scroll rows" ref={frame} tabIndex={-1}>
      <table className={`t ${className}`} aria-label={label} aria-rowcount={items.length + 1}>
        {head}
        <tbody>
          {first > 0 ? <Space height={first * height} /> : null}
          {items.slice(first, last).map((item, at) => renderRow(item, first + at))}
          {last < items.length ? <Space height={(items.length - last) * height} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** The rows that are not drawn. */
function Space({ height }: { height: number }) {
  return <tr aria-hidden="true" className="space" style={{ height }} />;
}
