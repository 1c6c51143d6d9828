import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { DeskView } from "../../src/dashboard/schema.ts";
import type { Presence as PresenceName } from "../../src/routing/state.ts";
import { endpoints } from "../core/endpoints.ts";
import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { useCallActions } from "./call-actions.tsx";
import { CommandNote } from "./command-note.tsx";
import { shownState, stateIcons, stateWord } from "./state-words.ts";
import { useDesk, useSession } from "./session.tsx";
import { useKeys } from "./use-keys.ts";

/** The own state, and the menu to change it; without a working profile only the way out. */
export function Presence() {
  const { me } = useSession();
  const desk = useDesk().snapshot?.desk ?? null;
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState<PresenceName>("ready");
  const openAt = (presence: PresenceName) => {
    setWish(presence);
    setOpen(true);
  };
  useKeys({
    [keys.pause.press]: () => openAt("break"),
    [keys.endShift.press]: () => openAt("offline"),
  });
  const box = useRef<HTMLDivElement>(null);
  const state = desk ? shownState(desk) : "offline";

  useEffect(() => {
    if (!open) return;
    const menu = box.current?.querySelector<HTMLElement>(".menu");
    const wished = menu?.querySelector<HTMLElement>(`[data-presence="${wish}"]`);
    (wished ?? menu?.querySelector("button"))?.focus();
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener("pointerdown", outside);
    window.addEventListener("focusin", outside);
    return () => {
      window.removeEventListener("pointerdown", outside);
      window.removeEventListener("focusin", outside);
    };
  }, [open, wish]);

  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>(".menu button") ?? [])];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement as HTMLElement);
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    }
    if (event.key === "Escape") {
      setOpen(false);
      box.current?.querySelector<HTMLElement>(".presence-button")?.focus();
    }
  };
  return (
    <div className="presence" ref={box}>
      <button
        type="button"
        className="presence-button"
        data-state={state}
        aria-expanded={open}
        onKeyDown={onKey}
        onClick={() => (open ? setOpen(false) : openAt("ready"))}
      >
        <Icon name={desk ? stateIcons[state] : "person"} />
        <span>
          {desk ? stateWord(state) : me.name}
          {desk && <Then desk={desk} />}
        </span>
        <Icon name="chevron" />
      </button>
      {open && <Menu desk={desk} close={() => setOpen(false)} onKey={onKey} />}
      <CommandNote near="presence" />
    </div>
  );
}

/** What was chosen during a call and holds after it (R8). */
function Then({ desk }: { desk: DeskView }) {
  const busy = ["offered", "connecting", "talking", "wrapUp"].includes(desk.state);
  if (desk.state === "break" && desk.breakReason) {
    return <span className="then"> · {desk.breakReason}</span>;
  }
  if (!busy || desk.intent === "ready") return null;
  const words = desk.intent === "break" ? texts.presence.thenBreak : texts.presence.thenOffline;
  return <span className="then"> · {words}</span>;
}

interface MenuProps {
  desk: DeskView | null;
  close: () => void;
  onKey: (event: KeyboardEvent) => void;
}

function Menu({ desk, close, onKey }: MenuProps) {
  const { me, ring, record } = useSession();
  const { run } = useCallActions();
  const queries = useQueryClient();
  const choose = (presence: PresenceName, reason: string | null) => {
    void ring.unlock();
    void run("presence", "presence.choose", { presence, reason });
    close();
  };
  const leave = async () => {
    await record.flush();
    await endpoints.signOut().catch(() => null);
    queries.clear();
    location.assign("/");
  };
  return (
    <div className="menu" role="group" aria-label={texts.presence.label} onKeyDown={onKey}>
      <p className="overline">{me.name}</p>
      {desk && (
        <>
          <button
            type="button"
            data-presence="ready"
            aria-current={desk.intent === "ready" || undefined}
            onClick={() => choose("ready", null)}
          >
            <Icon name="checked" />
            {texts.presence.ready}
          </button>
          {texts.presence.breakReasons.map((reason, index) => (
            <button
              key={reason}
              type="button"
              data-presence="break"
              aria-current={(desk.intent === "break" && desk.breakReason === reason) || undefined}
              onClick={() => choose("break", reason)}
            >
              <Icon name="break" />
              {texts.presence.break}: {reason}
              {index === 0 && <kbd aria-hidden="true">{keys.pause.label}</kbd>}
            </button>
          ))}
          <button
            type="button"
            data-presence="offline"
            aria-current={desk.intent === "offline" || undefined}
            onClick={() => choose("offline", null)}
          >
            <Icon name="offline" />
            {texts.presence.offline}
            <kbd aria-hidden="true">{keys.endShift.label}</kbd>
          </button>
          <hr />
        </>
      )}
      <button type="button" onClick={() => void leave()}>
        <Icon name="signOut" />
        {texts.presence.signOut}
      </button>
    </div>
  );
}
