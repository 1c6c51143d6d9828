import type { DraftChange, VersionView } from "../../../src/knowledge/editing/schema.ts";
import { RequestError } from "../../../web/core/http.ts";
import { DraftKeeper } from "../../../web/editing/draft-keeper.ts";
import type { DraftState } from "../../../web/editing/merge-content.ts";

export const empty: DraftState = {
  content: {
    scope: "district",
    spoken: "Guten Tag.",
    body: "Erster Absatz.\n\nZweiter Absatz.\n\nDritter Absatz.",
    fee: "37 Euro",
    duration: "",
    deadline: "",
    appointment: "",
    documents: ["Ausweis"],
    onlineUrl: "",
    sample: null,
    source: "",
    checkedAt: "",
    legalBasis: [],
    agentHints: "",
    reviewMonths: null,
  },
  releasedFrom: null,
  releasedUntil: null,
};

export function draft(content: Partial<DraftState["content"]>, from = empty): DraftState {
  return { ...from, content: { ...from.content, ...content } };
}

/** A server that holds one draft, and a clock in the test's hand. */
export function desk(stored = new Map<string, string>()) {
  let held = { ...empty, edit: 0, by: "Ina" };
  let reachable = true;
  let refuses: RequestError | null = null;
  let losesReply = false;
  let storageFull = false;
  let waiting: (() => void)[] = [];
  const version = (): VersionView =>
    ({
      id: "v1",
      serviceSlug: "reisepass",
      section: "vulkaneifel",
      ...held,
      updatedBy: { userId: held.by.toLowerCase(), name: held.by },
      updatedAt: "2026-11-23T09:00:00.000Z",
    }) as unknown as VersionView;
  const save = async (change: DraftChange) => {
    if (!reachable) throw unreachable();
    if (refuses) throw refuses;
    if (change.edit !== held.edit) {
      const details = { version: version(), by: held.by, at: "2026-11-23T09:00:00.000Z" };
      throw new RequestError(409, "draft_changed", "Geändert.", details);
    }
    const { edit, rebased: _, ...state } = change;
    held = { ...held, ...state, edit: edit + 1, by: "Ina" };
    if (losesReply) {
      losesReply = false;
      throw unreachable();
    }
    return version();
  };
  return {
    held: () => held,
    version,
    saveAs(by: string, state: DraftState) {
      held = { ...held, ...state, by, edit: held.edit + 1 };
    },
    reach(next: boolean) {
      reachable = next;
    },
    refuse(error: RequestError | null) {
      refuses = error;
    },
    /** Stores the next draft, but the reply gets lost on its way. */
    loseNextReply() {
      losesReply = true;
    },
    fillStorage(full: boolean) {
      storageFull = full;
    },
    waits: () => waiting.length > 0,
    stored,
    /** Lets the pause go by. */
    async pass() {
      const run = waiting;
      waiting = [];
      for (const each of run) each();
      await new Promise((resolve) => setImmediate(resolve));
    },
    open: (userId = "ina") =>
      new DraftKeeper({
        version: version(),
        userId,
        save,
        storage: {
          getItem: (key) => stored.get(key) ?? null,
          setItem(key, value) {
            if (storageFull) throw new DOMException("full", "QuotaExceededError");
            stored.set(key, value);
          },
          removeItem: (key) => void stored.delete(key),
        },
        after: (_, run) => {
          waiting.push(run);
          return () => {
            waiting = waiting.filter((each) => each !== run);
          };
        },
      }),
  };
}

function unreachable(): RequestError {
  return new RequestError(0, "unreachable", "Der Server ist nicht erreichbar.");
}
