import type { CenterEvent } from "../../src/routing/events.ts";

const kinds: Partial<Record<CenterEvent["type"], string>> = {
  contactArrived: "Eingang",
  contactTurnedAway: "Außerhalb der Servicezeit",
  contactQueued: "Warteschlange",
  contactWidened: "Kreis erweitert",
  contactPassedOn: "Weitergegeben",
  passingOnEnded: "Weitergabe beendet",
  contactParked: "Geparkt",
  placeConfirmed: "Ort bestätigt",
  placeForgotten: "Platz freigegeben",
  offerMade: "Angebot",
  offerEnded: "Ende des Angebots",
  agentRung: "Telefon klingelt",
  agentNotReached: "Telefon nicht erreicht",
  agentLost: "Verbindung verloren",
  conversationStarted: "Gespräch",
  transferStarted: "Vermittlung",
  transferConnected: "Vermittelt",
  transferFailed: "Vermittlung gescheitert",
  callbackAsked: "Rückruf gewünscht",
  callbackPromised: "Rückruf zugesagt",
  callbackPostponed: "Rückruf verschoben",
  callbackDialled: "Rückruf gewählt",
  callbackNotReached: "Rückruf ohne Erfolg",
  callbackHeld: "Rückruf angehalten",
  callbackReleased: "Rückruf fortgesetzt",
  wrapUpStarted: "Nachbearbeitung",
  wrapUpExtended: "Mehr Zeit",
  wrapUpEnded: "Ende der Nachbearbeitung",
  contactEnded: "Ende",
};

/** What has happened to a contact, and why (R13). */
export const lifeTexts = {
  life: {
    title: "Verlauf",
    of: (line: string, arrived: string) => `${line}, eingegangen ${arrived} Uhr`,
    list: "Was geschehen ist, der Reihe nach",
    none: "Zu diesem Kontakt ist noch nichts verzeichnet.",
    openKey: (key: string) => `Verlauf (${key})`,
    openOf: (whom: string) => `Verlauf: ${whom}`,
    column: "Verlauf",
    noContact: "Es ist gerade kein Kontakt offen, der einen Verlauf hat.",
    kind: (type: string) => (kinds as Record<string, string | undefined>)[type] ?? "Vorgang",
  },
} as const;
