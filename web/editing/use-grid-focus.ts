import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";

export interface GridPosition {
  row: number;
  column: number;
}

interface Grid {
  rows: number;
  columns: number;
  /** Rows that a page key passes over. */
  pageRows: number;
  /** Brings a row into the drawn part. */
  show: (row: number) => void;
  cellId: (position: GridPosition) => string;
  /** Where to stand when the grid appears and nothing else has the focus; null: nowhere. */
  start: GridPosition | null;
}

/** One stop for Tab, arrow keys inside: the ARIA pattern of a grid, over rows drawn on demand. */
export function useGridFocus(grid: Grid) {
  const { show } = grid;
  const [start] = useState(grid.start);
  const [wanted, setWanted] = useState<GridPosition>(start ?? { row: 0, column: 0 });
  const position = {
    row: bounded(wanted.row, grid.rows),
    column: bounded(wanted.column, grid.columns),
  };
  const moving = useRef(false);
  const id = grid.cellId(position);

  useLayoutEffect(() => {
    moving.current = start !== null && document.activeElement === document.body;
  }, [start]);

  // The row may only be drawn after it has been scrolled to.
  useEffect(() => {
    if (!moving.current) return;
    const cell = document.getElementById(id);
    if (!cell) return show(position.row);
    moving.current = false;
    cell.focus({ preventScroll: false });
  });

  const onKey = (event: KeyboardEvent) => {
    const next = nextPosition(event, position, grid);
    if (!next) return;
    event.preventDefault();
    const row = bounded(next.row, grid.rows);
    moving.current = true;
    show(row);
    setWanted({ row, column: bounded(next.column, grid.columns) });
  };
  return { position, onKey, take: setWanted };
}

function nextPosition(
  event: KeyboardEvent,
  { row, column }: GridPosition,
  { rows, columns, pageRows }: Grid,
): GridPosition | null {
  if (event.altKey || event.metaKey) return null;
  const whole = event.ctrlKey;
  switch (event.key) {
    case "ArrowDown":
      return whole ? null : { row: row + 1, column };
    case "ArrowUp":
      return whole ? null : { row: row - 1, column };
    case "ArrowRight":
      return whole ? null : { row, column: column + 1 };
    case "ArrowLeft":
      return whole ? null : { row, column: column - 1 };
    case "Home":
      return { row: whole ? 0 : row, column: 0 };
    case "End":
      return { row: whole ? rows - 1 : row, column: columns - 1 };
    case "PageDown":
      return { row: row + pageRows, column };
    case "PageUp":
      return { row: row - pageRows, column };
    default:
      return null;
  }
}

function bounded(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
