import { dayText } from "../core/format.ts";
import { texts } from "../texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Field } from "./fields.tsx";
import { hoursText } from "./hours-text.ts";
import { nextRow, weekdays } from "./line-draft.ts";
import { fieldId, GroupNotes, Section, useDescribed, useLineForm } from "./line-form.tsx";

/** When the line is open: a line of text a day, and what follows for the next seven days. */
export function HoursSection() {
  const { draft, edit } = useLineForm();
  const words = texts.settings;
  const asMonday = () => {
    const { monday } = draft.hours;
    const days = { tuesday: monday, wednesday: monday, thursday: monday, friday: monday };
    edit({ hours: { ...draft.hours, ...days } });
  };
  return (
    <Section title={words.sections.hours}>
      <p className="hint">{words.hoursHint}</p>
      <div className="hours-and-week">
        <div className="weekdays" id={fieldId("hours")} tabIndex={-1}>
          {weekdays.map((day) => (
            <Field
              key={day}
              field={`hours.${day}`}
              className="beside"
              label={words.weekdays[day]}
              placeholder={words.closed}
              value={draft.hours[day]}
              onText={(text) => edit({ hours: { ...draft.hours, [day]: text } })}
            />
          ))}
          <GroupNotes field="hours" />
          <Button tone="quiet" onClick={asMonday}>
            {words.asMonday}
          </Button>
        </div>
        <WeekPreview />
      </div>
      <Closures />
    </Section>
  );
}

function WeekPreview() {
  const { week } = useLineForm();
  const words = texts.settings;
  return (
    <table className="week">
      <caption>{words.week}</caption>
      <tbody>
        {week.map(({ day, periods, reason }) => {
          const weekday = weekdays[(new Date(day).getUTCDay() + 6) % 7];
          return (
            <tr key={day} data-closed={periods.length === 0}>
              <th scope="row">
                {weekday && words.weekdays[weekday]}{" "}
                <span className="muted small numbers">{dayText(day).slice(0, 6)}</span>
              </th>
              <td className="numbers">
                {hoursText(periods) || words.closed}
                {reason !== null && <span className="small"> ({reason})</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Closures() {
  const { draft, edit } = useLineForm();
  const words = texts.settings;
  const set = (index: number, change: Partial<(typeof draft.closures)[number]>) =>
    edit({
      closures: draft.closures.map((each, i) => (i === index ? { ...each, ...change } : each)),
    });
  return (
    <fieldset className="group">
      <legend>{words.closures}</legend>
      <p className="hint">{words.closuresHint}</p>
      {draft.closures.map((closure, index) => (
        <Closure
          key={closure.row}
          index={index}
          closure={closure}
          onChange={(change) => set(index, change)}
          onRemove={() => edit({ closures: draft.closures.filter((_, i) => i !== index) })}
        />
      ))}
      <Button
        icon="add"
        className="small"
        onClick={() => {
          const added = { row: nextRow(draft.closures), from: "", to: "", reason: "" };
          edit({ closures: [...draft.closures, added] });
        }}
      >
        {words.addClosure}
      </Button>
    </fieldset>
  );
}

interface ClosureProps {
  index: number;
  closure: { from: string; to: string; reason: string };
  onChange: (change: Partial<ClosureProps["closure"]>) => void;
  onRemove: () => void;
}

function Closure({ index, closure, onChange, onRemove }: ClosureProps) {
  const words = texts.settings;
  const field = `closures.${index}`;
  const { input } = useDescribed(field, false);
  const { id: _, ...described } = input;
  const fields = [
    ["from", words.closureFrom, "date"],
    ["to", words.closureTo, "date"],
    ["reason", words.closureReason, "text"],
  ] as const;
  return (
    <div className="row-of-fields">
      {fields.map(([name, label, type]) => (
        <div className="field" key={name}>
          <label htmlFor={`${fieldId(field)}-${name}`}>{label}</label>
          <input
            id={`${fieldId(field)}-${name}`}
            type={type}
            className="input"
            value={closure[name]}
            maxLength={type === "text" ? 100 : undefined}
            onChange={(event) => onChange({ [name]: event.target.value })}
            {...described}
          />
        </div>
      ))}
      <IconButton icon="close" label={words.removeClosure(index + 1)} onClick={onRemove} />
      <div className="row-notes">
        <GroupNotes field={field} />
      </div>
    </div>
  );
}
