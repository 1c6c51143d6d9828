import { createContext, useContext, useMemo, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { ContactCard } from "../../src/dashboard/schema.ts";
import { instantOf } from "../core/centre-time.ts";
import { momentText } from "../core/format.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { MomentField } from "../shell/moment-field.tsx";
import { useDesk } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Window } from "../ui/window.tsx";
import { useDeskParts } from "./desk-context.tsx";

interface CallbackDialog {
  open: () => void;
}

const CallbackDialogContext = createContext<CallbackDialog | null>(null);

export function useCallbackDialog(): CallbackDialog {
  const dialog = useContext(CallbackDialogContext);
  if (!dialog) throw new Error("There is no callback dialog here.");
  return dialog;
}

/** R11: promised in conversation or wrap-up, of the contact that it was opened for. */
export function CallbackDialogProvider({ children }: { children: ReactNode }) {
  const { contact, writable } = useDeskParts();
  const { clearProblem } = useCallActions();
  const { whisper } = useAnnouncer();
  const current = writable ? (contact?.id ?? null) : null;
  const [shownFor, setShownFor] = useState<string | null>(null);
  const dialog = useMemo(
    () => ({
      open: () => {
        if (current === null) return whisper(texts.callback.notNow);
        clearProblem();
        setShownFor(current);
      },
    }),
    [current, whisper, clearProblem],
  );
  useKeys({ [keys.callback.press]: dialog.open });
  const shown = contact !== null && shownFor !== null && shownFor === current;
  return (
    <CallbackDialogContext value={dialog}>
      {children}
      {shown && <CallbackWindow contact={contact} onClose={() => setShownFor(null)} />}
    </CallbackDialogContext>
  );
}

function CallbackWindow({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const words = texts.callback;
  const { run, pending } = useCallActions();
  const { tell } = useAnnouncer();
  const { clockOffset } = useDesk();
  const [number, setNumber] = useState(contact.callerNumber ?? "");
  const [at, setAt] = useState<string | null>(null);
  const [toHerself, setToHerself] = useState(false);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const instant = at === null ? null : instantOf(at);
    const timeless = at !== null && instant === null;
    const wrong = /^[+\d\s()/.–-]{3,40}$/.test(number) ? timeless && words.noTime : words.noNumber;
    setProblem(wrong || null);
    if (wrong) return;
    const reply = await run("callback", "callback.promise", {
      contactId: contact.id,
      number,
      at: instant === null ? null : Date.parse(instant),
      toHerself,
      note: note.trim(),
    });
    if (!reply.ok) return;
    const when =
      instant === null
        ? words.soon
        : words.waitsFor.time(momentText(instant, Date.now() + clockOffset));
    tell(words.done(number, when));
    onClose();
  };
  return (
    <Window title={words.promise} icon="recall" onClose={onClose}>
      <form className="callback-form" onSubmit={(event) => void submit(event)} noValidate>
        <p className="muted">{words.hint}</p>
        <div className="field">
          <label htmlFor="callback-number">{words.number}</label>
          <input
            id="callback-number"
            className="input numbers"
            data-first-focus
            inputMode="tel"
            autoComplete="off"
            maxLength={40}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        </div>
        <MomentField
          name="callback-when"
          legend={words.when}
          usual={words.soon}
          other={words.at}
          label={words.atWhen}
          value={at}
          onChange={setAt}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={toHerself}
            onChange={(event) => setToHerself(event.target.checked)}
          />
          <span>{words.toHerself}</span>
        </label>
        <div className="field">
          <label htmlFor="callback-note">{words.note}</label>
          <textarea
            id="callback-note"
            className="input"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <div role="alert">
          {problem === null ? <CommandNote near="callback" /> : <Problem>{problem}</Problem>}
        </div>
        <div className="form-end">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" tone="primary" icon="recall" disabled={pending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Window>
  );
}
