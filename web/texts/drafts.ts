/** A draft on its way: kept, handed over, decided on, brought together with another. */
export const draftTexts = {
  saving: {
    saved: (time: string) => `Gespeichert um ${time}`,
    unchanged: "Alles gespeichert",
    dirty: "Wird gleich gespeichert",
    saving: "Wird gespeichert …",
    failed: (why: string, kept: boolean) =>
      `Noch nicht auf dem Server: ${why} ${
        kept
          ? "Auf diesem Gerät ist der Text sicher."
          : "Auch dieses Gerät nimmt ihn nicht auf: Lassen Sie diese Seite offen."
      }`,
    signedOut: "Bitte melden Sie sich wieder an.",
    clashing: "Zwei Texte sind zusammenzubringen",
    huge: (field: string, letters: number) =>
      `„${field}“ ist mit ${letters.toLocaleString("de-DE")} Zeichen viel zu lang; kürzen Sie es.`,
    notHanded: (why: string) => `Was hier steht, ist noch nicht gespeichert: ${why}`,
    forget: "Diesen Text verwerfen",
    left: "Auf diesem Gerät steht noch Text von Ihnen, der nicht gespeichert ist:",
    beginToAdopt: "Beginnen Sie einen Entwurf, um ihn zu übernehmen.",
    adopt: "In den Entwurf übernehmen",
    merged: (name: string) =>
      `${name} hat zugleich geschrieben. Beide Änderungen stehen jetzt hier zusammen.`,
    restored: "Ihr Text von vorhin ist wieder da.",
  },

  actions: {
    begin: "Bearbeiten",
    confirm: "Geprüft, stimmt noch",
    confirmed: "Als heute geprüft vermerkt.",
    withdraw: "Zurückziehen",
    withdrawn: "Die Antwort ist zurückgezogen.",
    unschedule: "Planung aufheben",
    unscheduled: "Die Planung ist aufgehoben.",
    submit: "Zur Prüfung geben",
    submitted: "Zur Prüfung gegeben.",
    discard: "Entwurf verwerfen",
    discarded: "Der Entwurf ist verworfen. Im Verlauf steht er weiter.",
    fetchBack: "Zurückholen",
    fetchedBack: "Zurückgeholt. Sie können weiterschreiben.",
    return: "Zurückgeben",
    returned: "Zurückgegeben.",
    release: "Freigeben",
    released: "Freigegeben. Alle Arbeitsplätze zeigen es jetzt.",
    scheduled: "Freigegeben. Es gilt ab dem gewählten Tag.",
  },
  windows: {
    submitHint: "Eine zweite Person prüft und gibt frei.",
    openPoints: (count: number) =>
      count === 1
        ? "Ein Punkt steht der Freigabe noch entgegen."
        : `${count} Punkte stehen der Freigabe noch entgegen.`,
    comment: "Worte dazu (freiwillig)",
    returnHint: (name: string) => `Die Fassung geht als Entwurf an ${name} zurück.`,
    fetchHint:
      "Die Fassung wird wieder ein Entwurf. Niemand prüft sie, bis Sie sie wieder übergeben.",
    returnComment: "Was ist noch zu ändern?",
    withdrawComment: "Warum muss die Antwort weg?",
    withdrawHint:
      "Das wirkt sofort an allen Arbeitsplätzen, ohne zweite Person. In einem Kreis gilt danach die gemeinsame Antwort.",
    withdrawScheduled: "Die Fassung beginnt dann nicht. Was heute gilt, bleibt.",
    discardHint: "Niemand sonst sieht den Entwurf danach als offen. Im Verlauf bleibt er lesbar.",
    releaseHint: (day: string | null) =>
      day === null
        ? "Die Fassung gilt sofort und wird an allen Arbeitsplätzen gezeigt."
        : `Die Fassung gilt ab ${day} und wird ab diesem Tag an allen Arbeitsplätzen gezeigt.`,
    settles: "Welche Meldungen berichtigt diese Fassung?",
    settlesHint:
      "Vorgeschlagen sind Meldungen, die älter sind als der Entwurf oder für ihn übernommen wurden. Die anderen bleiben offen.",
  },

  conflict: {
    title: "Zwei Texte zusammenbringen",
    hint: (who: string) =>
      `${who} hat dieselben Stellen geändert. Nichts ist verloren: Wählen Sie je Feld einen Text oder schreiben Sie beide zusammen.`,
    movedHint:
      "Was gilt, hat sich geändert, seit der Entwurf begonnen wurde. Bringen Sie beides zusammen.",
    adoptHint:
      "Im Entwurf steht an denselben Stellen anderes. Nichts ist verloren: Wählen Sie je Feld einen Text oder schreiben Sie beide zusammen.",
    inDraft: "Was im Entwurf steht",
    base: "Ausgangstext",
    mine: "Mein Text",
    theirs: (who: string) => `Text von ${who}`,
    nowHolds: "Was jetzt gilt",
    result: "Ergebnis",
    takeMine: "Meinen nehmen",
    takeTheirs: "Anderen nehmen",
    takeBoth: "Beide nacheinander",
    apply: "So übernehmen",
    empty: "leer",
    nothing: "Kein Feld widerspricht sich; was nur eine Seite geändert hat, ist übernommen.",
  },

  guard: {
    title: "Noch nicht gespeichert",
    hint: "Ein Teil Ihres Textes ist noch nicht auf dem Server. Auf diesem Gerät bleibt er erhalten.",
    stay: "Hier bleiben",
    leave: "Trotzdem gehen",
  },
} as const;
