import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/** Reads everything of the editors' pages again, after a step. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      ["editing-answer", "editing-history", "editing-tasks", "editing-matrix"].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    );
  }, [queries]);
}

/** The part of the page where an answer is read and written. */
export const answerPaneId = "answer-pane";

/** Moves the focus as soon as the page has been drawn anew. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
