import { createContext, useContext, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { keys } from "../keys.ts";
import { useCallActions } from "../shell/call-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Window } from "../ui/window.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { TargetPicker } from "./target-picker.tsx";

interface TransferDialog {
  open: () => void;
}

const TransferDialogContext = createContext<TransferDialog | null>(null);

export function useTransferDialog(): TransferDialog {
  const dialog = useContext(TransferDialogContext);
  if (!dialog) throw new Error("There is no transfer dialog here.");
  return dialog;
}

const leavingKeys = [
  keys.place,
  keys.search,
  keys.directory,
  keys.waiting,
  keys.callback,
  keys.nextPane,
  keys.previousPane,
].map(({ press }) => press);

/** F8: the targets of the open answer first, so that F8 and Enter are enough. */
export function TransferDialogProvider({ children }: { children: ReactNode }) {
  const { desk, talking, lookup, contact, asked, forgetAsked, transfer, unsure } = useDeskParts();
  const { clearProblem } = useCallActions();
  const { whisper } = useAnnouncer();
  // Of this conversation: when the caller goes while a target is looked for, so does the window.
  const conversation = talking ? `${contact?.id} ${desk?.since}` : null;
  const [shownFor, setShownFor] = useState<string | null>(null);
  const open = conversation !== null && shownFor === conversation;

  const dialog = useMemo(
    () => ({
      open: () => {
        if (conversation === null) return whisper(texts.transfer.notNow);
        clearProblem();
        setShownFor(conversation);
      },
    }),
    [conversation, whisper, clearProblem],
  );
  const close = () => {
    setShownFor(null);
    forgetAsked();
  };
  return (
    <TransferDialogContext value={dialog}>
      {children}
      {open && (
        <Window
          title={texts.transfer.title}
          icon="transfer"
          onClose={close}
          footer={<Keys />}
          leaveOn={leavingKeys}
        >
          <TargetPicker
            label={texts.transfer.placeholder}
            escalation={lookup.escalation}
            unsure={unsure}
            home={contact?.administrationId ?? null}
            line={contact?.line.id ?? null}
            asked={asked}
            onEdit={forgetAsked}
            onPick={(target) => void transfer(target).then((started) => started && close())}
            footer={
              <>
                <Disconnected />
                <CommandNote near="transfer" />
              </>
            }
          />
        </Window>
      )}
    </TransferDialogContext>
  );
}

/** Nobody should press and wait without knowing why nothing rings. */
function Disconnected() {
  const { connection } = useDesk();
  if (connection === "live") return null;
  return (
    <p className="note-box" role="status">
      <Icon name="unconnected" />
      <span>{texts.transfer.disconnected}</span>
    </p>
  );
}

function Keys() {
  return (
    <p className="window-keys">
      <span>
        <kbd>↑ ↓</kbd> {texts.transfer.keyChoose}
      </span>
      <span>
        <kbd>↵</kbd> {texts.transfer.keyConnect}
      </span>
      <span>
        <kbd>Esc</kbd> {texts.transfer.keyCancel}
      </span>
    </p>
  );
}
