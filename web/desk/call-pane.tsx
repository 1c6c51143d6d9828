import type { CallbackFacts, ContactCard } from "../../src/dashboard/schema.ts";
import { historyTexts } from "../core/callbacks.ts";
import { momentText } from "../core/format.ts";
import { CommandNote } from "../shell/command-note.tsx";
import { shownState, stateIcons, stateWord } from "../shell/state-words.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Elapsed, useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { CodeTag } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { CallControls } from "./call-controls.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { LifeOfCall } from "./life-of-call.tsx";
import { WithoutCall } from "./without-call.tsx";

/** The call: always in the same place, who calls and the one next step. */
export function CallPane() {
  const { clockOffset } = useDesk();
  const { desk, contact } = useDeskParts();
  if (!desk || !contact) {
    return (
      <>
        <WithoutCall />
        <LifeOfCall contactId={null} />
      </>
    );
  }
  const state = shownState(desk);
  // Whoever comes back has been greeted already.
  const toRead = contact.answeredAt === null;
  const since = state === "transferring" ? contact.since : desk.since;
  return (
    <Pane
      id="call"
      className="call scroll"
      data-state={state}
      title={
        <>
          <Icon name={stateIcons[state]} className="ring-icon" />
          {stateWord(state)}
        </>
      }
      aside={
        <>
          <LifeOfCall contactId={contact.id} />
          <Elapsed
            className="clock"
            since={since}
            offset={clockOffset}
            label={texts.call.duration}
          />
        </>
      }
    >
      <div className="content scroll">
        {desk.offer?.kind === "parked" ? (
          <ParkedNote />
        ) : (
          contact.recall && <RecallNote contact={contact} />
        )}
        {contact.callback && (
          <CallbackNote callback={contact.callback} promisedFor={contact.promisedFor} />
        )}
        {contact.sought && <SoughtNote words={contact.sought} />}
        {desk.lending && <LendingNote reason={desk.lending} />}
        <Caller contact={contact} />
        {!(state === "wrapUp" && toRead) && (
          <p className={toRead ? "greeting" : "greeting later"}>„{contact.greeting}“</p>
        )}
        <div className="call-actions">
          <CallControls desk={desk} contact={contact} state={state} />
          <CommandNote near={["call", "transfer"]} />
        </div>
        <Earlier contact={contact} />
      </div>
    </Pane>
  );
}

/** R10: a transfer came back; who, why, when. */
function RecallNote({ contact }: { contact: ContactCard }) {
  const recall = contact.recall;
  const now = useServerNow(useDesk().clockOffset);
  if (!recall) return null;
  return (
    <div className="recall">
      <Icon name="recall" />
      <p className="strong">{texts.call.backFrom(recall.name)}</p>
      <p className="small">
        {texts.failures[recall.failure]} ({recall.extension}), {momentText(recall.at, now)}
      </p>
    </div>
  );
}

interface CallbackNoteProps {
  callback: CallbackFacts;
  promisedFor: ContactCard["promisedFor"];
}

/** R11: the citizen is called, and does not call. */
function CallbackNote({ callback, promisedFor }: CallbackNoteProps) {
  const { lookup } = useDeskParts();
  const open = (slug: string) => {
    lookup.showSection("wissen");
    lookup.open(slug);
  };
  const now = useServerNow(useDesk().clockOffset);
  return (
    <div className="recall">
      <Icon name="recall" />
      <p className="strong">{texts.callback.offered}</p>
      {historyTexts(callback, now).map((line) => (
        <p key={line} className="small">
          {line}
        </p>
      ))}
      {promisedFor.map(({ id, title, serviceSlug }) => (
        <p key={id}>
          {texts.callback.matter}{" "}
          {serviceSlug === null ? (
            title
          ) : (
            <button type="button" className="link-button" onClick={() => open(serviceSlug)}>
              {title}
            </button>
          )}
        </p>
      ))}
      {callback.note !== "" && <p>„{callback.note}“</p>}
    </div>
  );
}

/** A colleague passed the caller on for what this person can do. */
function SoughtNote({ words }: { words: string }) {
  return (
    <div className="recall">
      <Icon name="transfer" />
      <p className="strong">{texts.transfer.sought(words)}</p>
    </div>
  );
}

/** R5: the switchboard of another administration, and why it rings here. */
function LendingNote({ reason }: { reason: string }) {
  return (
    <p className="note-box">
      <Icon name="team" />
      {reason}
    </p>
  );
}

/** R9: nobody has fetched the parked caller in time. */
function ParkedNote() {
  return (
    <div className="recall">
      <Icon name="recall" />
      <p className="strong">{texts.waiting.parkedBack}</p>
      <p className="small">{texts.waiting.parkedBackWhy}</p>
    </div>
  );
}

function Caller({ contact }: { contact: ContactCard }) {
  const confirmed = contact.administrationCertainty === "confirmed" || contact.place !== null;
  const guess = confirmed ? undefined : contact.origin[0];
  // A guessed place stands with its own district: the switchboard may be a neighbour's.
  const administration = useAdministration(guess?.administrationId ?? contact.administrationId);
  const name = contact.place?.name ?? guess?.placeName ?? administration?.shortName;
  const others = contact.origin.slice(1, 3).map((hint) => hint.placeName);
  return (
    <div className="caller">
      <p className="origin">
        <span>{name ?? texts.call.originUnknown}</span>
        {administration && <CodeTag {...administration} name={administration.name} />}
      </p>
      <p className="small muted">
        {confirmed
          ? texts.call.confirmed
          : guess
            ? texts.call.guess(guess.probability, guess.reason)
            : contact.administrationCertainty === "line"
              ? texts.call.byLine
              : texts.call.noGuess}
        {!confirmed && others.length > 0 && `; ${texts.call.orElse(others)}`}
      </p>
      <dl className="particulars">
        <dt>{texts.call.line}</dt>
        <dd className="strong">{contact.line.name}</dd>
        <dt>{texts.call.number}</dt>
        <dd className="numbers">{contact.callerNumber ?? texts.call.suppressed}</dd>
      </dl>
    </div>
  );
}

function Earlier({ contact }: { contact: ContactCard }) {
  const now = useServerNow(useDesk().clockOffset);
  if (contact.earlier.length === 0) return null;
  return (
    <div>
      <h3 className="overline">
        <Icon name="history" /> {texts.call.earlier}
      </h3>
      <ul className="small-list">
        {contact.earlier.map((earlier) => (
          <li key={earlier.id}>
            <span>{earlier.titles.join(", ") || earlier.lineName}</span>
            <span className="muted numbers">{momentText(earlier.arrivedAt, now)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
