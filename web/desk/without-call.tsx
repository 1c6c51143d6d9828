import { useEffect, useRef } from "react";
import type { DeskView } from "../../src/dashboard/schema.ts";
import { keys } from "../keys.ts";
import { useCallActions } from "../shell/call-actions.tsx";
import { stateIcons } from "../shell/state-words.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Countdown, Elapsed, useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { Pane } from "../ui/pane.tsx";
import { useDeskParts } from "./desk-context.tsx";

/** The place of the call while there is none: what holds now, and the one next step. */
export function WithoutCall() {
  const { clockOffset, snapshot } = useDesk();
  const { desk } = useDeskParts();
  const state = desk?.state ?? "offline";
  return (
    <Pane
      id="call"
      className="call"
      data-state={state}
      title={
        <>
          <Icon name={stateIcons[state]} />
          {desk ? texts.states[state] : texts.call.title}
          {desk?.breakReason && state === "break" && `: ${desk.breakReason}`}
        </>
      }
      aside={
        desk && state !== "offline" ? (
          <Elapsed
            className="clock"
            since={desk.since}
            offset={clockOffset}
            label={texts.call.duration}
          />
        ) : undefined
      }
    >
      <div className="content">
        {desk ? (
          <NextStep desk={desk} />
        ) : (
          <p className="muted">
            {snapshot ? texts.presence.noProfile : texts.connection.connecting}
          </p>
        )}
      </div>
    </Pane>
  );
}

function NextStep({ desk }: { desk: DeskView }) {
  const { proceed } = useCallActions();
  const start = useRef<HTMLButtonElement>(null);
  // After signing in nothing has the focus yet.
  useEffect(() => {
    if (document.activeElement === document.body) start.current?.focus();
  }, []);
  if (desk.state === "offline") {
    const begin = () => {
      proceed();
      if (typeof Notification !== "undefined" && Notification.permission === "default") {
        void Notification.requestPermission();
      }
    };
    return (
      <>
        <p className="muted">{texts.presence.startHint}</p>
        <Button
          ref={start}
          tone="primary"
          className="wide large"
          icon="headset"
          keyLabel={keys.accept.label}
          onClick={begin}
        >
          {texts.presence.start}
        </Button>
      </>
    );
  }
  if (desk.state === "ready") return <Waiting desk={desk} />;
  const reason = desk.notRespondingReason;
  return (
    <>
      {desk.state === "notResponding" && (
        <div role="alert">
          <p className="strong">{reason ? texts.ownPhoneFailures[reason] : ""}</p>
          <p>{texts.presence.notResponding}</p>
        </div>
      )}
      {desk.state === "break" && <p className="muted">{texts.presence.onBreak}</p>}
      <Button
        tone="primary"
        className="wide large"
        icon="checked"
        keyLabel={keys.accept.label}
        onClick={proceed}
      >
        {texts.presence.back}
      </Button>
    </>
  );
}

function Waiting({ desk }: { desk: DeskView }) {
  const { clockOffset } = useDesk();
  const rests = desk.restsUntil > useServerNow(clockOffset);
  return (
    <div>
      <p>{texts.call.none}</p>
      {rests && (
        <p className="small muted">
          {texts.presence.rests}{" "}
          <Countdown until={desk.restsUntil} offset={clockOffset} label={texts.presence.rests} />
        </p>
      )}
    </div>
  );
}
