import { useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { VersionView } from "../../src/knowledge/editing/schema.ts";
import type { Me } from "../../src/identity/schema.ts";
import { RequestError } from "../core/http.ts";
import { useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { DraftKeeper } from "./draft-keeper.ts";
import type { KeeperState } from "./draft-keeper.ts";
import { editingEndpoints } from "./endpoints.ts";
import { keptKey } from "./kept-drafts.ts";
import { hugeField } from "./merge-content.ts";
import { hugeMessage } from "./word-diff.tsx";

/** Keepers whose page was left before all was saved: they go on, and a return finds them. */
const unfinished = new Map<string, DraftKeeper>();

/** The keeper of the draft on the page; another version gets another keeper. */
export function useKeeper(version: VersionView): { keeper: DraftKeeper; state: KeeperState } {
  const queries = useQueryClient();
  const { userId } = useSession().me;
  const key = keptKey({ userId, versionId: version.id });
  const [keeper] = useState(() => unfinished.get(key) ?? newKeeper(version, userId, queries));
  useEffect(() => keeper.see(version), [keeper, version]);
  useEffect(() => {
    unfinished.delete(key);
    if (keeper.unsaved) void keeper.flush();
    // The last moment that a page surely gets: it may be closed without another.
    const onHidden = () => {
      if (document.visibilityState === "hidden") void keeper.flush();
    };
    document.addEventListener("visibilitychange", onHidden);
    return () => {
      document.removeEventListener("visibilitychange", onHidden);
      // The page is left: what is not saved yet goes out now, or waits on this computer.
      if (keeper.unsaved) unfinished.set(key, keeper);
      void keeper.flush().then((done) => done && unfinished.delete(key));
      void queries.invalidateQueries({ queryKey: ["editing-matrix"] });
    };
  }, [keeper, key, queries]);
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  const { signedOut } = state;
  useEffect(() => {
    // Asking who is signed in leads to the sign-in; the words wait on this computer meanwhile.
    if (signedOut) void queries.invalidateQueries({ queryKey: ["me"] });
  }, [signedOut, queries]);
  return { keeper, state };
}

function newKeeper(version: VersionView, userId: string, queries: QueryClient): DraftKeeper {
  return new DraftKeeper({
    version,
    userId,
    async save(change) {
      // Somebody else may have signed in meanwhile: these are not his words.
      if (queries.getQueryData<Me>(["me"])?.userId !== userId) {
        throw new RequestError(401, "not_signed_in", texts.editing.saving.signedOut);
      }
      const huge = hugeField(change);
      if (huge) throw new RequestError(422, "too_long", hugeMessage(huge));
      return editingEndpoints.save(version.id, change);
    },
    storage: localStorage,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}
