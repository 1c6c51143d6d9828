import { texts } from "../texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { ShareField } from "./fields.tsx";
import { lendingNames, nextRow } from "./line-draft.ts";
import type { LineDraft } from "./line-draft.ts";
import { fieldId, GroupNotes, Section, useDescribed, useLineForm } from "./line-form.tsx";

/** Who is asked, from when on, and for whom the own team helps out. */
export function PeopleSections() {
  const { line } = useLineForm();
  return (
    <>
      <Section title={texts.settings.sections.people}>
        <Skills />
        <Widening />
      </Section>
      {line.kind === "switchboard" && <Lending />}
    </>
  );
}

function Skills() {
  const { line, draft, edit } = useLineForm();
  const words = texts.settings;
  const known = [...new Set([...line.teamSkills, ...line.settings.requiredSkills])].toSorted();
  const toggle = (skill: string, wanted: boolean) => {
    const others = draft.requiredSkills.filter((each) => each !== skill);
    edit({ requiredSkills: (wanted ? [...others, skill] : others).toSorted() });
  };
  return (
    <fieldset className="group" id={fieldId("requiredSkills")} tabIndex={-1}>
      <legend>{words.names.requiredSkills}</legend>
      <p className="hint">{known.length === 0 ? words.noSkills : words.skillsHint}</p>
      <div className="checks">
        {known.map((skill) => (
          <label className="check" key={skill}>
            <input
              type="checkbox"
              checked={draft.requiredSkills.includes(skill)}
              onChange={(event) => toggle(skill, event.target.checked)}
            />
            <span>{skill}</span>
          </label>
        ))}
      </div>
      <GroupNotes field="requiredSkills" />
    </fieldset>
  );
}

function Widening() {
  const { draft, edit } = useLineForm();
  const words = texts.settings;
  return (
    <fieldset className="group">
      <legend>{words.names.widening}</legend>
      <p className="hint">{words.wideningHint}</p>
      {draft.widening.map((step, index) => (
        <Step
          key={step.row}
          index={index}
          step={step}
          onChange={(change) =>
            edit({
              widening: draft.widening.map((each, i) =>
                i === index ? { ...each, ...change } : each,
              ),
            })
          }
          onRemove={() => edit({ widening: draft.widening.filter((_, i) => i !== index) })}
        />
      ))}
      <Button
        icon="add"
        className="small"
        onClick={() => {
          const to = draft.widening.length === 0 ? "partners" : "all";
          const row = nextRow(draft.widening);
          edit({ widening: [...draft.widening, { row, afterSeconds: "", to }] });
        }}
      >
        {words.addStep}
      </Button>
    </fieldset>
  );
}

interface StepProps {
  index: number;
  step: LineDraft["widening"][number];
  onChange: (change: Partial<StepProps["step"]>) => void;
  onRemove: () => void;
}

function Step({ index, step, onChange, onRemove }: StepProps) {
  const words = texts.settings;
  const field = `widening.${index}`;
  const { input } = useDescribed(field, false);
  return (
    <div className="row-of-fields">
      <div className="field narrow">
        <label htmlFor={input.id}>{words.step(index + 1)}</label>
        <div className="with-unit">
          <input
            className="input"
            inputMode="numeric"
            autoComplete="off"
            value={step.afterSeconds}
            onChange={(event) => onChange({ afterSeconds: event.target.value })}
            {...input}
          />
          <span className="unit">{words.seconds}</span>
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${input.id}-to`}>{words.stepTo(index + 1)}</label>
        <select
          id={`${input.id}-to`}
          className="input"
          value={step.to}
          onChange={(event) => onChange({ to: event.target.value as StepProps["step"]["to"] })}
        >
          <option value="partners">{words.steps.partners}</option>
          <option value="all">{words.steps.all}</option>
        </select>
      </div>
      <IconButton icon="close" label={words.removeStep(index + 1)} onClick={onRemove} />
      <div className="row-notes">
        <GroupNotes field={field} />
      </div>
    </div>
  );
}

function Lending() {
  const { draft, edit } = useLineForm();
  const words = texts.settings;
  return (
    <Section title={words.sections.lending}>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.lends}
          onChange={(event) => edit({ lends: event.target.checked })}
        />
        <span>{words.lends}</span>
      </label>
      {draft.lends && (
        <>
          <div className="field-grid">
            {lendingNames.map((name) => (
              <ShareField key={name} name={name} />
            ))}
          </div>
          <p className="hint">{words.lendingHint}</p>
        </>
      )}
    </Section>
  );
}
