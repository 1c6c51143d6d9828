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
