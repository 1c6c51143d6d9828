import type { ContactCard, DeskView } from "../../src/dashboard/schema.ts";
import { waitsForText, wasTriedInVain } from "../core/callbacks.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { useDesk } from "../shell/session.tsx";
import type { ShownState } from "../shell/state-words.ts";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Countdown, useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { useCallbackDialog } from "./callback-dialog.tsx";
import { stillHere } from "./served-caller.ts";
import { useTransferDialog } from "./transfer-dialog.tsx";

interface Props {
  desk: DeskView;
  contact: ContactCard;
  state: ShownState;
}

/** Only what can be done now; each with its key. */
export function CallControls({ desk, contact, state }: Props) {
  const demo = useDesk().snapshot?.status.demo === true;
  if (state === "offered" && desk.offer) return <OfferControls offer={desk.offer} />;
  if (state === "connecting") {
    const calls = contact.callback !== null && contact.answeredAt === null;
    return (
      <p className="note-box">
        <Icon name="ringing" />
        {calls ? texts.callback.pickUp : texts.call.pickUp}
      </p>
    );
  }
  if (state === "dialling") return <DialControls number={contact.callerNumber ?? ""} />;
  if (state === "talking") return <TalkControls />;
  if (state === "transferring" && contact.transfer) {
    return <TransferControls transfer={contact.transfer} />;
  }
  if (state === "wrapUp" && wasTriedInVain(contact)) return <InVain contact={contact} />;
  if (state === "parked") return <ParkedControls contactId={contact.id} />;
  return (
    <>
      <p className="small muted">{endWords(contact, demo)}</p>
      {state === "wrapUp" && (
        <div className="pair">
          <PromiseButton />
        </div>
      )}
    </>
  );
}

/** R11: her own phone is up, the citizen's rings. */
function DialControls({ number }: { number: string }) {
  const { hangUp } = useCallActions();
  return (
    <>
      <p className="note-box">
        <Icon name="ringing" />
        {texts.callback.dialling(number)}
      </p>
      <Button tone="danger" icon="hangUp" keyLabel={keys.hangUp.label} onClick={hangUp}>
        {texts.call.hangUp}
      </Button>
    </>
  );
}

function PromiseButton({ label = texts.callback.promiseShort }: { label?: string }) {
  const dialog = useCallbackDialog();
  return (
    <Button
      icon="recall"
      keyLabel={keys.callback.label}
      title={texts.callback.promise}
      onClick={dialog.open}
    >
      {label}
    </Button>
  );
}

/**
 * R11: nobody was reached. It goes on by itself; whoever knows better names another time, or gives
 * it up and says why.
 */
function InVain({ contact }: { contact: ContactCard }) {
  const words = texts.callback;
  const { clockOffset, snapshot } = useDesk();
  const { run } = useCallActions();
  const { tell } = useAnnouncer();
  const now = useServerNow(clockOffset);
  const open = snapshot?.callbacks?.find(({ id }) => id === contact.id) ?? null;
  const giveUp = async () => {
    if (!open) return;
    const reply = await run("call", "callback.cancel", { contactId: contact.id });
    if (!reply.ok) return;
    tell(words.giveUpReason(open.number));
    document.getElementById("note")?.focus();
  };
  useKeys(open ? { [keys.giveUp.press]: () => void giveUp() } : {});
  const ended = contact.state === "ended";
  return (
    <>
      <p className="small">
        {ended
          ? contact.endCause && words.endedInVain[contact.endCause]
          : open && words.again(waitsForText(open, now))}
      </p>
      <div className="pair">
        <PromiseButton label={ended ? words.anew : words.otherTime} />
        {open && (
          <Button icon="close" keyLabel={keys.giveUp.label} onClick={() => void giveUp()}>
            {words.giveUp}
          </Button>
        )}
      </div>
    </>
  );
}

function OfferControls({ offer }: { offer: NonNullable<DeskView["offer"]> }) {
  const { proceed, hangUp } = useCallActions();
  const { clockOffset } = useDesk();
  return (
    <div className="offer-controls">
      <Button
        tone="good"
        className="wide large"
        icon="accept"
        keyLabel={keys.accept.label}
        onClick={proceed}
      >
        {texts.call.accept}
      </Button>
      <p className="offer-end small muted">
        <span>
          {texts.call.rings}{" "}
          <Countdown until={offer.expiresAt} offset={clockOffset} label={texts.call.rings} />
        </span>
        <Button tone="quiet" className="small" keyLabel={keys.hangUp.label} onClick={hangUp}>
          {texts.call.decline}
        </Button>
      </p>
    </div>
  );
}

function TalkControls() {
  const { hangUp, park } = useCallActions();
  const dialog = useTransferDialog();
  return (
    <div className="pair">
      <Button icon="transfer" keyLabel={keys.transfer.label} onClick={dialog.open}>
        {texts.transfer.connect}
      </Button>
      <Button icon="park" keyLabel={keys.park.label} onClick={park}>
        {texts.waiting.park}
      </Button>
      <PromiseButton />
      <Button tone="danger" icon="hangUp" keyLabel={keys.hangUp.label} onClick={hangUp}>
        {texts.call.hangUp}
      </Button>
    </div>
  );
}

/** R9: he is looked after until somebody fetches him, or he comes back. */
function ParkedControls({ contactId }: { contactId: string }) {
  const { park } = useCallActions();
  const { clockOffset, snapshot } = useDesk();
  const words = texts.waiting;
  const until = snapshot?.waiting?.find(({ id }) => id === contactId)?.comesBackAt ?? null;
  return (
    <div className="content flush">
      <div>
        <p>{words.hearsMusic}</p>
        {until !== null && (
          <p className="small muted">
            {words.comesBackToYou}{" "}
            <Countdown until={until} offset={clockOffset} label={words.comesBackToYou} />
          </p>
        )}
      </div>
      <Button icon="recall" className="wide" keyLabel={keys.park.label} onClick={park}>
        {words.retrieve}
      </Button>
      <div className="pair">
        <PromiseButton />
      </div>
    </div>
  );
}

function TransferControls({ transfer }: { transfer: NonNullable<ContactCard["transfer"]> }) {
  const { takeBack } = useCallActions();
  const { clockOffset } = useDesk();
  return (
    <div className="content flush">
      <div>
        <p className="strong">{texts.transfer.rings(transfer.name)}</p>
        <p className="small muted numbers">
          {texts.transfer.extension} {transfer.extension}, {texts.transfer.comesBackIn}{" "}
          <Countdown
            until={transfer.until}
            offset={clockOffset}
            label={texts.transfer.comesBackIn}
          />
        </p>
      </div>
      <Button icon="undo" className="wide" keyLabel={keys.transfer.label} onClick={takeBack}>
        {texts.transfer.takeBack}
      </Button>
    </div>
  );
}

function endWords({ state, endCause }: ContactCard, demo: boolean): string {
  if (state === "transferred") return texts.call.transferred;
  if (stillHere.includes(state)) return texts.call.takenOver;
  if (endCause === "callerHungUp") return texts.call.callerHungUp;
  if (endCause === "agentHungUp") return texts.call.agentHungUp;
  if (endCause === "vanished") return demo ? texts.call.demoRestarted : texts.call.vanished;
  return texts.call.ended;
}
