import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { AnswerContent, AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import { messageOf } from "../core/http.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { AnswerText } from "./answer-text.tsx";
import { DecisionWindow } from "./decision-window.tsx";
import { editingEndpoints } from "./endpoints.ts";
import type { AnswerPlace } from "./endpoints.ts";
import { fieldId } from "./form-context.ts";
import { LeftDrafts } from "./left-drafts.tsx";
import { SidePanel } from "./side-panel.tsx";
import { answerPaneId, focusSoon, useRefresh } from "./use-refresh.ts";

/** An answer that nobody is writing at: what holds, and the ways to change it. */
export function ReleasedDesk({ workspace }: { workspace: AnswerWorkspace }) {
  const words = texts.editing;
  const { released, section } = workspace;
  const content = released ?? emptyContent(section);
  const draft = { content, releasedFrom: null, releasedUntil: null };
  const standing = workspace.states.includes("inherited") ? words.inherits : words.nothingReleased;
  return (
    <div className="answer-columns">
      <section id={answerPaneId} className="pane" aria-labelledby="answer-form-title" tabIndex={-1}>
        <h2 id="answer-form-title" className="only-spoken">
          {words.answer}
        </h2>
        <div className="answer-actions">
          <p className="small muted">{released ? words.releasedHere : standing}</p>
          <ReleasedActions workspace={workspace} />
        </div>
        <LeftDrafts workspace={workspace} now={draft} onAdopt={null} />
        {released && <AnswerText workspace={workspace} draft={draft} />}
      </section>
      <SidePanel workspace={workspace} draft={draft} version={null} points={null} />
    </div>
  );
}

function ReleasedActions({ workspace }: { workspace: AnswerWorkspace }) {
  const { actions } = texts.editing;
  const { service, section, releasedDigest, write, decide } = workspace;
  const place = { slug: service.slug, section };
  const { tell } = useAnnouncer();
  const refresh = useRefresh();
  /** The words that were read when the window opened: others may come under it. */
  const [withdrawn, setWithdrawn] = useState<string | null>(null);
  const begin = useMutation({
    mutationFn: () => editingEndpoints.begin(place, null),
    onSuccess: async () => {
      await refresh();
      focusSoon(fieldId("spoken"));
    },
  });
  const confirm = useMutation({
    mutationFn: (seen: string) => editingEndpoints.confirm(place, seen),
    onError: refresh,
    onSuccess: async () => {
      await refresh();
      tell(actions.confirmed);
    },
  });
  const problem = begin.error ?? confirm.error;
  const busy = begin.isPending || confirm.isPending;
  const start = () => {
    if (!busy) begin.mutate();
  };
  useKeys(write.allowed ? { [keys.finish.press]: start } : {});
  return (
    <>
      <div role="alert">{problem && <Problem>{messageOf(problem)}</Problem>}</div>
      <div className="form-end">
        {releasedDigest !== null && decide.allowed && (
          <>
            <Button className="small" icon="none" onClick={() => setWithdrawn(releasedDigest)}>
              {actions.withdraw}
            </Button>
            <Button
              className="small"
              icon="checked"
              disabled={busy}
              onClick={() => confirm.mutate(releasedDigest)}
            >
              {actions.confirm}
            </Button>
          </>
        )}
        {write.allowed && (
          <Button
            tone="primary"
            icon="edit"
            keyLabel={keys.finish.label}
            disabled={busy}
            onClick={start}
          >
            {actions.begin}
          </Button>
        )}
      </div>
      {withdrawn !== null && (
        <Withdrawal place={place} seen={withdrawn} onClose={() => setWithdrawn(null)} />
      )}
    </>
  );
}

interface WithdrawalProps {
  place: AnswerPlace;
  seen: string;
  onClose: () => void;
}

function Withdrawal({ place, seen, onClose }: WithdrawalProps) {
  const { actions, windows } = texts.editing;
  return (
    <DecisionWindow
      title={actions.withdraw}
      icon="none"
      tone="danger"
      hint={windows.withdrawHint}
      label={windows.withdrawComment}
      decide={(comment) => editingEndpoints.withdraw(place, { seen }, comment)}
      done={actions.withdrawn}
      onClose={onClose}
    />
  );
}

/** What a section without an answer would begin with; the preview shows the shared one then. */
function emptyContent(section: string): AnswerContent {
  const shared = section === "shared";
  return {
    scope: shared ? "shared" : "district",
    spoken: "",
    body: "",
    fee: "",
    duration: "",
    deadline: "",
    appointment: "",
    documents: [],
    onlineUrl: "",
    sample: shared ? false : null,
    source: "",
    checkedAt: "",
    legalBasis: [],
    agentHints: "",
    reviewMonths: null,
  };
}
