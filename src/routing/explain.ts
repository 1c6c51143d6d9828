import { callbackEnded, explainCallback, isOfCallback } from "./explain-callback.ts";
import type { CallbackEvent } from "./explain-callback.ts";
import { explainOffer } from "./explain-offer.ts";
import type { CenterEvent, EndCause, OfferOutcome, QueueCause } from "./events.ts";
import type { Instant, PartyFailure } from "./state.ts";

/** Ids to the words people know. */
export interface Names {
  agent(id: string): string;
  line(id: string): string;
  administration(id: string): string;
}

/** One German sentence for what happened, in a contact's life or around it (R13). */
export function explain(event: CenterEvent, names: Names): string {
  if (isOfCallback(event)) return explainCallback(event, names);
  switch (event.type) {
    case "contactArrived":
      return arrived(event, names);
    case "contactTurnedAway":
      return `${turnedAway[event.why]}: Die Ansage läuft, dann endet der Anruf.`;
    case "hoursOutlasted":
      return "Der Anschluss hat geschlossen; wer schon wartet, behält den Platz.";
    case "contactQueued":
      return queued(event, names);
    case "contactWidened":
      return event.to === "partners"
        ? "Jetzt werden auch die anderen Verwaltungen gefragt; der Platz bleibt."
        : "Jetzt werden alle mit den nötigen Kenntnissen gefragt; der Platz bleibt.";
    case "passingOnEnded":
      return `Niemand mit „${event.words}“ wurde frei; jetzt wird wieder das ganze Team gefragt.`;
    case "offerMade":
      return explainOffer(event.offer, names);
    case "offerEnded":
      return offerEnded[event.outcome](names.agent(event.agentId));
    case "transferStarted":
    case "transferConnected":
    case "transferFailed":
      return explainTransfer(event, names);
    case "placeConfirmed":
      return placeConfirmed(event, names);
    case "contactEnded":
      return contactEnded(event);
    case "lendingReviewed":
      return lendingReviewed(event, names);
    case "placeForgotten":
      return "Der Platz in der Warteschlange wird nicht länger freigehalten.";
    case "linesChanged":
      return "Die Einstellungen der Anschlüsse wurden geändert.";
    default:
      return explainAgent(event, names);
  }
}

type EventOf<Type extends CenterEvent["type"]> = Extract<CenterEvent, { type: Type }>;

function arrived(event: EventOf<"contactArrived">, names: Names): string {
  const { administrationId } = event;
  const { resumes } = event;
  const line = names.line(event.lineId);
  const call =
    resumes === undefined
      ? `Anruf auf ${line}`
      : `Erneuter Anruf auf ${line}, behält den Platz von ${timeOf(resumes.queuedAt)} Uhr`;
  if (administrationId === null) return `${call}; Herkunft unbekannt.`;
  const home = names.administration(administrationId);
  if (event.administrationCertainty === "line") return `${call}; gehört zu ${home}.`;
  const hint = event.origin.find((origin) => origin.administrationId === administrationId);
  const why = hint === undefined ? "" : ` nach ${hint.reason}`;
  return `${call}; vermutlich aus ${home}${why} (Hinweis, kein Nachweis).`;
}

const turnedAway = {
  closed: "Außerhalb der Servicezeit",
  nobodyLeft: "Der Anschluss ist geschlossen und niemand mehr da, der helfen könnte",
  nightTargetNotReached: "Das Nachtziel war nicht zu erreichen",
};

function queued(event: EventOf<"contactQueued">, names: Names): string {
  const why = cameBack[event.cause];
  if (event.reservedFor === null) return why;
  const { agentId, until } = event.reservedFor;
  return `${why} Zuerst für ${names.agent(agentId)} vorgesehen, bis ${timeOf(until)} Uhr.`;
}

const cameBack: Record<QueueCause, string> = {
  arrival: "Wartet auf das Team.",
  offerDeclined: "Abgelehnt; wartet weiter, der Platz bleibt.",
  offerExpired: "Angebot nicht beantwortet; wartet weiter, der Platz bleibt.",
  offerRescinded: "Angebot zurückgenommen; wartet weiter, der Platz bleibt.",
  agentNotReached: "Telefon nicht erreicht; wartet weiter, der Platz bleibt.",
  agentLost: "Verbindung zur Agentin oder zum Agenten verloren; wartet wieder am alten Platz.",
  recall: "Wiederanlauf nach der Vermittlung; wartet am alten Platz.",
  parkedTooLong: "Wiederanlauf nach dem Parken; wartet am alten Platz.",
  passedOn: "Wartet am alten Platz auf jemanden mit diesen Kenntnissen.",
  reservationOver: "Nicht mehr für eine Person vorgesehen; wartet auf das ganze Team.",
  callbackDue: "Der Rückruf ist an der Reihe und wartet auf das Team.",
};

const offerEnded: Record<OfferOutcome, (name: string) => string> = {
  accepted: (name) => `${name} hat angenommen.`,
  declined: (name) => `${name} hat abgelehnt.`,
  expired: (name) => `${name} hat nicht rechtzeitig reagiert.`,
  rescinded: (name) => `Das Angebot an ${name} wurde zurückgenommen.`,
};

function contactEnded(event: EventOf<"contactEnded">): string {
  if (event.byName !== undefined) return `${event.byName} hat den Rückruf gestrichen.`;
  if (event.placeKeptUntil === undefined) return ended[event.cause];
  const until = timeOf(event.placeKeptUntil);
  return `${ended[event.cause]} Der Platz bleibt bei erneutem Anruf bis ${until} Uhr erhalten.`;
}

const ended: Record<EndCause, string> = {
  callerHungUp: "Anruferin oder Anrufer hat aufgelegt.",
  agentHungUp: "Das Gespräch wurde vom Servicecenter beendet.",
  targetHungUp: "Das vermittelte Gespräch wurde am Ziel beendet.",
  turnedAway: "Die Ansage ist zu Ende, der Anruf auch.",
  nobodyLeft: "Nach der Ansage, dass niemand mehr da ist, endete der Anruf.",
  vanished: "Die Telefonanlage kennt den Anruf nicht mehr.",
  ...callbackEnded,
};

const failed: Record<PartyFailure | "takenBack", string> = {
  busy: "war besetzt",
  noAnswer: "hat nicht abgenommen",
  unreachable: "war nicht erreichbar",
  declined: "hat abgelehnt",
  takenBack: "wurde nicht mehr gebraucht, die Vermittlung wurde zurückgenommen",
};

function explainTransfer(
  event: EventOf<"transferStarted" | "transferConnected" | "transferFailed">,
  names: Names,
): string {
  const target = `${event.target.name} (${event.target.extension})`;
  if (event.type === "transferConnected") return `Verbunden mit ${target}.`;
  if (event.type === "transferFailed") return `${target} ${failed[event.failure]}.`;
  if (event.agentId === null) return `Außerhalb der Servicezeit: ${target} wird gerufen.`;
  return `${names.agent(event.agentId)} vermittelt an ${target}.`;
}

function lendingReviewed(event: EventOf<"lendingReviewed">, names: Names): string {
  const lender = names.administration(event.administrationId);
  if (event.why === null) return `${lender} hilft auf den Anschlüssen der anderen aus.`;
  const share = Math.round((event.keptShare ?? 0) * 100);
  const because = {
    promise: `Die eigene Zusage ist nur zu ${share} % gehalten.`,
    overdue: "Eigene Anrufe warten länger als zugesagt.",
    budget: "Die Aushilfszeit dieser Viertelstunde ist aufgebraucht.",
  };
  return `${lender} hilft vorerst nicht auf den Anschlüssen der anderen aus: ${because[event.why]}`;
}

function placeConfirmed(event: EventOf<"placeConfirmed">, names: Names): string {
  const place = `${names.agent(event.agentId)} hat den Ort ${event.place.name} bestätigt`;
  if (event.administrationId === null) return `${place}, außerhalb der beteiligten Verwaltungen.`;
  return `${place} (${names.administration(event.administrationId)}).`;
}

type RungBy = NonNullable<EventOf<"agentRung">["by"]> | "offered";

type AgentEvent = Exclude<
  CenterEvent,
  | CallbackEvent
  | EventOf<
      | "contactArrived"
      | "contactTurnedAway"
      | "hoursOutlasted"
      | "contactQueued"
      | "contactWidened"
      | "passingOnEnded"
      | "offerMade"
      | "offerEnded"
      | "transferStarted"
      | "transferConnected"
      | "transferFailed"
      | "placeConfirmed"
      | "contactEnded"
      | "lendingReviewed"
      | "placeForgotten"
      | "linesChanged"
    >
>;

function explainAgent(event: AgentEvent, names: Names): string {
  if (event.type === "agentAdmitted") return `${event.profile.displayName} gehört zum Team.`;
  const name = names.agent(event.agentId);
  switch (event.type) {
    case "agentRung":
      return rung[event.by ?? "offered"](name, event.party.extension);
    case "contactPassedOn":
      return `${name} hat weitergegeben; gesucht wird „${event.words}“.`;
    case "contactParked":
      return `${name} hat den Anruf geparkt; er kommt um ${timeOf(event.until)} Uhr zurück.`;
    case "conversationStarted":
      return event.first ? `Im Gespräch mit ${name}.` : `Wieder im Gespräch mit ${name}.`;
    case "agentNotReached":
      return `Das Telefon von ${name} ${failed[event.failure]}.`;
    case "agentLost":
      return `Das Telefon von ${name} ist mitten im Gespräch ausgefallen.`;
    case "wrapUpStarted":
      return `${name} ist in der Nachbearbeitung, längstens bis ${timeOf(event.until)} Uhr.`;
    case "wrapUpExtended":
      return `${name} hat die Nachbearbeitung bis ${timeOf(event.until)} Uhr verlängert.`;
    case "wrapUpEnded":
      return wrapUpEnded[event.by](name);
    case "presenceChosen":
      return `${name} hat „${presences[event.presence]}“ gewählt.`;
    case "agentStoppedResponding":
      return `${name} ist als „reagiert nicht“ gekennzeichnet.`;
    case "agentRests":
      return `${name} bekommt vor ${timeOf(event.until)} Uhr kein Angebot.`;
    case "agentRestEnded":
      return `${name} bekommt wieder Angebote.`;
    case "agentWithdrawn":
      return `${name} gehört nicht mehr zum Team.`;
  }
}

const rung: Record<RungBy, (name: string, extension: string) => string> = {
  offered: (name, extension) => `Das Telefon von ${name} klingelt (${extension}).`,
  takenBack: (name, extension) =>
    `${name} nimmt den Anruf zurück; das Telefon klingelt (${extension}).`,
  pulled: (name, extension) =>
    `${name} hat den Anruf selbst aus der Warteschlange geholt; das Telefon klingelt (${extension}).`,
  retrieved: (name, extension) =>
    `${name} hat den geparkten Anruf geholt; das Telefon klingelt (${extension}).`,
};

const presences = { ready: "Bereit", break: "Pause", offline: "Abgemeldet" };

const wrapUpEnded: Record<"agent" | "limit" | "recall" | "pull", (name: string) => string> = {
  agent: (name) => `${name} hat die Nachbearbeitung beendet.`,
  limit: (name) => `Die Zeit für die Nachbearbeitung von ${name} ist um.`,
  recall: (name) => `Die Nachbearbeitung von ${name} endet, weil der Anruf zurückkommt.`,
  pull: (name) => `${name} beendet die Nachbearbeitung und holt einen anderen Anruf.`,
};

const clockTime = new Intl.DateTimeFormat("de-DE", {
  timeZone: "Europe/Berlin",
  timeStyle: "medium",
});

function timeOf(at: Instant): string {
  return clockTime.format(at);
}
