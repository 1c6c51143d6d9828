import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useDesk } from "./session.tsx";

/** What was read of services and answers is read again as soon as something was released. */
export function useFreshKnowledge(): void {
  const queries = useQueryClient();
  const edition = useDesk().snapshot?.status.knowledgeEdition ?? null;
  const seen = useRef(edition);
  useEffect(() => {
    if (edition === null || seen.current === edition) return;
    const first = seen.current === null;
    seen.current = edition;
    if (first) return;
    for (const name of ["service", "services", "own-reports"]) {
      void queries.invalidateQueries({ queryKey: [name] });
    }
  }, [edition, queries]);
}
