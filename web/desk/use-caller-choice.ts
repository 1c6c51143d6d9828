import { useState } from "react";
import type { WaitingView } from "../../src/dashboard/schema.ts";

export interface CallerChoice {
  chosen: WaitingView | null;
  /** The longest waiting, unless somebody is chosen already. */
  begin: () => void;
  step: (step: 1 | -1) => void;
  clear: () => void;
}

/**
 * The choice holds on to the caller, not to the place in the list: when he has gone nobody is
 * chosen, so that Enter never means somebody whom nobody has read.
 */
export function useCallerChoice(callers: readonly WaitingView[]): CallerChoice {
  const [choice, setChoice] = useState<{ id: string | null; index: number }>(nobody);
  const at = callers.findIndex(({ id }) => id === choice.id);
  const choose = (index: number) => {
    const bounded = Math.max(0, Math.min(index, callers.length - 1));
    setChoice({ id: callers[bounded]?.id ?? null, index: bounded });
  };
  return {
    chosen: callers[at] ?? null,
    begin: () => at < 0 && choose(0),
    // From where the one who has gone stood, down is the next and up is the one before.
    step: (step) => choose(at >= 0 ? at + step : step > 0 ? choice.index : choice.index - 1),
    clear: () => setChoice(nobody),
  };
}

const nobody = { id: null, index: 0 };
