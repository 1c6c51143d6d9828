import type { ReadField } from "../core/answer-change.ts";

/** Search, answers, place. */
export const knowledgeTexts = {
  knowledge: {
    label: "Wissen und Verzeichnis",
    sections: "Was durchsucht wird",
    title: "Wissen",
    search: "Wissen durchsuchen",
    placeholder: "Leistung, Amt oder Stichwort",
    hits: "Treffer",
    why: "Warum diese Treffer?",
    begin: "Suchen Sie nach dem, was der Anrufer will, in seinen eigenen Worten.",
    beginKeys: "Die Suche erreichen Sie jederzeit mit",
    nothing: "Keine Treffer.",
    nothingFor: (query: string) => `Keine Treffer für „${query}“.`,
    nothingHint:
      "Versuchen Sie ein anderes Wort. Fehlt die Antwort, genügt ein Tastendruck, und die Redaktion erfährt davon.",
    noteAnyway: "Als Anliegen notieren",
    failed: "Die Antworten sind zurzeit nicht erreichbar.",
    gone: "Diese Leistung gibt es nicht mehr.",
    found: (count: number, notes: boolean) =>
      count === 0
        ? ""
        : `${count} Treffer.${notes ? " Eingabe übernimmt den gewählten als Anliegen." : ""}`,
    districts: "Antwort nach Kreis",
    general: "Allgemein",
    otherDistrict: (shown: string, callers: string) =>
      `Sie lesen die Antwort für ${shown}. Für den Anrufer gilt ${callers}.`,
    callers: "(Kreis des Anrufers)",
    basic: "Nur Grunddaten: Diese Leistung ist noch nicht ausgearbeitet.",
    noAnswer: "Für diesen Kreis gibt es hier noch keine Antwort.",
    sample: "Musterangabe",
    documents: "Mitbringen",
    agentHints: "Nur für Sie, bitte nicht vorlesen",
    legalBasis: "Rechtsgrundlage",
    related: "Verwandt:",
    fee: "Gebühr",
    duration: "Dauer",
    deadline: "Frist",
    appointment: "Termin",
    online: "Online",
    toOnline: "zum Online-Dienst",
    checked: "geprüft",
    reviewDue: "Prüfung fällig",
    checkedAt: "am",
    validUntil: "gültig bis",
    change: {
      changed: (time: string) => `Diese Antwort ist gerade geändert worden (${time} Uhr).`,
      nowShared: (time: string) =>
        `Die Antwort dieses Kreises ist gerade zurückgezogen worden (${time} Uhr). ` +
        "Hier steht jetzt die gemeinsame.",
      withdrawn: (time: string) =>
        `Diese Antwort ist gerade zurückgezogen worden (${time} Uhr). Bitte nicht weiter vorlesen.`,
      added: (time: string) => `Hier gibt es jetzt eine Antwort (${time} Uhr).`,
      asBefore: (time: string) => `Diese Antwort gilt wieder wie zuvor (${time} Uhr).`,
      what: "Was ist anders?",
      read: "Gelesen",
      fields: {
        spoken: "Zum Vorlesen",
        fee: "Gebühr",
        duration: "Dauer",
        deadline: "Frist",
        appointment: "Termin",
        documents: "Mitbringen",
        onlineUrl: "Online",
        text: "Einzelheiten",
      } satisfies Record<ReadField, string>,
    },
    source: "Quelle",
  },
  report: {
    wrong: "Antwort falsch oder unvollständig",
    missing: "Fehlende Antwort melden",
    sent: "Gemeldet",
    note: "Was stimmt nicht?",
    noteHint: "Wenn Sie mögen; Eingabe ergänzt die Meldung, Esc lässt sie so.",
    noted: "Ergänzt. Danke.",
    thanks: "Danke. Die Redaktion hat Ihre Meldung.",
    own: {
      open: (day: string) => `Von Ihnen gemeldet am ${day}`,
      accepted: (day: string) => `Ihre Meldung vom ${day} ist in Arbeit`,
      corrected: (day: string) => `Ihre Meldung vom ${day} ist berichtigt`,
      checked: (day: string) => `Ihre Meldung vom ${day} ist geprüft, die Antwort stimmt`,
    },
  },
  place: {
    pane: "Ort",
    label: "Ort des Anliegens",
    placeholder: "Ort, Ortsteil oder Postleitzahl",
    hits: "Orte",
    nothing: (typed: string, holds: string | null) =>
      `In den beteiligten Kreisen gibt es keinen Ort „${typed}“. ` +
      (holds === null ? "" : `Es bleibt bei ${holds}. `) +
      "Für andere Orte ist die dortige Verwaltung zuständig.",
    ambiguous: "Mehrere Orte passen. Bitte fragen Sie nach und wählen Sie mit den Pfeiltasten.",
    askBack: "nachfragen",
    confirmed: "bestätigt",
    presumed: (role: string | null) => `vermutet: bitte nach dem ${role ?? "Ort"} fragen`,
    presumedShort: (role: string | null) => `${role ?? "Ort"} nur vermutet`,
    ifPlace: (name: string, role: string | null) =>
      role === null ? `Falls es auch hier um ${name} geht:` : `Falls ${name} der ${role} ist:`,
    confirm: (name: string) => `${name} stimmt`,
    nowConfirmed: (name: string, role: string | null) => `${role ?? "Ort"} bestätigt: ${name}.`,
    chosen: "gilt für die Antworten",
    guessed: (reason: string) => `Vermutet: ${reason}.`,
    ask: "Bitte erfragen und eintragen.",
    afterAnswer: "Den Ort tragen Sie ein, sobald Sie sprechen.",
    hint: "Der Ort entscheidet, welche Stelle zuständig ist.",
    counts: (role: string) => `Hier zählt: ${role}, nicht der Wohnort des Anrufers.`,
    needed: "Wer zuständig ist, hängt vom Ort ab.",
    enter: "Ort eingeben",
    named: "In der Suche genannt:",
    take: "Als Ort übernehmen",
  },
} as const;
