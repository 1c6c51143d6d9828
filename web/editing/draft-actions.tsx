import { useState } from "react";
import type { AnswerWorkspace, OpenPoints } from "../../src/knowledge/editing/schema.ts";
import { dayOf } from "../core/centre-time.ts";
import { dayText, momentText, timeText } from "../core/format.ts";
import { RequestError } from "../core/http.ts";
import { keys } from "../keys.ts";
import { useDesk, useSession } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icon-names.ts";
import { Problem } from "../ui/marks.tsx";
import { DecisionWindow } from "./decision-window.tsx";
import type { OpenVersion } from "./draft-desk.tsx";
import type { DraftKeeper, KeeperState } from "./draft-keeper.ts";
import { editingEndpoints } from "./endpoints.ts";
import type { VersionStep } from "./endpoints.ts";
import { SettledReports, useSettledReports } from "./settled-reports.tsx";

interface Props {
  workspace: AnswerWorkspace;
  version: OpenVersion;
  keeper: DraftKeeper;
  state: KeeperState;
  points: OpenPoints | null;
}

/** How the draft stands, whether it is safe, and the steps that this person may take. */
export function DraftActions({ workspace, version, keeper, state, points }: Props) {
  const { me } = useSession();
  const [asked, ask] = useState<VersionStep | null>(null);
  const draft = version.status === "draft";
  const writable = workspace.write.allowed;
  const steps = stepsOf(version, writable, me.userId);
  const main = steps.find((each) => each.main);
  useKeys(main && asked === null ? { [keys.finish.press]: () => ask(main.step) } : {});
  return (
    <div className="answer-actions">
      <Standing version={version} />
      {draft && writable && <SaveState state={state} />}
      {!draft && !version.review.allowed && version.review.reason !== null && (
        <p className="small">
          <Icon name="lock" /> {version.review.reason}
        </p>
      )}
      <div className="form-end">
        {steps.map(({ step, label, icon, main: isMain }) => (
          <Button
            key={step}
            className={isMain ? "" : "small"}
            icon={icon}
            {...(isMain && { tone: "primary", keyLabel: keys.finish.label })}
            onClick={() => ask(step)}
          >
            {label}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <StepWindow
          step={asked}
          version={version}
          keeper={keeper}
          points={points}
          onClose={() => ask(null)}
        />
      )}
    </div>
  );
}

interface OfferedStep {
  step: VersionStep;
  label: string;
  icon: IconName;
  main: boolean;
}

/** What this person may do with the version, the usual step last. */
function stepsOf(version: OpenVersion, writable: boolean, userId: string): OfferedStep[] {
  const words = texts.editing.actions;
  if (version.status === "draft") {
    if (!writable) return [];
    return [
      { step: "discard", label: words.discard, icon: "close", main: false },
      { step: "submit", label: words.submit, icon: "send", main: true },
    ];
  }
  if (version.review.allowed) {
    return [
      { step: "return", label: words.return, icon: "undo", main: false },
      { step: "release", label: words.release, icon: "published", main: true },
    ];
  }
  const wrote =
    version.updatedBy.userId === userId || version.steps.some((step) => step.by.userId === userId);
  return writable && wrote
    ? [{ step: "return", label: words.fetchBack, icon: "undo", main: false }]
    : [];
}

export function writtenBy({ origin, author }: Pick<OpenVersion, "origin" | "author">): string {
  const { importDraft, draftBy } = texts.editing;
  return origin === "import" ? importDraft(author.name) : draftBy(author.name);
}

function Standing({ version }: { version: OpenVersion }) {
  const words = texts.editing;
  const now = useServerNow(useDesk().clockOffset);
  const last = version.steps.findLast((step) => step.comment !== "");
  const submitted = version.steps.findLast((step) => step.kind === "submitted");
  const standingSince =
    version.status === "inReview" ? (submitted?.at ?? version.updatedAt) : version.createdAt;
  return (
    <div>
      <p>
        <span className="strong">
          {words.revision(version.revision)}, {words.statuses[version.status]}.
        </span>{" "}
        <span className="muted">
          {version.status === "inReview"
            ? words.reviewBy(submitted?.by.name ?? version.updatedBy.name)
            : writtenBy(version)}
          , {momentText(standingSince, now)}
        </span>
      </p>
      {version.releasedFrom !== null && (
        <p className="small">
          {words.history.period(
            dayText(version.releasedFrom),
            version.releasedUntil && dayText(version.releasedUntil),
          )}
        </p>
      )}
      {last && (
        <p className="small">
          {last.by.name}, {words.history.steps[last.kind]}: „{last.comment}“
        </p>
      )}
    </div>
  );
}

function SaveState({ state }: { state: KeeperState }) {
  const words = texts.editing.saving;
  const { status, savedAt, problem, mergedWith, restored, kept } = state;
  const word = {
    saved: savedAt === null ? words.unchanged : words.saved(timeText(savedAt)),
    dirty: words.dirty,
    saving: words.saving,
    failed: words.failed(problem ?? "", kept),
    clashing: words.clashing,
  }[status];
  return (
    <>
      {status === "failed" ? (
        <div role="alert">
          <Problem>{word}</Problem>
        </div>
      ) : (
        <p className="small muted save-word" role="status">
          <Icon name={status === "saved" ? "checked" : "waiting"} /> {word}
        </p>
      )}
      {mergedWith !== null && (
        <p className="small advice">
          <Icon name="info" /> <span>{words.merged(mergedWith)}</span>
        </p>
      )}
      {restored && <p className="small muted">{words.restored}</p>}
    </>
  );
}

interface StepProps {
  step: VersionStep;
  version: OpenVersion;
  keeper: DraftKeeper;
  points: OpenPoints | null;
  onClose: () => void;
}

function StepWindow({ step, version, keeper, points, onClose }: StepProps) {
  const { actions, windows } = texts.editing;
  const now = useServerNow(useDesk().clockOffset);
  const begins = laterDay(version.releasedFrom, now);
  const fetching = step === "return" && !version.review.allowed;
  const reports = useSettledReports(version.id, step === "release");
  const faces = {
    submit: { title: actions.submit, icon: "send", tone: "primary", hint: windows.submitHint },
    return: {
      title: fetching ? actions.fetchBack : actions.return,
      icon: "undo",
      tone: "primary",
      hint: fetching ? windows.fetchHint : windows.returnHint(version.author.name),
    },
    release: {
      title: actions.release,
      icon: "published",
      tone: "good",
      hint: windows.releaseHint(begins === null ? null : dayText(begins)),
    },
    discard: { title: actions.discard, icon: "close", tone: "danger", hint: windows.discardHint },
  } as const;
  const done = {
    submit: actions.submitted,
    return: fetching ? actions.fetchedBack : actions.returned,
    release: begins === null ? actions.released : actions.scheduled,
    discard: actions.discarded,
  }[step];
  return (
    <DecisionWindow
      {...faces[step]}
      label={step === "return" && !fetching ? windows.returnComment : windows.comment}
      done={done}
      onClose={onClose}
      decide={async (comment) => {
        // Nothing else than what stands there is handed over.
        if (!(await keeper.flush())) throw unsaved(keeper.state().problem);
        const edit = version.status === "draft" ? keeper.state().edit : version.edit;
        const settles = step === "release" ? { settles: await reports.chosen() } : {};
        return editingEndpoints.decide(version.id, step, { edit, comment, ...settles });
      }}
    >
      {(step === "submit" || step === "release") && points && <Points points={points} />}
      <SettledReports list={reports} />
    </DecisionWindow>
  );
}

/** What refuses the release, and what is worth a look before it. */
function Points({ points: { problems, hints } }: { points: OpenPoints }) {
  const { windows, points } = texts.editing;
  return (
    <div>
      {problems.length > 0 && <Problem>{windows.openPoints(problems.length)}</Problem>}
      <ul className="point-list">
        {problems.map((point) => (
          <li key={`${point.field} ${point.message}`}>{point.message}</li>
        ))}
      </ul>
      {hints.length > 0 && <p className="small strong">{points.hints}</p>}
      <ul className="point-list">
        {hints.map((point) => (
          <li key={`${point.field} ${point.message}`}>{point.message}</li>
        ))}
      </ul>
    </div>
  );
}

function unsaved(problem: string | null): RequestError {
  const { notHanded, clashing } = texts.editing.saving;
  return new RequestError(0, "not_saved", notHanded(problem ?? `${clashing}.`));
}

/** The day if it is still to come; null: at once. */
function laterDay(day: string | null, now: number): string | null {
  return day !== null && day > dayOf(now) ? day : null;
}
