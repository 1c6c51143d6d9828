import { useEffect, useLayoutEffect, useRef } from "react";
import { tinykeys } from "tinykeys";

type Bindings = Record<string, (event: KeyboardEvent) => void>;

interface Options {
  /** Held while a modal window is open, too: for calls, which do not wait for it. */
  inWindows?: boolean;
}

/**
 * Binds keys to the page while shown; the browser's own meaning of them is withheld. What lies
 * under an open modal window hears none of them.
 */
export function useKeys(bindings: Bindings, { inWindows = false }: Options = {}): void {
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
        const covered = !inWindows && document.querySelector("dialog:modal") !== null;
        if (!event.repeat && !covered) latest.current[press]?.(event);
      },
    ]);
    return tinykeys(window, Object.fromEntries(bound) as Bindings);
  }, [presses, inWindows]);
}
