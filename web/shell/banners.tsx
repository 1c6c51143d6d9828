import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { timeText } from "../core/format.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Elapsed } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { useAnnouncer } from "./announcer.tsx";
import { useCallActions } from "./call-actions.tsx";
import { shownState, stateIcons, stateWord } from "./state-words.ts";
import { useDesk, useSession } from "./session.tsx";
import { keys } from "../keys.ts";

/** What everybody must know now, at the foot of the page; nothing on the screen moves for it. */
export function Banners() {
  const { connection, lostSince, snapshot } = useDesk();
  const { tell } = useAnnouncer();
  const wasLost = useRef(false);
  useEffect(() => {
    if (connection === "live" && wasLost.current) tell(texts.connection.restored);
    wasLost.current = connection === "lost";
  }, [connection, tell]);
  return (
    <section className="banners" aria-label={texts.connection.notices}>
      {connection === "lost" && (
        <div className="banner bad" role="alert">
          <Icon name="unconnected" />
          <strong>{texts.connection.lost}</strong>
          <span>{texts.connection.lostHint}</span>
          {lostSince !== null && (
            <span className="numbers">
              {texts.connection.since} {timeText(lostSince)}
            </span>
          )}
        </div>
      )}
      {connection === "live" && snapshot?.status.telephony === false && (
        <div className="banner bad" role="alert">
          <Icon name="missed" />
          {texts.connection.telephony}
        </div>
      )}
      {connection === "live" && snapshot?.status.database === false && (
        <div className="banner bad" role="alert">
          <Icon name="alert" />
          {texts.connection.database}
        </div>
      )}
      <LockedSound />
      <CallElsewhere />
    </section>
  );
}

/** After a reload the browser keeps quiet until a click: whoever is at work must know. */
function LockedSound() {
  const { ring } = useSession();
  const locked = useSyncExternalStore(ring.subscribe, ring.locked);
  const desk = useDesk().snapshot?.desk;
  const atWork = desk && desk.state !== "offline";
  useEffect(() => {
    if (!atWork || !locked) return;
    const unlock = () => void ring.unlock();
    // Not before the click: the banner goes, and the button would move away under the pointer.
    window.addEventListener("click", unlock);
    window.addEventListener("keydown", unlock);
    return () => {
      window.removeEventListener("click", unlock);
      window.removeEventListener("keydown", unlock);
    };
  }, [atWork, locked, ring]);
  if (!atWork || !locked) return null;
  return (
    <div className="banner warn">
      <Icon name="mute" />
      {texts.presence.soundLocked}
    </div>
  );
}

/** The call stays in sight on every other page. */
function CallElsewhere() {
  const elsewhere = useLocation({ select: ({ pathname }) => pathname !== "/arbeitsplatz" });
  const { snapshot, clockOffset } = useDesk();
  const { proceed } = useCallActions();
  const desk = snapshot?.desk;
  if (!elsewhere || !desk?.contact) return null;
  const state = shownState(desk);
  return (
    <div className="banner call" data-state={state}>
      <Icon name={stateIcons[state]} className="ring-icon" />
      <strong>{stateWord(state)}</strong>
      <span>{desk.contact.line.name}</span>
      <Elapsed since={desk.since} offset={clockOffset} label={texts.call.duration} />
      {desk.offer && (
        <Button tone="good" icon="accept" keyLabel={keys.accept.label} onClick={proceed}>
          {texts.call.accept}
        </Button>
      )}
      <Link to="/arbeitsplatz" className="button">
        {texts.call.toDesk}
      </Link>
    </div>
  );
}
