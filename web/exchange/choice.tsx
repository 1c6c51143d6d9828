interface Props<Value extends string> {
  name: string;
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
}

/** One of few, side by side. */
export function Choice<Value extends string>(props: Props<Value>) {
  const { name, label, value, options, onChoose } = props;
  return (
    <fieldset className="small-choice">
      <legend>{label}</legend>
      {options.map((option) => (
        <label className="check" key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
