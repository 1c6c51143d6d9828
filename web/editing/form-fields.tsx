import type { ReactNode } from "react";
import type { ContentField } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { fieldId, useField } from "./form-context.ts";
import type { DraftField } from "./merge-content.ts";
import { fieldName } from "./word-diff.tsx";

/** A field with its label, its hint, and what is wrong with it. */
export function Labelled({
  field,
  label,
  hint,
  counter,
  problem,
  takeOver,
  children,
}: {
  field: DraftField;
  label: string;
  hint: string | undefined;
  counter: string | null;
  problem: string | undefined;
  /** Puts what the shared answer says into the field; null: it says nothing worth it. */
  takeOver: { label: string; put: () => void } | null;
  children: ReactNode;
}) {
  const id = fieldId(field);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {takeOver && (
        <Button tone="quiet" className="small take-over" onClick={takeOver.put}>
          {takeOver.label}
          <span className="only-spoken">: {label}</span>
        </Button>
      )}
      {counter !== null && (
        <p className="hint letter-count" id={`${id}-count`}>
          {counter}
        </p>
      )}
      {problem !== undefined && <Problem id={`${id}-problem`}>{problem}</Problem>}
    </div>
  );
}

export function LineField({
  field,
  kind = "text",
}: {
  field: ContentField;
  kind?: "text" | "url";
}) {
  const { id, value, change, described, ...notes } = useField(field);
  return (
    <Labelled field={field} label={texts.editing.fields[field]} {...notes}>
      <input
        id={id}
        className="input"
        inputMode={kind}
        autoComplete="off"
        spellCheck={kind === "text"}
        value={value}
        onChange={(event) => change(event.target.value)}
        {...described}
      />
    </Labelled>
  );
}

/** One entry a line. */
export function ListField({ field }: { field: "documents" | "legalBasis" }) {
  const words = texts.editing;
  const { id, value, change, described, ...notes } = useField(field, words.hints.lines);
  return (
    <Labelled field={field} label={words.fields[field]} {...notes}>
      <textarea
        id={id}
        className="input"
        rows={Math.max(2, value.split("\n").length)}
        value={value}
        onChange={(event) => change(event.target.value)}
        {...described}
      />
    </Labelled>
  );
}

interface DateProps {
  field: "checkedAt" | "releasedFrom" | "releasedUntil";
  hint?: string;
}

export function DateField({ field, hint: ownHint }: DateProps) {
  const { id, value, change, described, ...notes } = useField(field, ownHint);
  return (
    <Labelled field={field} label={fieldName(field)} {...notes}>
      <input
        id={id}
        type="date"
        className="input"
        value={value}
        onChange={(event) => change(event.target.value)}
        {...described}
      />
    </Labelled>
  );
}

export function MonthsField() {
  const words = texts.editing;
  const { id, value, change, described, ...notes } = useField("reviewMonths");
  return (
    <Labelled field="reviewMonths" label={words.fields.reviewMonths} {...notes}>
      <div className="with-unit">
        <input
          id={id}
          type="number"
          min={1}
          max={60}
          className="input"
          value={value}
          onChange={(event) => change(event.target.value)}
          {...described}
        />
        <span className="unit">{words.months}</span>
      </div>
    </Labelled>
  );
}

export function ScopeField({ shared }: { shared: boolean }) {
  const words = texts.editing;
  const scopes = shared
    ? (["shared", "external", "contactOnly"] as const)
    : (["district", "external", "contactOnly"] as const);
  return (
    <SelectField
      field="scope"
      options={scopes.map((scope) => ({ value: scope, label: words.scopes[scope] }))}
    />
  );
}

export function SampleField({ shared }: { shared: boolean }) {
  const { inherit, yes, no } = texts.editing.samples;
  const options = [
    { value: "false", label: no },
    { value: "true", label: yes },
  ];
  return (
    <SelectField
      field="sample"
      options={shared ? options : [{ value: "", label: inherit }, ...options]}
    />
  );
}

interface SelectProps {
  field: "scope" | "sample";
  options: readonly { value: string; label: string }[];
}

function SelectField({ field, options }: SelectProps) {
  const { id, value, change, described, ...notes } = useField(field);
  const label = texts.editing.fields[field];
  return (
    <Labelled field={field} label={label} {...notes} hint={undefined}>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => change(event.target.value)}
        {...described}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
