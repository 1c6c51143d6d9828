import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { VersionView } from "../../src/knowledge/editing/schema.ts";
import { DraftKeeper } from "./draft-keeper.ts";
import type { KeeperState } from "./draft-keeper.ts";
import { editingEndpoints } from "./endpoints.ts";

/** The keeper of the draft on the page; another version gets another keeper. */
export function useKeeper(version: VersionView): { keeper: DraftKeeper; state: KeeperState } {
  const queries = useQueryClient();
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        version,
        save: (change) => editingEndpoints.save(version.id, change),
        storage: localStorage,
        after(milliseconds, run) {
          const timer = setTimeout(run, milliseconds);
          return () => clearTimeout(timer);
        },
        now: () => Date.now(),
      }),
  );
  useEffect(
    () => () => {
      // The page is left: what is not saved yet goes out now, or waits on this computer.
      void keeper.flush();
      void queries.invalidateQueries({ queryKey: ["editing-matrix"] });
    },
    [keeper, queries],
  );
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  return { keeper, state };
}
