import { useEffect, useRef } from "react";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { useDesk } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Countdown, useServerNow } from "../ui/clock.tsx";
import { useDeskParts } from "./desk-context.tsx";

const warnSeconds = 15;

/** The time left for wrap-up, which can always be lengthened (WCAG 2.2.1). */
export function WrapUpTimer() {
  const { desk } = useDeskParts();
  const { clockOffset } = useDesk();
  const { run } = useCallActions();
  const { whisper } = useAnnouncer();
  const now = useServerNow(clockOffset);
  const until = desk?.wrapUp?.until ?? null;
  const extend = () => void run("finish", "wrapUp.extend", {});
  useKeys({ [keys.moreTime.press]: extend }, { inWindows: true });

  const warned = useRef<number | null>(null);
  const left = until === null ? null : (until - now) / 1_000;
  const soon = left !== null && left > 0 && left <= warnSeconds;
  useEffect(() => {
    if (!soon || warned.current === until) return;
    warned.current = until;
    whisper(texts.record.timeShort);
  }, [soon, until, whisper]);
  if (until === null) return null;
  return (
    <div className="wrap-up">
      <span className="small">{texts.record.timeLeft}</span>
      <Countdown
        className="clock"
        until={until}
        offset={clockOffset}
        label={texts.record.timeLeft}
      />
      <Button className="small" icon="moreTime" keyLabel={keys.moreTime.label} onClick={extend}>
        {texts.record.moreTime}
      </Button>
    </div>
  );
}
