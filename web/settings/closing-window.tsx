import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import type { LineSettingsReply, NewClosing } from "../../src/directory/line-schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Window } from "../ui/window.tsx";
import { instantOf, localTimeOf } from "./centre-time.ts";

interface Props {
  line: LineSettingsReply;
  onClosed: (line: LineSettingsReply) => void;
  onClose: () => void;
}

/** "Heute geschlossen": the words for callers, from when and until when. */
export function ClosingWindow({ line, onClosed, onClose }: Props) {
  const words = texts.settings.closing;
  const [announcement, setAnnouncement] = useState<string>(words.suggestion);
  const [begins, setBegins] = useState<string | null>(null);
  const [ends, setEnds] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const close = useMutation({
    mutationFn: (closing: NewClosing) => endpoints.closeLine(line.id, closing),
    onSuccess: onClosed,
    onError: (error) => setProblem(messageOf(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const from = begins === null ? null : instantOf(begins);
    const until = ends === null ? null : instantOf(ends);
    const timeless = (begins !== null && from === null) || (ends !== null && until === null);
    const wrong = announcement.trim().length < 10 ? words.tooShort : timeless && words.noTime;
    setProblem(wrong || null);
    if (!wrong) close.mutate({ announcement: announcement.trim(), from, until });
  };
  return (
    <Window title={words.title(line.name)} icon="hangUp" onClose={onClose}>
      <form className="closing-form" onSubmit={submit} noValidate>
        <p>{words.hint}</p>
        <div className="field">
          <label htmlFor="closing-announcement">{words.announcement}</label>
          <textarea
            id="closing-announcement"
            className="input"
            data-first-focus
            maxLength={2000}
            value={announcement}
            onChange={(event) => setAnnouncement(event.target.value)}
          />
        </div>
        <Moment
          name="closing-begins"
          legend={words.begins}
          usual={words.now}
          label={words.beginsAt}
          value={begins}
          onChange={setBegins}
        />
        <Moment
          name="closing-ends"
          legend={words.ends}
          usual={words.endOfDay}
          label={words.endsAt}
          value={ends}
          onChange={setEnds}
        />
        <div role="alert">{problem && <Problem>{problem}</Problem>}</div>
        <div className="form-end">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" tone="danger" icon="hangUp" disabled={close.isPending}>
            {words.close}
          </Button>
        </div>
      </form>
    </Window>
  );
}

interface MomentProps {
  name: string;
  legend: string;
  /** The choice without a time of its own. */
  usual: string;
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}

function Moment({ name, legend, usual, label, value, onChange }: MomentProps) {
  const { clockOffset } = useDesk();
  const choose = (chosen: boolean) =>
    onChange(chosen ? localTimeOf(Date.now() + clockOffset + 3_600_000) : null);
  return (
    <fieldset className="group">
      <legend>{legend}</legend>
      <div className="choices">
        {[usual, texts.settings.closing.at].map((words, index) => (
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
