import { useEffect, useEffectEvent } from "react";
import { keys } from "../keys.ts";
import { useCallActions } from "../shell/call-actions.tsx";
import { useDesk, useSession } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { CallbackDialogProvider } from "./callback-dialog.tsx";
import { CallPane } from "./call-pane.tsx";
import { DeskProvider, useDeskParts } from "./desk-context.tsx";
import { FittingOffices } from "./fitting-offices.tsx";
import { MiddlePane } from "./middle-pane.tsx";
import { RecordPane } from "./record-pane.tsx";
import { TransferDialogProvider, useTransferDialog } from "./transfer-dialog.tsx";
import { isAnotherCaller } from "./served-caller.ts";
import { WaitingPane } from "./waiting-pane.tsx";

const panes = ["call", "waiting", "offices", "knowledge", "record"];
/** The desk of agents and operators: call, knowledge, record. */
export function DeskPage() {
  return (
    <DeskProvider withCall>
      <TransferDialogProvider>
        <CallbackDialogProvider>
          <Desk />
        </CallbackDialogProvider>
      </TransferDialogProvider>
    </DeskProvider>
  );
}

function Desk() {
  const { contact, desk } = useDeskParts();
  const { snapshot } = useDesk();
  // Who also leads a house sees its callers in the Leitstand.
  const own = ({ lineId }: { lineId: string }) => desk?.lineIds.includes(lineId) === true;
  const waiting = desk && (snapshot?.waiting?.filter(own) ?? null);
  const dialog = useTransferDialog();
  const { takeBack } = useCallActions();
  useContactOnDesk();
  const transferring = contact?.state === "transferring";
  useKeys(
    { [keys.transfer.press]: transferring ? takeBack : dialog.open },
    { inWindows: transferring },
  );
  useKeys({
    [keys.nextPane.press]: () => movePane(1),
    [keys.previousPane.press]: () => movePane(-1),
  });
  return (
    <main className="desk" id="main" aria-label={texts.navigation.desk}>
      <h1 className="only-spoken">{texts.navigation.desk}</h1>
      <div className={`column ${waiting ? "with-waiting" : ""} ${contact ? "" : "without-call"}`}>
        <CallPane />
        {waiting && <WaitingPane waiting={waiting} callbacks={snapshot?.callbacks ?? []} />}
        <FittingOffices />
      </div>
      <MiddlePane />
      <RecordPane />
    </main>
  );
}

/**
 * Another caller, or none any more: his record, and an empty search. A reload in mid-call is the
 * same caller.
 */
function useContactOnDesk(): void {
  const { record } = useSession();
  const { snapshot } = useDesk();
  const { contact, lookup } = useDeskParts();
  const live = snapshot !== null;
  const contactId = contact?.id ?? null;
  const version = contact?.recordVersion ?? 0;
  const open = useEffectEvent((id: string | null, written: number) => {
    const [concerns, note] = [contact?.concerns ?? [], contact?.note ?? ""];
    record.open(id, { concerns, note, version: written });
  });
  useEffect(() => {
    if (live) open(contactId, version);
  }, [live, contactId, version]);

  const clear = useEffectEvent(() => lookup.reset());
  useEffect(() => {
    if (live && isAnotherCaller(contactId)) clear();
  }, [live, contactId]);
}

function movePane(step: 1 | -1): void {
  const elements = panes.flatMap((id) => {
    const pane = document.getElementById(id);
    return pane?.checkVisibility() ? pane : [];
  });
  const at = elements.findIndex((pane) => pane.contains(document.activeElement));
  const next =
    at < 0 && step < 0 ? elements.length - 1 : (at + step + elements.length) % elements.length;
  elements[next]?.focus();
}
