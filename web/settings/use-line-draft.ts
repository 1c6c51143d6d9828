import { useState } from "react";
import type {
  EditableSettings,
  LineSettingsReply,
  SettingName,
  SettingsConflict,
} from "../../src/directory/line-schema.ts";
import { differences, draftOf, readDraft } from "./line-draft.ts";
import type { LineDraft } from "./line-draft.ts";

/** Fields being filled in, and the version of the line they were begun from. */
interface Kept {
  version: number;
  base: EditableSettings;
  draft: LineDraft;
}

export interface LineDraftState extends Kept {
  dirty: boolean;
  /** The draft was there when the page was opened. */
  restored: boolean;
  edit: (change: Partial<LineDraft>) => void;
  discard: () => void;
  /** Goes on from what somebody else has stored meanwhile. */
  rebase: (theirs: SettingsConflict, settings: EditableSettings) => void;
}

/** The draft of a line: it outlives a reload of the tab, until it is saved or discarded. */
export function useLineDraft(line: LineSettingsReply): LineDraftState {
  const key = `line-draft:${line.id}`;
  const [kept, setKept] = useState<Kept | null>(() => restore(sessionStorage.getItem(key)));
  const [restored] = useState(kept !== null);
  const current: Kept = kept ?? {
    version: line.version,
    base: line.settings,
    draft: draftOf(line.settings),
  };
  const keep = (next: Kept | null) => {
    setKept(next);
    if (next === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(next));
  };
  return {
    ...current,
    dirty: kept !== null,
    restored: restored && kept !== null,
    edit(change) {
      const draft = { ...current.draft, ...change };
      const same = JSON.stringify(draft) === JSON.stringify(draftOf(current.base));
      keep(same ? null : { ...current, draft });
    },
    discard: () => keep(null),
    rebase(theirs, settings) {
      const base = theirs.settings;
      const same = differences(base, settings).length === 0;
      keep(same ? null : { version: theirs.version, base, draft: draftOf(settings) });
    },
  };
}

function restore(stored: string | null): Kept | null {
  if (stored === null) return null;
  try {
    const kept = JSON.parse(stored) as Kept;
    // A draft of an older release may lack fields: then it cannot be shown.
    readDraft(kept.draft, kept.base);
    return kept;
  } catch {
    return null;
  }
}

/** Two versions brought together: what only one side changed holds, the rest is for people. */
export function merge(
  base: EditableSettings,
  mine: EditableSettings,
  theirs: EditableSettings,
): { merged: EditableSettings; clashes: SettingName[] } {
  const theirChanges = differences(base, theirs);
  const myChanges = differences(base, mine);
  const clashes = differences(mine, theirs).filter(
    (name) => theirChanges.includes(name) && myChanges.includes(name),
  );
  const taken = myChanges.filter((name) => !theirChanges.includes(name));
  const fromMe = Object.fromEntries(taken.map((name) => [name, mine[name]]));
  return { merged: { ...theirs, ...fromMe }, clashes };
}
