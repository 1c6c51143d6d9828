import type { ComponentProps } from "react";
import type { SettingName } from "../../src/directory/line-schema.ts";
import { texts } from "../texts.ts";
import type { SecondsName } from "../texts/settings.ts";
import { fieldId, Notes, useDescribed, useLineForm } from "./line-form.tsx";
import type { LendingName } from "./line-draft.ts";

const explained: Partial<Record<SettingName, string>> = texts.settings.explained;

interface Props extends Omit<ComponentProps<"input">, "onChange"> {
  field: string;
  label: string;
  hint?: string;
  unit?: string;
  value: string;
  onText: (text: string) => void;
}

/** A labelled input with unit, hint, and what is wrong with it. */
export function Field({ field, label, hint, unit, onText, className = "", ...rest }: Props) {
  const { problem, advice, input } = useDescribed(field, hint !== undefined);
  return (
    <div className={`field ${className}`}>
      <label htmlFor={fieldId(field)}>{label}</label>
      <div className="with-unit">
        <input
          className="input"
          autoComplete="off"
          onChange={(event) => onText(event.target.value)}
          {...input}
          {...rest}
        />
        {unit !== undefined && <span className="unit">{unit}</span>}
      </div>
      {hint !== undefined && (
        <p className="hint" id={`${fieldId(field)}-hint`}>
          {hint}
        </p>
      )}
      <Notes field={field} problem={problem} advice={advice} />
    </div>
  );
}

export function SecondsField({ name }: { name: SecondsName }) {
  const { draft, edit } = useLineForm();
  return (
    <Field
      field={name}
      className="narrow"
      label={texts.settings.names[name]}
      hint={explained[name]}
      unit={texts.settings.seconds}
      inputMode="numeric"
      value={draft.seconds[name]}
      onText={(text) => edit({ seconds: { ...draft.seconds, [name]: text } })}
    />
  );
}

export function ShareField({ name }: { name: LendingName }) {
  const { draft, edit } = useLineForm();
  return (
    <Field
      field={`lending.${name}`}
      className="narrow"
      label={texts.settings.lending[name]}
      unit={texts.settings.percent}
      inputMode="decimal"
      value={draft.lending[name]}
      onText={(text) => edit({ lending: { ...draft.lending, [name]: text } })}
    />
  );
}

/** Words that callers hear or people read aloud. */
export function WordsField({ name }: { name: "greeting" | "closedAnnouncement" }) {
  const { draft, edit } = useLineForm();
  const { problem, advice, input } = useDescribed(name, true);
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>{texts.settings.names[name]}</label>
      <textarea
        className="input"
        maxLength={name === "greeting" ? 500 : 2000}
        value={draft[name]}
        onChange={(event) => edit({ [name]: event.target.value })}
        {...input}
      />
      <p className="hint" id={`${fieldId(name)}-hint`}>
        {texts.settings.explained[name]}
      </p>
      <Notes field={name} problem={problem} advice={advice} />
    </div>
  );
}
