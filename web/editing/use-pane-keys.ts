import { keys } from "../keys.ts";
import { useKeys } from "../shell/use-keys.ts";

/** F6 moves from one part of the page to the next. */
export function usePaneKeys(): void {
  const move = (step: 1 | -1) => {
    const panes = [...document.querySelectorAll<HTMLElement>("main .pane")];
    const here = panes.findIndex((pane) => pane.contains(document.activeElement));
    panes.at((here + step + panes.length) % panes.length)?.focus();
  };
  useKeys({
    [keys.nextPane.press]: () => move(1),
    [keys.previousPane.press]: () => move(-1),
  });
}
