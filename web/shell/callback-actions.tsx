import { useState } from "react";
import type { CallbackView } from "../../src/dashboard/schema.ts";
import { mayCallNow } from "../core/callbacks.ts";
import { texts } from "../texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { useAnnouncer } from "./announcer.tsx";
import { useCallActions } from "./call-actions.tsx";
import { useDesk } from "./session.tsx";

/** It takes the place of the button that had the focus. */
function focusSoon(button: HTMLButtonElement | null): void {
  button?.focus();
}

interface Props {
  callback: CallbackView;
  /** Icons where there is little room. */
  compact?: boolean;
}

/** Take it over now, or give it up; giving up asks once. */
export function CallbackActions({ callback, compact = false }: Props) {
  const { snapshot } = useDesk();
  const { run, pending } = useCallActions();
  const { tell } = useAnnouncer();
  const [sure, setSure] = useState(false);
  const words = texts.callback;
  const { id: contactId, number } = callback;
  if (callback.waitsFor === "nobody") return null;
  const call = () => void run("callbacks", "contact.pull", { contactId });
  const cancel = async () => {
    setSure(false);
    const reply = await run("callbacks", "callback.cancel", { contactId });
    if (reply.ok) tell(words.cancelled(number));
  };
  if (sure) {
    return (
      <Button
        tone="danger"
        className="small"
        disabled={pending}
        ref={focusSoon}
        onClick={() => void cancel()}
        onBlur={() => setSure(false)}
      >
        {words.cancelSure}
      </Button>
    );
  }
  const takeable = mayCallNow(snapshot?.desk ?? null, callback);
  const giveUp = { disabled: pending, onClick: () => setSure(true) };
  return (
    <div className="callback-actions">
      {takeable && (
        <IconButton
          icon="accept"
          className="waiting-act"
          label={words.callWhom(number)}
          disabled={pending}
          onClick={call}
        />
      )}
      {compact ? (
        <IconButton icon="close" label={words.cancelWhom(number)} {...giveUp} />
      ) : (
        <Button tone="quiet" className="small" aria-label={words.cancelWhom(number)} {...giveUp}>
          {words.cancel}
        </Button>
      )}
    </div>
  );
}
