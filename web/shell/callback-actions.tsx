import type { CallbackView } from "../../src/dashboard/schema.ts";
import { mayCallNow } from "../core/callbacks.ts";
import { texts } from "../texts.ts";
import { IconButton } from "../ui/button.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { useAnnouncer } from "./announcer.tsx";
import { useCallActions } from "./call-actions.tsx";
import { useDesk } from "./session.tsx";

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
  const words = texts.callback;
  const { id: contactId, number } = callback;
  if (callback.waitsFor === "nobody") return null;
  const call = () => void run("callbacks", "contact.pull", { contactId });
  const cancel = async () => {
    const reply = await run("callbacks", "callback.cancel", { contactId });
    if (reply.ok) tell(words.cancelled(number));
  };
  const takeable = mayCallNow(snapshot?.desk ?? null, callback);
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
      <SureButton
        label={words.cancelWhom(number)}
        sure={words.cancelSure}
        disabled={pending}
        onSure={() => void cancel()}
      >
        {compact ? undefined : words.cancel}
      </SureButton>
    </div>
  );
}
