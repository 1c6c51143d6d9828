import { useEffect, useState } from "react";
import type { KeyboardEvent } from "react";

/** The chosen entry of a list that is steered from its input by arrow keys. */
export interface ListChoice {
  index: number;
  choose: (index: number) => void;
  /** Handles the arrow keys. @returns whether the key was one of them */
  onKey: (event: KeyboardEvent) => boolean;
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
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    const next = { ArrowDown: bounded + 1, ArrowUp: bounded - 1 }[event.key];
    if (next === undefined) return false;
    event.preventDefault();
    choose(Math.max(0, Math.min(next, count - 1)));
    return true;
  };
  return { index: bounded, choose, onKey };
}

/** Keeps the chosen entry of a scrolling list in sight. */
export function useInSight(id: string | undefined): void {
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [id]);
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
