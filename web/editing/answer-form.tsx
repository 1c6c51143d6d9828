import { useMemo } from "react";
import type { ReactNode } from "react";
import type { AnswerWorkspace, OpenPoint } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { FormContext } from "./form-context.ts";
import {
  DateField,
  LineField,
  ListField,
  MonthsField,
  SampleField,
  ScopeField,
} from "./form-fields.tsx";
import { MarkdownField, TextField } from "./text-fields.tsx";
import { textOf, withText } from "./merge-content.ts";
import type { DraftField, DraftState } from "./merge-content.ts";

interface Props {
  workspace: AnswerWorkspace;
  draft: DraftState;
  points: readonly OpenPoint[];
  onChange: (draft: DraftState) => void;
}

/** The words of an answer, field by field, in the order in which the desk shows them. */
export function AnswerForm({ workspace, draft, points, onChange }: Props) {
  const { shared, lettersMax, spokenLettersMax } = workspace;
  const form = useMemo(
    () => ({
      text: (field: DraftField) => textOf(draft, field),
      change: (field: DraftField, text: string) => onChange(withText(draft, field, text)),
      problems: points,
      lettersMax: (field: DraftField) => lettersMax[field] ?? null,
      spokenLettersMax,
      inherited: (field: DraftField) =>
        shared ? textOf({ ...draft, content: shared }, field) : "",
    }),
    [draft, onChange, points, shared, lettersMax, spokenLettersMax],
  );
  return (
    <FormContext value={form}>
      <div className="answer-form">
        <Fields isShared={workspace.section === "shared"} />
      </div>
    </FormContext>
  );
}

function Fields({ isShared }: { isShared: boolean }) {
  const words = texts.editing;
  return (
    <>
      <Group title={words.groups.words}>
        <TextField field="spoken" rows={4} hint={words.hints.spoken} />
        <MarkdownField />
      </Group>
      <Group title={words.groups.facts}>
        <div className="field-grid">
          <LineField field="fee" />
          <LineField field="duration" />
          <LineField field="deadline" />
          <LineField field="appointment" />
        </div>
        <ListField field="documents" />
        <LineField field="onlineUrl" kind="url" />
        <div className="field-grid">
          <ScopeField shared={isShared} />
          <SampleField shared={isShared} />
        </div>
      </Group>
      {isShared && (
        <Group title={words.groups.service}>
          <TextField field="agentHints" rows={2} hint={words.hints.agentHints} />
          <ListField field="legalBasis" />
        </Group>
      )}
      <Group title={words.groups.origin}>
        <LineField field="source" />
        <div className="field-grid">
          <DateField field="checkedAt" />
          {isShared && <MonthsField />}
        </div>
      </Group>
      <Group title={words.groups.validity}>
        <div className="field-grid">
          <DateField field="releasedFrom" hint={words.hints.releasedFrom} />
          <DateField field="releasedUntil" hint={words.hints.releasedUntil} />
        </div>
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="settings-section">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
