import { useEffect, useLayoutEffect, useRef } from "react";
import { tinykeys } from "tinykeys";

type Bindings = Record<string, (event: KeyboardEvent) => void>;

/** Binds keys to the window while shown; the browser's own meaning of them is withheld. */
export function useKeys(bindings: Bindings): void {
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  const presses = Object.keys(bindings).join(" ");
  useEffect(() => {
    if (presses === "") return;
    const bound = presses.split(" ").map((press) => [
      press,
      (event: KeyboardEvent) => {
        event.preventDefault();
        if (!event.repeat) latest.current[press]?.(event);
      },
    ]);
    return tinykeys(window, Object.fromEntries(bound) as Bindings);
  }, [presses]);
}
