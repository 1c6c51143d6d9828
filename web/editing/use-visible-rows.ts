import { useLayoutEffect, useState } from "react";

/** Rows drawn above and below the ones in sight. */
const spareRows = 8;

/**
 * Which rows of a long list with rows of one height have to be drawn. (The usual library's hook
 * gives values that React may not remember between drawings; rows of one height need none.)
 * @param headPixels height of what stays in sight at the top of the scrolling element
 */
export function useVisibleRows(count: number, rowPixels: number, headPixels: number) {
  const [element, scroller] = useState<HTMLDivElement | null>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    if (!element) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener("scroll", look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      watch.disconnect();
    };
  }, [element]);
  const rowsInSight = Math.max(1, Math.floor((view.height - headPixels) / rowPixels));
  const first = Math.max(0, Math.floor(view.top / rowPixels) - spareRows);
  const end = Math.min(count, first + rowsInSight + 2 * spareRows + 1);
  const show = (row: number) => {
    if (!element) return;
    const top = row * rowPixels;
    const bottom = top + rowPixels + headPixels - element.clientHeight;
    if (element.scrollTop > top) element.scrollTo({ top });
    else if (element.scrollTop < bottom) element.scrollTo({ top: bottom });
  };
  return {
    scroller,
    rows: Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index),
    rowsInSight,
    show,
  };
}
