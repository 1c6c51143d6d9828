import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type {
  EditableSettings,
  LineSettingsReply,
  SettingName,
  SettingNote,
  SettingsConflict,
} from "../../src/directory/line-schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { momentText } from "../core/format.ts";
import { messageOf, RequestError } from "../core/http.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { texts } from "../texts.ts";
import { merge } from "./use-line-draft.ts";
import type { LineDraftState } from "./use-line-draft.ts";

interface Clash {
  theirs: SettingsConflict;
  mine: EditableSettings;
  merged: EditableSettings;
  names: SettingName[];
}

/** Stores the draft; what somebody else has stored meanwhile is brought together with it. */
export function useSaving(line: LineSettingsReply, draft: LineDraftState) {
  const { tell } = useAnnouncer();
  const shown = useShown();
  const [refused, setRefused] = useState<SettingNote[]>([]);
  const [message, setMessage] = useState<string | null>(null);
  const [clash, setClash] = useState<Clash | null>(null);
  // Known at once: a second click comes before the page has been drawn anew.
  const running = useRef(false);

  const meet = (theirs: SettingsConflict, mine: EditableSettings) => {
    const { merged, clashes } = merge(draft.base, mine, theirs.settings);
    if (clashes.length > 0) return setClash({ theirs, mine, merged, names: clashes });
    draft.rebase(theirs, merged);
    const when = theirs.at === null ? "–" : momentText(theirs.at, Date.now());
    setMessage(texts.settings.conflict.noClash(theirs.by ?? texts.settings.conflict.someone, when));
  };
  const save = useMutation({
    mutationFn: (change: { settings: EditableSettings; reason: string }) =>
      endpoints.changeLine(line.id, { version: draft.version, ...change }),
    onSuccess: async (saved) => {
      setMessage(null);
      setRefused([]);
      await shown(saved);
      draft.discard();
      tell(texts.settings.saved);
    },
    onError: (error, { settings }) => {
      const conflict = error instanceof RequestError && error.code === "settings_changed";
      if (conflict) return meet(error.details as SettingsConflict, settings);
      setMessage(messageOf(error));
      setRefused(notesOf(error));
    },
    onSettled: () => {
      running.current = false;
    },
  });
  return {
    saving: save.isPending,
    save(change: { settings: EditableSettings; reason: string }) {
      if (running.current) return;
      running.current = true;
      save.mutate(change);
    },
    /** The fields are being corrected: what was said of the old ones does not hold any more. */
    forget() {
      setMessage(null);
      setRefused([]);
    },
    refused,
    message,
    clash,
    leaveClash: () => setClash(null),
    settleClash(own: ReadonlySet<SettingName>) {
      if (!clash) return;
      const chosen = Object.fromEntries([...own].map((name) => [name, clash.mine[name]]));
      draft.rebase(clash.theirs, { ...clash.merged, ...chosen });
      setClash(null);
    },
  };
}

/** Puts the server's picture of a line in place of the old one, everywhere on the page. */
export function useShown(): (line: LineSettingsReply) => Promise<void> {
  const queries = useQueryClient();
  return async (line) => {
    queries.setQueryData(["line-settings", line.id], line);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["lines"] }),
      queries.invalidateQueries({ queryKey: ["line-history", line.id] }),
    ]);
  };
}

function notesOf(error: unknown): SettingNote[] {
  if (!(error instanceof RequestError) || !Array.isArray(error.details)) return [];
  return (error.details as SettingNote[]).map(({ field, message }) => ({
    field: field.replace(/^settings\./, ""),
    message,
  }));
}
