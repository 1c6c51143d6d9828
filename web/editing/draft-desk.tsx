import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import type { AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Button } from "../ui/button.tsx";
import { Window } from "../ui/window.tsx";
import { AnswerForm } from "./answer-form.tsx";
import { AnswerText } from "./answer-text.tsx";
import { DraftActions } from "./draft-actions.tsx";
import { draftOf } from "./draft-keeper.ts";
import type { DraftClash, DraftKeeper } from "./draft-keeper.ts";
import { mergeDrafts } from "./merge-content.ts";
import type { DraftState } from "./merge-content.ts";
import { LeftDrafts } from "./left-drafts.tsx";
import { MergeWindow } from "./merge-window.tsx";
import { SidePanel } from "./side-panel.tsx";
import { useKeeper } from "./use-keeper.ts";
import { answerPaneId } from "./use-refresh.ts";
import { useOpenPoints } from "./use-open-points.ts";
import { DraftDiff } from "./word-diff.tsx";

export type OpenVersion = AnswerWorkspace["open"][number];

interface Props {
  workspace: AnswerWorkspace;
  version: OpenVersion;
}

/** A version being written or reviewed, with all that belongs to it. */
export function DraftDesk({ workspace, version }: Props) {
  const { keeper, state } = useKeeper(version);
  const editable = version.status === "draft" && workspace.write.allowed;
  const draft = editable ? state.draft : draftOf(version);
  const place = { slug: workspace.service.slug, section: workspace.section };
  const points = useOpenPoints(place, draft, version.moved);
  const [comparing, setComparing] = useState(false);
  return (
    <div className="answer-columns">
      <section id={answerPaneId} className="pane" aria-labelledby="answer-form-title" tabIndex={-1}>
        <h2 id="answer-form-title" className="only-spoken">
          {editable ? texts.editing.form : texts.editing.answer}
        </h2>
        <DraftActions
          workspace={workspace}
          version={version}
          keeper={keeper}
          state={state}
          points={points.reply}
        />
        {version.moved !== null && editable && (
          <p className="note-box moved">
            <Icon name="warning" />
            <span>{version.moved}</span>
            <Button
              className="small"
              icon="compare"
              disabled={state.clash !== null}
              onClick={() => setComparing(true)}
            >
              {texts.editing.moved}
            </Button>
          </p>
        )}
        <LeftDrafts
          workspace={workspace}
          now={draft}
          onAdopt={editable ? (kept) => void keeper.adopt(kept) : null}
        />
        {editable ? (
          <AnswerForm
            workspace={workspace}
            draft={draft}
            points={points.reply?.problems ?? []}
            onChange={(next) => keeper.change(next)}
          />
        ) : (
          <>
            {keeper.unsaved && <LeftBehind before={draft} after={state.draft} />}
            <AnswerText workspace={workspace} draft={draft} />
          </>
        )}
      </section>
      <SidePanel workspace={workspace} draft={draft} version={version} points={points} />
      {editable && <Guard keeper={keeper} />}
      {state.clash && <ClashWindow clash={state.clash} keeper={keeper} />}
      {comparing && (
        <MovedBase
          workspace={workspace}
          version={version}
          keeper={keeper}
          onClose={() => setComparing(false)}
        />
      )}
    </div>
  );
}

/** Brings the draft together with what somebody else wrote, or oneself in a closed version. */
function ClashWindow({ clash, keeper }: { clash: DraftClash; keeper: DraftKeeper }) {
  const { hint, theirs, adoptHint, inDraft } = texts.editing.conflict;
  const { by, clashes, merged } = clash;
  return (
    <MergeWindow
      hint={by === null ? adoptHint : hint(by)}
      theirsLabel={by === null ? inDraft : theirs(by)}
      clashes={clashes}
      merged={merged}
      onApply={(next) => keeper.settle(next)}
      onClose={null}
    />
  );
}

/** Words of one's own that came too late: somebody else has handed the draft to review. */
function LeftBehind({ before, after }: { before: DraftState; after: DraftState }) {
  return (
    <div className="content">
      <p className="advice">
        <Icon name="warning" />
        <span>{texts.editing.saving.left}</span>
      </p>
      <DraftDiff before={before} after={after} />
    </div>
  );
}

/** Brings the draft together with what holds by now in place of what it was begun from. */
function MovedBase({
  workspace,
  version,
  keeper,
  onClose,
}: Props & { keeper: DraftKeeper; onClose: () => void }) {
  const dates = { releasedFrom: null, releasedUntil: null };
  const { draft } = keeper.state();
  const theirs = workspace.released ?? draft.content;
  const base = version.base ?? theirs;
  const { merged, clashes } = mergeDrafts(
    { content: base, ...dates },
    { ...draft, ...dates },
    { content: theirs, ...dates },
  );
  const { releasedFrom, releasedUntil } = draft;
  return (
    <MergeWindow
      hint={texts.editing.conflict.movedHint}
      theirsLabel={texts.editing.conflict.nowHolds}
      clashes={clashes}
      merged={{ ...merged, releasedFrom, releasedUntil }}
      onApply={(next) => {
        keeper.rebase(next);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** Nobody leaves with words that are not on the server: they are sent first, or it is said. */
function Guard({ keeper }: { keeper: DraftKeeper }) {
  const words = texts.editing.guard;
  const blocker = useBlocker({
    shouldBlockFn: async () => keeper.unsaved && !(await keeper.flush()),
    enableBeforeUnload: () => keeper.unsaved,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Window title={words.title} icon="warning" onClose={blocker.reset}>
      <p>{words.hint}</p>
      <div className="form-end">
        <Button onClick={blocker.proceed}>{words.leave}</Button>
        <Button tone="primary" data-first-focus onClick={blocker.reset}>
          {words.stay}
        </Button>
      </div>
    </Window>
  );
}
