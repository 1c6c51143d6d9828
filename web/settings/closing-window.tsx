import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import type { LineSettingsReply, NewClosing } from "../../src/directory/line-schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { MomentField } from "../shell/moment-field.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Window } from "../ui/window.tsx";
import { instantOf } from "../core/centre-time.ts";

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
        <MomentField
          name="closing-begins"
          legend={words.begins}
          usual={words.now}
          other={words.at}
          label={words.beginsAt}
          value={begins}
          onChange={setBegins}
        />
        <MomentField
          name="closing-ends"
          legend={words.ends}
          usual={words.endOfDay}
          other={words.at}
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
