import { useState } from "react";
import type {
  EditableSettings,
  SettingName,
  SettingsConflict,
} from "../../src/directory/line-schema.ts";
import { momentText } from "../core/format.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Window } from "../ui/window.tsx";
import { valueText } from "./describe-change.ts";

interface Props {
  theirs: SettingsConflict;
  mine: EditableSettings;
  clashes: readonly SettingName[];
  /** With the names of the settings in which one's own value is to hold. */
  onApply: (mine: ReadonlySet<SettingName>) => void;
  onClose: () => void;
}

/** Two people changed the same setting: both values stand side by side, one of them is chosen. */
export function ConflictWindow({ theirs, mine, clashes, onApply, onClose }: Props) {
  const words = texts.settings.conflict;
  const now = useServerNow(useDesk().clockOffset);
  const [kept, setKept] = useState<ReadonlySet<SettingName>>(new Set(clashes));
  const who = theirs.by ?? words.someone;
  const choose = (name: SettingName, own: boolean) =>
    setKept((before) => {
      const next = new Set(before);
      if (own) next.add(name);
      else next.delete(name);
      return next;
    });
  return (
    <Window title={words.title} icon="warning" onClose={onClose}>
      <p>{words.hint(who, theirs.at === null ? "–" : momentText(theirs.at, now))}</p>
      {clashes.map((name) => (
        <fieldset className="group" key={name}>
          <legend>{texts.settings.names[name]}</legend>
          {[
            { own: true, label: words.mine, value: mine[name] },
            { own: false, label: words.theirs(who), value: theirs.settings[name] },
          ].map(({ own, label, value }) => (
            <label className="check" key={label}>
              <input
                type="radio"
                name={`conflict-${name}`}
                checked={kept.has(name) === own}
                onChange={() => choose(name, own)}
              />
              <span>
                <span className="strong">{label}:</span> {valueText(name, value)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="form-end">
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button tone="primary" onClick={() => onApply(kept)}>
          {words.apply}
        </Button>
      </div>
    </Window>
  );
}
