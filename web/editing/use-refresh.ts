import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/** Reads everything of the editors' pages again, after a step. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      ["answer", "history", "tasks", "reviews", "matrix"].map((name) =>
        queries.invalidateQueries({ queryKey: [`editing-${name}`] }),
      ),
    );
  }, [queries]);
}

/** The part of the page where an answer is read and written. */
export const answerPaneId = "answer-pane";

/** Its heading: stays while what is below it changes. */
export const answerTitleId = "answer-title";

const patienceMilliseconds = 3_000;

/** The list that a task stands in; beside an answer it has none. */
export const taskListId = "task-list";

/**
 * A step takes the button away that was pressed, often its task as well: the focus stays with the
 * task, or else with what stood around it.
 */
export function keepFocusAt(taskId: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    [taskId, taskListId, answerTitleId]
      .map((id) => document.getElementById(id))
      .find((element) => element !== null)
      ?.focus();
  });
}

/** Moves the focus as soon as the page has been drawn anew and has the element. */
export function focusSoon(id: string): void {
  const end = performance.now() + patienceMilliseconds;
  const look = () => {
    const element = document.getElementById(id);
    if (element) element.focus();
    else if (performance.now() < end) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
