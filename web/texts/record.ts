import type { ConcernOutcome } from "../../src/contacts/schema.ts";
import type { Presence } from "../../src/routing/state.ts";

/** What is written down about a contact. */
export const recordTexts = {
  outcomes: {
    answered: "Auskunft erteilt",
    transferred: "Vermittelt",
    ticket: "Weiterleitung",
    callback: "Rückruf zugesagt",
    abandoned: "Abgebrochen",
  } satisfies Record<ConcernOutcome, string>,
  record: {
    title: "Kontakt",
    afterAnswer: "Sobald Sie sprechen, halten Sie hier die Anliegen fest.",
    withoutCall: "Während eines Gesprächs halten Sie hier die Anliegen fest.",
    concerns: "Anliegen",
    concernsHint: "Eingabetaste in der Suche übernimmt die gewählte Leistung.",
    concernAdded: (title: string) => `Anliegen notiert: ${title}.`,
    concernKnown: "Dieses Anliegen ist schon notiert.",
    connectionWish: (name: string) => `Verbindung gewünscht: ${name}`,
    other: "Anderes Anliegen",
    add: "Notieren",
    take: "Als Anliegen",
    noted: "notiert",
    outcome: "Ergebnis",
    note: "Notiz",
    writtenElsewhere: (noteJoined: boolean) =>
      noteJoined
        ? "Diese Notiz wird auch an anderer Stelle geschrieben. Beide Texte stehen jetzt hier."
        : "Zu diesem Kontakt wurde an anderer Stelle geschrieben. Es steht jetzt auch hier.",
    noteHint: "Keine Namen, keine Gesundheitsangaben.",
    saveStates: {
      saved: "Entwurf gesichert",
      unsaved: "wird gesichert …",
      saving: "wird gesichert …",
      failed: "noch nicht gesichert",
    },
    timeLeft: "Noch",
    timeShort: "Die Zeit für die Nachbearbeitung läuft ab. Alt und N geben mehr Zeit.",
    moreTime: "Mehr Zeit",
    finish: (intent: Presence) =>
      ({ ready: "Fertig, bereit", break: "Fertig, dann Pause", offline: "Fertig, Schichtende" })[
        intent
      ],
    finished: (intent: Presence) =>
      intent === "ready" ? "Kontakt abgeschlossen. Sie sind bereit." : "Kontakt abgeschlossen.",
    goesOn: "Gesichert. Wer den Anruf übernimmt, liest alles.",
    outcomeMissing: (title: string) => `Es fehlt das Ergebnis zu „${title}“.`,
    noConcern: "Es ist kein Anliegen notiert. Noch einmal Strg und Eingabe schließt trotzdem ab.",
    notSaved: "Der Kontakt ließ sich nicht sichern. Bitte versuchen Sie es noch einmal.",
    stillTalking: "Das Gespräch läuft noch. Umschalt und F2 legt auf.",
  },
  ticket: {
    title: "Weiterleitung schreiben",
    write: "Schreiben",
    to: "An",
    chooseAdministration: "Bitte wählen",
    takesNone: (name: string, contact: string) =>
      `Zuständig: ${name}. Dorthin können Sie von hier nichts weiterleiten. ` +
      (contact === ""
        ? "Bitte verbinden Sie den Anrufer."
        : `Bitte verbinden Sie, oder nennen Sie: ${contact}.`),
    question: "Frage in einem Satz",
    channel: "Antwort auf welchem Weg",
    channels: { phone: "Telefon", email: "E-Mail", post: "Post" },
    replyTo: "Wohin soll die Antwort gehen?",
    consent: "Der Anrufer ist einverstanden, dass seine Angaben weitergegeben werden.",
    send: "Weiterleiten",
    sent: (due: string) => `Weitergeleitet. Die Antwort ist fällig: ${due} Uhr.`,
    problems: {
      administration: "Bitte wählen Sie die Verwaltung.",
      question: "Bitte schreiben Sie die Frage in einem Satz.",
      replyTo: "Bitte geben Sie an, wohin die Antwort gehen soll.",
      consent: "Ohne Einwilligung darf die Anfrage nicht weitergeleitet werden.",
    },
  },
} as const;
