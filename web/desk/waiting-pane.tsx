import { useId, useRef } from "react";
import type { KeyboardEvent, RefObject } from "react";
import type { CallbackView, WaitingView } from "../../src/dashboard/schema.ts";
import { byAge, lackingSkills, mayTake } from "../core/callers.ts";
import { listText } from "../core/format.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { useDesk } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { arrowStep, isEnter, useInSight } from "../ui/use-list.ts";
import { CallbackList } from "./callback-list.tsx";
import { useCallerChoice } from "./use-caller-choice.ts";
import { WaitingRow } from "./waiting-row.tsx";

interface Props {
  waiting: readonly WaitingView[];
  callbacks: readonly CallbackView[];
}

/** Who waits or is parked on one's own lines, the longest first; quiet, nothing is announced (R9). */
export function WaitingPane({ waiting, callbacks }: Props) {
  const { problem, clearProblem } = useCallActions();
  const list = useRef<HTMLUListElement>(null);
  const pane = useRef<HTMLElement>(null);
  const callers = byAge(waiting);
  const empty = callers.length === 0;
  useKeys({
    [keys.waiting.press]: () => {
      if (problem?.near === "waiting") clearProblem();
      (empty ? pane : list).current?.focus();
    },
  });
  return (
    <section
      ref={pane}
      id="waiting"
      className={`pane waiting ${empty ? "empty-list" : ""}`}
      aria-label={texts.waiting.title}
      tabIndex={-1}
    >
      <header>
        {empty ? (
          <p className="small muted">{texts.waiting.nobody}</p>
        ) : (
          <h2>
            <Icon name="waiting" />
            {texts.waiting.title} <span className="numbers">{callers.length}</span>
          </h2>
        )}
        <kbd className="aside" aria-hidden="true">
          {keys.waiting.label}
        </kbd>
      </header>
      <Callers callers={callers} listRef={list} />
      <CommandNote near="waiting" />
      <CallbackList callbacks={callbacks} />
    </section>
  );
}

interface CallersProps {
  callers: readonly WaitingView[];
  listRef: RefObject<HTMLUListElement | null>;
}

function Callers({ callers, listRef }: CallersProps) {
  const { snapshot, clockOffset } = useDesk();
  const { pending, run } = useCallActions();
  const { tell } = useAnnouncer();
  const now = useServerNow(clockOffset);
  const listId = useId();
  const choice = useCallerChoice(callers);
  const { chosen } = choice;
  const activeId = useInSight(chosen ? `${listId}-${chosen.id}` : undefined);
  const lines = new Map(snapshot?.lines.map((line) => [line.id, line]));
  const desk = snapshot?.desk ?? null;

  const take = (caller: WaitingView) => {
    if (pending) return;
    const lacking = desk ? lackingSkills(desk, caller) : [];
    if (lacking.length > 0) return tell(texts.waiting.lackingSpoken(listText(lacking)));
    const name = caller.state === "parked" ? "contact.retrieve" : "contact.pull";
    void run("waiting", name, { contactId: caller.id });
  };
  const onKey = (event: KeyboardEvent) => {
    const step = arrowStep(event);
    if (step === null && !isEnter(event)) return;
    event.preventDefault();
    if (step !== null) choice.step(step);
    else if (chosen) take(chosen);
    else if (callers.length > 0) tell(texts.waiting.chosenGone);
  };
  return (
    // It stays when the last caller leaves: whoever is in it does not lose the place.
    <ul
      ref={listRef}
      className="waiting-list scroll"
      role="listbox"
      aria-label={texts.waiting.list}
      aria-activedescendant={activeId}
      tabIndex={callers.length > 0 ? 0 : -1}
      onFocus={choice.begin}
      onBlur={choice.clear}
      onKeyDown={onKey}
    >
      {callers.map((caller) => (
        <WaitingRow
          key={caller.id}
          id={`${listId}-${caller.id}`}
          caller={caller}
          line={lines.get(caller.lineId)}
          chosen={caller.id === chosen?.id}
          lacking={desk ? lackingSkills(desk, caller) : []}
          takeable={desk !== null && mayTake(desk, caller)}
          now={now}
          onTake={() => take(caller)}
        />
      ))}
    </ul>
  );
}
