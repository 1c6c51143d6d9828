import { createContext, useContext, useMemo, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { ContactCard } from "../../src/dashboard/schema.ts";
import { instantOf } from "../core/centre-time.ts";
import { momentText } from "../core/format.ts";
import { wasTriedInVain } from "../core/callbacks.ts";
import { newId } from "../core/new-id.ts";
import { withKnownOutcome, withPromised } from "../core/record.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { MomentField } from "../shell/moment-field.tsx";
import { useDesk, useSession } from "../shell/session.tsx";
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

/** What stands in the fields; `at` is a clock time of the centre, null: as soon as possible. */
interface Wish {
  number: string;
  at: string | null;
  toHerself: boolean;
  note: string;
}

function usePromise(contact: ContactCard, onDone: () => void) {
  const words = texts.callback;
  const { run } = useCallActions();
  const { tell } = useAnnouncer();
  const { clockOffset } = useDesk();
  const { record } = useSession();
  const { lookup } = useDeskParts();
  const [problem, setProblem] = useState<string | null>(null);
  const promise = async ({ number, at, toHerself, note }: Wish) => {
    const instant = at === null ? null : instantOf(at);
    const timeless = at !== null && instant === null;
    const wrong = /^[+\d\s()/.–-]{3,40}$/.test(number) ? timeless && words.noTime : words.noNumber;
    setProblem(wrong || null);
    if (wrong) return;
    const moment = instant === null ? null : Date.parse(instant);
    if (wasTriedInVain(contact)) {
      // The new one is about what is noted here, and nobody has spoken of it here yet.
      record.update((current) => withPromised(current, contact.promisedFor, newId));
      await record.flush();
    }
    const wish = { contactId: contact.id, number, at: moment, toHerself, note: note.trim() };
    if (!(await run("callback", "callback.promise", wish)).ok) return;
    record.update((current) => withKnownOutcome(current, lookup.slug, "callback"));
    const ahead = moment === null ? null : momentText(moment, Date.now() + clockOffset);
    tell(words.done(number, ahead === null ? words.soon : words.waitsFor.time(ahead)));
    onDone();
  };
  return { problem, promise };
}

function NumberField(props: { value: string; onChange: (number: string) => void }) {
  return (
    <div className="field">
      <label htmlFor="callback-number">{texts.callback.number}</label>
      <input
        id="callback-number"
        className="input numbers"
        data-first-focus
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}

function CallbackWindow({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const words = texts.callback;
  const { pending } = useCallActions();
  const [wish, setWish] = useState<Wish>({
    number: contact.callerNumber ?? "",
    at: null,
    toHerself: false,
    note: contact.callback?.note ?? "",
  });
  const edit = (change: Partial<Wish>) => setWish((before) => ({ ...before, ...change }));
  const { problem, promise } = usePromise(contact, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void promise(wish);
  };
  return (
    <Window title={words.promise} icon="recall" onClose={onClose}>
      <form className="callback-form" onSubmit={submit} noValidate>
        <p className="muted">{words.hint}</p>
        <NumberField value={wish.number} onChange={(number) => edit({ number })} />
        <MomentField
          name="callback-when"
          legend={words.when}
          usual={words.soon}
          other={words.at}
          label={words.atWhen}
          value={wish.at}
          onChange={(at) => edit({ at })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={wish.toHerself}
            onChange={(event) => edit({ toHerself: event.target.checked })}
          />
          <span>{words.toHerself}</span>
        </label>
        <div className="field">
          <label htmlFor="callback-note">{words.note}</label>
          <textarea
            id="callback-note"
            className="input"
            maxLength={500}
            value={wish.note}
            onChange={(event) => edit({ note: event.target.value })}
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
