import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";

/** The chosen entry of a list that is steered from its input by arrow keys. */
export interface ListChoice {
  index: number;
  choose: (index: number) => void;
  /** Handles the arrow keys. @returns whether the key was one of them */
  onKey: (event: KeyboardEvent) => boolean;
}

/** @returns the step an arrow key asks for; null for every other key, or with a modifier */
export function arrowStep(event: KeyboardEvent): 1 | -1 | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === "ArrowDown") return 1;
  return event.key === "ArrowUp" ? -1 : null;
}

/** Enter alone: with Ctrl it finishes the contact. */
export function isEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/**
 * @param identity changes when other entries are shown: then the choice starts at `first` again
 */
export function useList(count: number, identity: string, first = 0): ListChoice {
  const [choice, setChoice] = useState({ identity, index: first });
  if (choice.identity !== identity) setChoice({ identity, index: first });
  const index = choice.identity === identity ? choice.index : first;
  const bounded = Math.max(0, Math.min(index, count - 1));
  const choose = (next: number) => setChoice({ identity, index: next });
  const onKey = (event: KeyboardEvent) => {
    const step = arrowStep(event);
    if (step === null) return false;
    event.preventDefault();
    choose(Math.max(0, Math.min(bounded + step, count - 1)));
    return true;
  };
  return { index: bounded, choose, onKey };
}

/** Keeps the chosen entry of a scrolling list in sight. */
export function useInSight(id: string | undefined): string | undefined {
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [id]);
  return id;
}

/** A value that follows after it has been still for a while. */
export function useDebounced<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/**
 * Enter that comes before the answer to what was typed: it is kept until the answer is there, and
 * forgotten when something else is typed.
 * @param act gets whether the answer had been seen when Enter was pressed
 * @returns what Enter calls
 */
export function useEarlyEnter(
  text: string,
  settled: boolean,
  act: (seen: boolean) => void,
): () => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    if (wanted.current !== text) wanted.current = null;
    else if (settled) {
      wanted.current = null;
      act(false);
    }
  });
  return () => {
    if (settled) act(true);
    else wanted.current = text;
  };
}
