import { localTimeOf } from "../core/centre-time.ts";
import { useDesk } from "./session.tsx";

interface Props {
  name: string;
  legend: string;
  /** The choice without a time of its own. */
  usual: string;
  /** The choice of a time. */
  other: string;
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}

/** One of two: as usual, or at a clock time of the centre. */
export function MomentField({ name, legend, usual, other, label, value, onChange }: Props) {
  const { clockOffset } = useDesk();
  const choose = (chosen: boolean) =>
    onChange(chosen ? localTimeOf(Date.now() + clockOffset + 3_600_000) : null);
  return (
    <fieldset className="group">
      <legend>{legend}</legend>
      <div className="choices">
        {[usual, other].map((words, index) => (
          <div className="choice" key={words}>
            <input
              type="radio"
              id={`${name}-${index}`}
              name={name}
              checked={(value !== null) === (index === 1)}
              onChange={() => choose(index === 1)}
            />
            <label htmlFor={`${name}-${index}`}>{words}</label>
          </div>
        ))}
      </div>
      {value !== null && (
        <div className="field">
          <label htmlFor={`${name}-time`}>{label}</label>
          <input
            id={`${name}-time`}
            type="datetime-local"
            className="input"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </fieldset>
  );
}
