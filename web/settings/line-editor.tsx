import { useEffect, useMemo, useRef, useState } from "react";
import type { FormEvent } from "react";
import type {
  LineSettingsReply,
  SettingName,
  SettingNote,
} from "../../src/directory/line-schema.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { CallbackSection } from "./callback-section.tsx";
import { ClosingNotice } from "./closing-notice.tsx";
import { ConflictWindow } from "./conflict-window.tsx";
import { Field, SecondsField, WordsField } from "./fields.tsx";
import { HoursSection } from "./hours-section.tsx";
import { readDraft, secondsNames, withoutUnread } from "./line-draft.ts";
import type { LineDraft } from "./line-draft.ts";
import { fieldId, LineFormContext, Section, useLineForm } from "./line-form.tsx";
import { PeopleSections } from "./people-section.tsx";
import { useCheck } from "./use-check.ts";
import { useLineDraft } from "./use-line-draft.ts";
import type { LineDraftState } from "./use-line-draft.ts";
import { useSaving } from "./use-saving.ts";

/** Everything that is set of one line, and saved as a whole. */
export function LineEditor({ line }: { line: LineSettingsReply }) {
  const draft = useLineDraft(line);
  const saving = useSaving(line, draft);
  const { base } = draft;
  const read = useMemo(() => readDraft(draft.draft, base), [draft.draft, base]);
  const { reply: check, current } = useCheck(line.id, read.readable);
  const judged = saving.refused.length > 0 ? saving.refused : (check?.problems ?? []);
  const problems = [...read.problems, ...withoutUnread(judged, read.problems)];
  const formRef = useFirstWrongShown(saving.refused);
  const form = {
    line,
    draft: draft.draft,
    edit(change: Partial<LineDraft>) {
      saving.forget();
      draft.edit(change);
    },
    problems,
    hints: withoutUnread(check?.hints ?? [], read.problems),
    week: check?.week ?? line.week,
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    // Of an older word it is not known whether it still holds: the server decides.
    if (!read.settings || (current && problems.length > 0)) {
      return showFirstWrong(event.currentTarget, problems);
    }
    saving.save({ settings: read.settings, reason: `${reason ?? ""}` });
  };
  const { clash } = saving;
  return (
    <Pane
      id="settings"
      title={line.name}
      aside={<span className="small muted">{texts.settings.changedSince(line.version)}</span>}
    >
      <div className="content">
        <ClosingNotice line={line} />
        {!line.mayWrite && <p className="muted">{texts.settings.readOnly}</p>}
        {draft.restored && <p className="small muted">{texts.settings.draftKept}</p>}
        <LineFormContext value={form}>
          <form ref={formRef} className="settings-form" onSubmit={submit} noValidate>
            <fieldset className="settings-fields" disabled={!line.mayWrite}>
              <Fields />
            </fieldset>
            {line.mayWrite && (
              <SaveBar
                draft={draft}
                changed={read.changed}
                message={saving.message}
                busy={saving.saving}
                onDiscard={saving.forget}
              />
            )}
          </form>
        </LineFormContext>
      </div>
      {clash && (
        <ConflictWindow
          theirs={clash.theirs}
          mine={clash.mine}
          clashes={clash.names}
          onApply={saving.settleClash}
          onClose={saving.leaveClash}
        />
      )}
    </Pane>
  );
}

/** A form whose first wrong field is shown whenever it has been refused. */
function useFirstWrongShown(refused: readonly SettingNote[]) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused.length > 0) showFirstWrong(form.current, refused);
  }, [refused]);
  return form;
}

/** Into the first field that is wrong, clear of what covers the edges of the page. */
function showFirstWrong(form: HTMLFormElement | null, problems: readonly SettingNote[]) {
  const marked = problems.map(({ field }) => `#${CSS.escape(fieldId(field))}`);
  const wrong = form?.querySelector<HTMLElement>(['[aria-invalid="true"]', ...marked].join());
  wrong?.focus({ preventScroll: true });
  wrong?.scrollIntoView({ block: "center" });
}

function Fields() {
  const { draft, edit } = useLineForm();
  const words = texts.settings;
  return (
    <>
      <Section title={words.sections.words}>
        <WordsField name="greeting" />
        <WordsField name="closedAnnouncement" />
      </Section>
      <HoursSection />
      <Section title={words.sections.promise}>
        <div className="field-grid">
          {secondsNames.map((name) => (
            <SecondsField key={name} name={name} />
          ))}
          <Field
            field="nightTarget"
            className="narrow"
            label={words.names.nightTarget}
            hint={words.explained.nightTarget}
            inputMode="tel"
            maxLength={64}
            value={draft.nightTarget}
            onText={(nightTarget) => edit({ nightTarget })}
          />
        </div>
      </Section>
      <PeopleSections />
      <CallbackSection />
    </>
  );
}

interface SaveBarProps {
  draft: LineDraftState;
  changed: readonly SettingName[];
  message: string | null;
  busy: boolean;
  onDiscard: () => void;
}

/** Stays in sight: what is not saved yet, why it cannot be, and the two ways out. */
function SaveBar({ draft, changed, message, busy, onDiscard }: SaveBarProps) {
  const { problems } = useLineForm();
  const words = texts.settings;
  const [reason, setReason] = useState("");
  const names = changed.map((name) => words.names[name]);
  const wrongFields = new Set(problems.map(({ field }) => field)).size;
  const status = (
    <p className="small muted" role="status">
      {draft.dirty ? words.changes(names.join(", ")) : words.unchanged}
    </p>
  );
  if (!draft.dirty) return <div className="save-bar">{status}</div>;
  return (
    <div className="save-bar">
      {status}
      {wrongFields > 0 && <Problem>{words.wrong(wrongFields)}</Problem>}
      <div role="alert">{message !== null && <Problem>{message}</Problem>}</div>
      <div className="save-controls">
        <div className="field">
          <label htmlFor="setting-reason">{words.reason}</label>
          <input
            id="setting-reason"
            name="reason"
            className="input"
            maxLength={500}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <Button
          icon="undo"
          onClick={() => {
            setReason("");
            onDiscard();
            draft.discard();
          }}
        >
          {words.discard}
        </Button>
        <Button type="submit" tone="primary" icon="check" aria-disabled={busy}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
