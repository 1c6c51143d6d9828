import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { ContactRecord } from "../../src/contacts/schema.ts";
import { wasTriedInVain } from "../core/callbacks.ts";
import { firstWithoutOutcome, withKnownOutcome } from "../core/record.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { useRecord, useSession } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { ConcernList, focusConcern } from "./concern-list.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { NoteField } from "./note-field.tsx";
import { PlaceField } from "./place-field.tsx";
import { stillHere } from "./served-caller.ts";
import { TicketForm } from "./ticket-form.tsx";
import { WrapUpTimer } from "./wrap-up-timer.tsx";

/** What is written down: place, concerns with outcomes, note; logged while talking. */
export function RecordPane() {
  const { contact, writable } = useDeskParts();
  const { status } = useRecord();
  return (
    <Pane id="record" title={texts.record.title} aside={<SaveState />}>
      <div className="record scroll">
        <PlaceField key={contact?.id ?? "none"} />
        {writable || status !== "empty" ? (
          // What is known of a caller who comes back can be read before he is answered.
          <fieldset className="record-fields" disabled={!writable}>
            <legend className="only-spoken">{texts.record.title}</legend>
            <ConcernList />
            <NoteField />
            <TicketForm />
          </fieldset>
        ) : (
          <p className="hint">{contact ? texts.record.afterAnswer : texts.record.withoutCall}</p>
        )}
      </div>
      <Finish />
    </Pane>
  );
}

function SaveState() {
  const { status } = useRecord();
  const { writable } = useDeskParts();
  if (!writable || status === "empty") return null;
  return (
    <span className={`save-state ${status === "failed" ? "failed" : ""}`}>
      {texts.record.saveStates[status]}
    </span>
  );
}

/** What keeps the contact from being finished, as the record was then. */
interface Notice {
  record: ContactRecord;
  words: string;
}

/** The last step: everything named, then ready again. */
function Finish() {
  const { desk, contact } = useDeskParts();
  const { record } = useSession();
  const { run, pending } = useCallActions();
  const { whisper, tell } = useAnnouncer();
  const current = useRecord();
  const [notice, setNotice] = useState<Notice | null>(null);
  const inWrapUp = desk?.state === "wrapUp" && contact !== null;
  // Whoever speaks with him last knows what has become of it.
  const later = contact !== null && contact.state !== "ended" && wasTriedInVain(contact);
  const goesOn = later || (contact !== null && stillHere.includes(contact.state));
  // Who was not reached has told nothing that could be noted.
  const told = contact !== null && !wasTriedInVain(contact);
  useTransferOutcome();
  useFocusAtWrapUp();
  // It holds until something is changed.
  const shown = notice?.record === current.record ? notice : null;
  const say = (words: string) => {
    setNotice({ record: current.record, words });
    whisper(words);
  };

  const finish = async () => {
    if (!inWrapUp) {
      if (contact) whisper(texts.record.stillTalking);
      return;
    }
    const { record: written } = record.state();
    const open = goesOn ? null : firstWithoutOutcome(written);
    if (open) {
      say(texts.record.outcomeMissing(open.title));
      return focusConcern(open.id);
    }
    const nothing = told && !goesOn && written.concerns.length === 0;
    if (nothing && shown?.words !== texts.record.noConcern) return say(texts.record.noConcern);
    if (!(await record.flush())) return say(texts.record.notSaved);
    const reply = await run("finish", "wrapUp.end", {});
    const saved = later ? texts.callback.goesOn : texts.record.goesOn;
    if (reply.ok) tell(goesOn ? saved : texts.record.finished(desk.intent));
  };
  useKeys({ [keys.finish.press]: () => void finish() });
  if (!inWrapUp) return null;
  return (
    <div className="floor">
      <WrapUpTimer />
      <div>
        {shown && <Problem>{shown.words}</Problem>}
        <CommandNote near="finish" />
      </div>
      <Button
        tone="primary"
        className="wide large"
        icon="checked"
        keyLabel={keys.finish.label}
        disabled={pending}
        onClick={() => void finish()}
      >
        {later && desk.intent === "ready" ? texts.callback.later : texts.record.finish(desk.intent)}
      </Button>
    </div>
  );
}

/** A transfer that worked answers what became of its concern; it can be changed. */
function useTransferOutcome(): void {
  const { record } = useSession();
  const { contact, desk, lookup } = useDeskParts();
  const transferred = desk?.state === "wrapUp" && contact?.state === "transferred";
  const transferredId = transferred ? contact.id : null;
  const note = useEffectEvent(() => {
    record.update((current) => withKnownOutcome(current, lookup.slug, "transferred"));
  });
  useEffect(() => {
    if (transferredId !== null) note();
  }, [transferredId]);
}

/** The talk is over: the first thing still open gets the focus, unless somebody is writing. */
function useFocusAtWrapUp(): void {
  const { record } = useSession();
  const { contact, desk } = useDeskParts();
  const rests = contact?.state === "transferring" || contact?.state === "parked";
  const ended = desk?.state === "wrapUp" && !rests;
  const focused = useRef<string | null>(null);
  const key = ended && contact ? contact.id : null;
  useEffect(() => {
    if (key === focused.current) return;
    focused.current = key;
    if (key === null || document.activeElement instanceof HTMLTextAreaElement) return;
    const open = firstWithoutOutcome(record.state().record);
    if (open) focusConcern(open.id);
    else document.getElementById("note")?.focus();
  }, [key, record]);
}
