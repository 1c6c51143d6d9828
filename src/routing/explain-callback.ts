import type { DialFailure } from "./callback-state.ts";
import type { CenterEvent, EndCause } from "./events.ts";
import type { Names } from "./explain.ts";
import type { Instant, OfferReasons } from "./state.ts";

/** R11: a callback's life in German sentences (R13). */

type CallbackEvents = Extract<CenterEvent["type"], `callback${string}`>;
export type CallbackEvent = Extract<CenterEvent, { type: CallbackEvents }>;
type EventOf<Type extends CenterEvent["type"]> = Extract<CenterEvent, { type: Type }>;

export function isOfCallback(event: CenterEvent): event is CallbackEvent {
  return event.type.startsWith("callback");
}

export function explainCallback(event: CallbackEvent, names: Names): string {
  switch (event.type) {
    case "callbackAsked":
      return (
        `Rückruf unter der angezeigten Nummer gewünscht (Taste 1); behält den Platz von ` +
        `${clock(event.queuedAt)} Uhr.`
      );
    case "callbackPromised":
      return promised(event, names);
    case "callbackPostponed":
      return postponed(event);
    case "callbackHeld":
      return (
        "Die Person ruft gerade selbst an und wartet auf diesem Platz; so lange wird nicht " +
        "zurückgerufen."
      );
    case "callbackReleased":
      return "Die Person hat aufgelegt, ohne dass jemand mit ihr sprach; der Rückruf gilt weiter.";
    case "callbackDialled":
      return `${names.agent(event.agentId)} ist am Telefon; die Nummer wird gewählt.`;
    case "callbackNotReached":
      return `Nicht erreicht: ${failures[event.failure]} (Versuch ${event.attempt} von ${event.attemptsMax}).`;
  }
}

function promised(event: EventOf<"callbackPromised">, names: Names): string {
  const { agentId, notBefore, queuedAt, firstFor } = event;
  // An agreed time is a place of its own.
  const when = queuedAt === notBefore ? `ab ${dayAndClock(notBefore)} Uhr` : "sobald wie möglich";
  const who = firstFor === null ? "" : "; zuerst ist diese Person selbst dafür vorgesehen";
  return `${names.agent(agentId)} hat einen Rückruf zugesagt, ${when}${who}.`;
}

function postponed({ why, notBefore }: EventOf<"callbackPostponed">): string {
  switch (why) {
    case "confirmed":
      return "Der Rückruf ist vorgemerkt, das Gespräch beendet; der Platz bleibt.";
    case "closed":
      return "Der Anschluss hat geschlossen: Der Rückruf wartet auf die nächste Öffnung.";
    case "agreed":
      return `Der Rückruf bleibt vorgemerkt, ab ${dayAndClock(notBefore)} Uhr.`;
    case "notReached":
      return `Nächster Versuch ab ${clock(notBefore)} Uhr; der Platz bleibt.`;
  }
}

const failures: Record<DialFailure, string> = {
  busy: "besetzt",
  noAnswer: "niemand hat abgenommen",
  unreachable: "nicht erreichbar",
  declined: "abgewiesen",
  brokenOff: "vor der Antwort aufgelegt",
};

/** How a callback ends without a conversation. */
export const callbackEnded: Record<
  Extract<EndCause, `callback${string}` | "callerGotThrough">,
  string
> = {
  callbackNotReached: "Der letzte Versuch war vergeblich: Der Rückruf ist beendet.",
  callerGotThrough: "Die Person hat inzwischen selbst jemanden erreicht: Der Rückruf entfällt.",
  callbackReplaced: "Für dieselbe Nummer wurde neu ein Rückruf vereinbart: Dieser entfällt.",
  callbackCancelled: "Der Rückruf wurde gestrichen.",
};

/** Why calls or callbacks went first, where both waited for the same person. */
export function turn({ turn: current }: OfferReasons): string | null {
  if (current === undefined) return null;
  if ("afterCalls" in current) {
    const { afterCalls } = current;
    return afterCalls === 0
      ? "Rückrufe zählen hier wie Anrufe"
      : `nach ${calls(afterCalls)} ist ein Rückruf an der Reihe`;
  }
  return `ein älterer Rückruf kommt nach ${calls(current.callsLeft)}`;
}

function calls(count: number): string {
  return count === 1 ? "einem Anruf" : `${count} Anrufen`;
}

const clockTime = new Intl.DateTimeFormat("de-DE", {
  timeZone: "Europe/Berlin",
  timeStyle: "medium",
});
const dayTime = new Intl.DateTimeFormat("de-DE", {
  timeZone: "Europe/Berlin",
  day: "numeric",
  month: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

function clock(at: Instant): string {
  return clockTime.format(at);
}

/** "6.7., 14:00" */
function dayAndClock(at: Instant): string {
  return dayTime.format(at);
}
