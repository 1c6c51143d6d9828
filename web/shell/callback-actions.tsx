import { useState } from "react";
import type { CallbackView } from "../../src/dashboard/schema.ts";
import { mayCallNow } from "../core/callbacks.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useAnnouncer } from "./announcer.tsx";
import { useCallActions } from "./call-actions.tsx";
import { useDesk } from "./session.tsx";

/** Take it over now, or give it up; giving up asks once. */
export function CallbackActions({ callback }: { callback: CallbackView }) {
  const { snapshot } = useDesk();
  const { run, pending } = useCallActions();
  const { tell } = useAnnouncer();
  const [sure, setSure] = useState(false);
  const words = texts.callback;
  const { id: contactId, number } = callback;
  const cancel = async () => {
    if (!sure) return setSure(true);
    setSure(false);
    const reply = await run("callbacks", "callback.cancel", { contactId });
    if (reply.ok) tell(words.cancelled(number));
  };
  if (callback.waitsFor === "nobody") return null;
  return (
    <div className="callback-actions">
      {mayCallNow(snapshot?.desk ?? null, callback) && (
        <Button
          tone="good"
          className="small"
          icon="accept"
          aria-label={words.callWhom(number)}
          disabled={pending}
          onClick={() => void run("callbacks", "contact.pull", { contactId })}
        >
          {words.call}
        </Button>
      )}
      <Button
        tone={sure ? "danger" : "quiet"}
        className="small"
        aria-label={sure ? undefined : words.cancelWhom(number)}
        disabled={pending}
        onClick={() => void cancel()}
        onBlur={() => setSure(false)}
      >
        {sure ? words.cancelSure : words.cancel}
      </Button>
    </div>
  );
}
