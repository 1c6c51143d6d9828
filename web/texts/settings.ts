import type { EditableSettings, SettingName } from "../../src/directory/line-schema.ts";

export type SecondsName = {
  [Name in SettingName]: EditableSettings[Name] extends number ? Name : never;
}[SettingName];
export type Weekday = keyof EditableSettings["hours"];

/** What supervisors set of the lines. */
export const settingsTexts = {
  settings: {
    title: "Anschlüsse",
    lines: "Anschlüsse",
    states: {
      open: (until: string) => `offen, ${until}`,
      closedByHand: "heute geschlossen",
    },
    readOnly: "Diesen Anschluss dürfen Sie ansehen, aber nicht ändern.",
    changedSince: (count: number) =>
      count === 0 ? "wie in der Wissensbasis" : `${count}-mal von Hand geändert`,

    sections: {
      words: "Worte",
      hours: "Öffnungszeiten",
      promise: "Zusage und Angebot",
      people: "Wer gefragt wird",
      lending: "Aushilfe für andere Verwaltungen",
      callback: "Rückruf",
    },
    names: {
      greeting: "Begrüßung",
      hours: "Öffnungszeiten",
      closures: "Schließtage",
      closedAnnouncement: "Ansage außerhalb der Zeiten",
      nightTarget: "Nachtziel",
      answerTargetSeconds: "Zusage: angenommen innerhalb von",
      offerSecondsMax: "Dauer eines Angebots",
      ringSecondsMax: "Telefon klingelt höchstens",
      transferSecondsMax: "Beim Verbinden klingelt es höchstens",
      wrapUpSecondsMax: "Nachbearbeitung höchstens",
      recallReservedSecondsMax: "Vorrang für dieselbe Person",
      recallSeconds: "Geparkte Anrufer kommen zurück nach",
      redialSeconds: "Wer wieder anruft, behält seinen Platz",
      restSecondsFirst: "Pause nach der ersten Ablehnung",
      restSecondsMax: "Längste Pause nach Ablehnungen",
      requiredSkills: "Verlangte Fähigkeiten",
      widening: "Erweiterung",
      lending: "Aushilfe",
      callback: "Rückruf",
    } satisfies Record<SettingName, string>,
    explained: {
      greeting: "Steht beim Annehmen zum Vorlesen bereit. Für den Namen steht {name}.",
      closedAnnouncement: "Das hören Anrufer, wenn geschlossen ist.",
      nightTarget: "Durchwahl, die außerhalb der Zeiten klingelt. Leer: nur die Ansage.",
      answerTargetSeconds: "Daran wird gemessen, und danach richtet sich die Dringlichkeit.",
      offerSecondsMax: "Danach wird die nächste Person gefragt.",
      ringSecondsMax: "Nach dem Annehmen, bis jemand abhebt.",
      transferSecondsMax: "Danach kommt der Anrufer zurück.",
      wrapUpSecondsMax: "Danach geht es von selbst weiter.",
      recallReservedSecondsMax:
        "So lange wartet ein zurückgekommener Anrufer auf die Person, die verbunden hat.",
      recallSeconds: "Damit niemand vergessen wird.",
      redialSeconds: "Wer beim Warten auflegt und in dieser Zeit neu anruft. 0: nie.",
      restSecondsFirst: "Mit jeder weiteren Ablehnung verdoppelt sie sich.",
      restSecondsMax: "Niemand wird auf Dauer ausgelassen.",
    } satisfies Partial<Record<SettingName, string>>,
    seconds: "Sekunden",
    calls: "Anrufe",
    attempts: "Versuche",
    wholeNumber: "Bitte eine ganze Zahl eingeben.",
    percent: "%",
    wholeSeconds: "Bitte eine ganze Zahl von Sekunden eingeben.",
    wholePercent: "Bitte eine Zahl zwischen 0 und 100 eingeben.",

    weekdays: {
      monday: "Montag",
      tuesday: "Dienstag",
      wednesday: "Mittwoch",
      thursday: "Donnerstag",
      friday: "Freitag",
      saturday: "Samstag",
      sunday: "Sonntag",
    } satisfies Record<Weekday, string>,
    hoursHint:
      "Zum Beispiel 8–12, 13:30–16. Leer heißt geschlossen. 0–24 an allen Tagen heißt rund um die Uhr.",
    hoursWrong: "Bitte so schreiben: 8–12, 13:30–16.",
    asMonday: "Montag auf Dienstag bis Freitag übertragen",
    week: "So ist der Anschluss in den nächsten sieben Tagen geöffnet",
    closed: "geschlossen",
    today: "heute",
    closures: "Eigene Schließtage",
    closuresHint: "Zusätzlich zu Feiertagen und den Schließtagen der Verwaltung.",
    addClosure: "Schließtag hinzufügen",
    closureFrom: "Vom",
    closureTo: "bis einschließlich",
    closureReason: "Anlass",
    closureIncomplete: "Bitte beide Tage und den Anlass angeben.",
    removeClosure: (number: number) => `Schließtag ${number} entfernen`,

    skillsHint: "Nur wer alles Angekreuzte kann, wird gefragt.",
    noSkills: "Im Team sind noch keine Fähigkeiten eingetragen.",
    wideningHint:
      "Zuerst wird die eigene Verwaltung gefragt. Der Platz in der Reihe bleibt. Ohne Stufen wird von der ersten Sekunde an das ganze Team gefragt.",
    step: (number: number) => `Stufe ${number}: nach`,
    stepTo: (number: number) => `Stufe ${number}: auch fragen`,
    steps: { partners: "Partner, soweit sie aushelfen", all: "alle mit den Fähigkeiten" },
    addStep: "Stufe hinzufügen",
    removeStep: (number: number) => `Stufe ${number} entfernen`,
    lends: "Das eigene Team hilft bei anderen Verwaltungen aus",
    lending: {
      budgetShare: "Höchstens von jeder Viertelstunde",
      healthyShareMin: "Nicht mehr, wenn die eigene Zusage unter",
      recoverShareMin: "Wieder, wenn die eigene Zusage über",
    },
    callbackByKey: "Wer wartet, hört: Mit der Eins gibt es einen Rückruf",
    callback: {
      callsPerCallback: "Bei Andrang zwischen zwei Rückrufen",
      retrySeconds: "Nicht erreicht: nächster Versuch nach",
      attemptsMax: "Insgesamt höchstens",
      dialSecondsMax: "Beim Bürger klingelt es höchstens",
    } satisfies Record<Exclude<keyof EditableSettings["callback"], "byKey">, string>,
    callbackHint:
      "Ein Rückruf behält den Platz in der Reihe und wird nur während der Öffnungszeiten vergeben. Zusagen kann ihn das Team in jedem Gespräch.",
    lendingHint: "Der Abstand der beiden Grenzen verhindert ein ständiges Hin und Her.",

    endOfDay: (day: string) => `${day}, 24:00`,
    reason: "Warum? (freiwillig, steht im Verlauf)",
    save: "Speichern",
    saved: "Gespeichert. Es gilt ab der nächsten Entscheidung.",
    discard: "Änderungen verwerfen",
    unchanged: "Keine Änderungen.",
    changes: (names: string) => `Noch nicht gespeichert: ${names}`,
    wrong: (count: number) =>
      count === 1 ? "Ein Feld passt noch nicht." : `${count} Felder passen noch nicht.`,
    draftKept: "Ihre Eingaben von vorhin sind wieder da.",

    conflict: {
      title: "Jemand war schneller",
      hint: (who: string, when: string) =>
        `${who} hat diesen Anschluss geändert (${when}). Was nur eine Seite geändert hat, ist übernommen. Hier haben Sie beide etwas geändert:`,
      noClash: (who: string, when: string) =>
        `${who} hat diesen Anschluss geändert (${when}). Ihre Änderungen betreffen anderes und sind mit den neuen Werten zusammengeführt. Bitte prüfen und noch einmal speichern.`,
      someone: "Jemand",
      mine: "Mein Wert",
      theirs: (who: string) => `Wert von ${who}`,
      apply: "So übernehmen",
    },

    history: {
      title: "Verlauf",
      empty: "Noch nichts von Hand geändert.",
      closed: (from: string, until: string) => `Von Hand geschlossen von ${from} bis ${until}.`,
      announcement: (words: string) => `Ansage: „${words}“`,
      reopened: "Wieder geöffnet.",
      reason: (words: string) => `Grund: ${words}`,
      changed: (name: string, from: string, to: string) => `${name}: von ${from} auf ${to}`,
      none: "nichts",
      off: "aus",
      from: "ab",
      step: (seconds: number, to: string) => `nach ${seconds} s ${to}`,
      callback: (byKey: boolean, calls: number, retry: number, attempts: number, dial: number) =>
        `${byKey ? "mit der Eins" : "nur auf Zusage"}, bei Andrang nach ${calls} Anrufen, ` +
        `${attempts} Versuche im Abstand von ${retry} s, klingelt ${dial} s`,
      lending: (budget: string, low: string, high: string) =>
        `höchstens ${budget} der Viertelstunde, aus unter ${low}, wieder ab ${high}`,
    },

    closing: {
      open: "Anschluss schließen",
      title: (line: string) => `${line} schließen`,
      hint: "Wer schon wartet, wird noch bedient, solange jemand vom Anschluss bei der Arbeit ist; danach hört er die Ansage und wird verabschiedet. Wer neu anruft, hört die Ansage und zählt nicht als angenommener oder verlorener Anruf.",
      announcement: "Ansage für die Anrufer",
      suggestion:
        "Guten Tag. Wir sind heute leider nicht erreichbar. Bitte rufen Sie morgen wieder an. Im Notfall wählen Sie die 112, die Polizei erreichen Sie unter 110.",
      begins: "Beginn",
      now: "sofort",
      at: "zu einem Zeitpunkt",
      ends: "Ende",
      endOfDay: "am Ende des Tages",
      beginsAt: "Zeitpunkt des Beginns",
      endsAt: "Zeitpunkt des Endes",
      close: "Jetzt schließen",
      closed: "Der Anschluss ist geschlossen.",
      noTime: "Bitte einen Zeitpunkt angeben.",
      tooShort: "Bitte schreiben Sie, was die Anrufer hören sollen (mindestens 10 Zeichen).",
      inForce: (until: string, by: string) => `Von Hand geschlossen bis ${until}, von ${by}.`,
      planned: (from: string, until: string, by: string) =>
        `Wird von Hand geschlossen von ${from} bis ${until}, von ${by}.`,
      reopen: "Wieder öffnen",
      keepOpen: "Schließung absagen",
      reopened: "Der Anschluss ist wieder offen.",
    },
  },
} as const;
