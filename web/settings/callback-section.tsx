import { texts } from "../texts.ts";
import { Field } from "./fields.tsx";
import { callbackNames } from "./line-draft.ts";
import type { CallbackName } from "./line-draft.ts";
import { Section, useLineForm } from "./line-form.tsx";

const units: Record<CallbackName, string> = {
  callsPerCallback: texts.settings.calls,
  retrySeconds: texts.settings.seconds,
  attemptsMax: texts.settings.attempts,
  dialSecondsMax: texts.settings.seconds,
};

/** How the line calls people back (R11). */
export function CallbackSection() {
  const { draft, edit } = useLineForm();
  const words = texts.settings;
  return (
    <Section title={words.sections.callback}>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.callbackByKey}
          onChange={(event) => edit({ callbackByKey: event.target.checked })}
        />
        <span>{words.callbackByKey}</span>
      </label>
      <div className="field-grid">
        {callbackNames.map((name) => (
          <Field
            key={name}
            field={`callback.${name}`}
            className="narrow"
            label={words.callback[name]}
            unit={units[name]}
            inputMode="numeric"
            value={draft.callback[name]}
            onText={(text) => edit({ callback: { ...draft.callback, [name]: text } })}
          />
        ))}
      </div>
      <p className="hint">{words.callbackHint}</p>
    </Section>
  );
}
