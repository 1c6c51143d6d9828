/** Files of other systems, and what the search has learnt. */
export const exchangeTexts = {
  exchange: {
    title: "Austausch",
    lead: "XZuFi-Dateien anderer Redaktionen lesen und prüfen, und den eigenen Stand ausgeben.",

    upload: {
      title: "Datei einlesen",
      file: "XZuFi-Datei",
      limits: (megabytes: number) =>
        `XML nach XZuFi 2.2 oder 2.3, höchstens ${megabytes} MB. Beim Einlesen ändert sich keine Antwort.`,
      choose: "Datei wählen",
      none: "keine Datei gewählt",
      check: "Datei prüfen",
      checking: "Die Datei wird gelesen und verglichen …",
      noFile: "Wählen Sie zuerst eine Datei.",
      notXml: (name: string) =>
        `„${name}“ ist keine XML-Datei. Wählen Sie eine Datei, deren Name auf .xml endet.`,
      tooLarge: (name: string, megabytes: number, most: number) =>
        `„${name}“ hat ${megabytes} MB, erlaubt sind ${most} MB. Lassen Sie sich die Datei in Teilen geben.`,
      empty: (name: string) => `„${name}“ ist leer. Lassen Sie sich die Datei noch einmal geben.`,
      advice: {
        xml_malformed:
          "Öffnen Sie die Datei an dieser Stelle oder lassen Sie sie vom Absender neu ausgeben.",
        xml_with_dtd: "Bitten Sie den Absender um eine Datei ohne DOCTYPE-Zeile.",
        xml_too_large: "Bitten Sie den Absender, diesen Eintrag zu kürzen.",
        xzufi_expected: "Wählen Sie die XZuFi-Ausgabe des anderen Systems.",
      } as Record<string, string>,
      nothingRead: "Es wurde nichts übernommen.",
      line: (line: number) => `Zeile ${line}`,
      result: (name: string) => `Das steht in „${name}“`,
      store: "Unterschiede zur Prüfung aufnehmen",
      storing: "Die Unterschiede werden aufgenommen …",
      storeHint: "Auch danach ändert sich noch nichts: Sie entscheiden je Leistung oder je Feld.",
      differences: (count: number, conflicts: number) =>
        conflicts === 0
          ? `${count} zu entscheiden.`
          : `${count} zu entscheiden, davon ${conflicts} mit Konflikt: hier und in der Datei geändert.`,
      noDifference: (read: number, ignored: number) => {
        const nothing = "Es gibt nichts zu entscheiden";
        if (read === 0) return `${nothing}: Die Datei enthält nichts, was hier verglichen wird.`;
        if (ignored === 0) return `Alles gleich: ${nothing}.`;
        if (ignored < read) return `${nothing}: ${read - ignored} gleich, ${ignored} übergangen.`;
        return read === 1
          ? `${nothing}: Der einzige Eintrag der Datei gilt hier nicht oder ist unbekannt.`
          : `${nothing}: Keiner der ${read} Einträge der Datei gilt hier oder ist bekannt.`;
      },
    },
    counts: {
      caption: "Was geschehen würde",
      kind: "in der Datei",
      read: "gelesen",
      created: "neu hier",
      updated: "geändert",
      unchanged: "gleich",
      ignored: "übergangen",
      missing: "fehlen in der Datei",
      missingHint: "Was in der Datei fehlt, bleibt hier, wie es ist.",
      ignoredHint:
        "Übergangen wird, was es hier nicht gibt oder nicht mehr gilt. Leistungen und Behörden legt die Wissensbasis an.",
      ignoredNames: (kind: string) => `Übergangene ${kind}`,
      more: (count: number) => `und ${count} weitere`,
    },

    export: {
      title: "Ausgeben",
      hint: "Alles, was heute gilt, als eine Datei für andere Systeme.",
      download: (version: string) => `XZuFi ${version.split(".").slice(0, 2).join(".")}`,
      hints: "mit Auskunftshinweisen",
      hintsHint: "Interne Hinweise gehören nur zu Empfängern, die selbst Auskunft geben.",
    },

    runs: {
      title: "Eingelesene Dateien",
      none: "Noch keine Datei eingelesen.",
      file: "Datei",
      when: "eingelesen",
      by: "von",
      open: "offen",
      allDone: "alles entschieden",
    },

    run: {
      back: "Zu allen Dateien",
      info: (when: string, who: string) => `eingelesen ${when} von ${who}`,
      counts: "Was in der Datei steht",
      list: "Was verschieden ist",
      filter: "Zeigen",
      open: "offen",
      all: "alle",
      none: "Hier ist alles entschieden.",
      nothing: "Die Datei sagt nichts anderes als der Bestand hier.",
      more: "Weitere laden",
      count: (shown: number, total: number) =>
        shown !== total
          ? `${shown} von ${total} Unterschieden`
          : total === 1
            ? "1 Unterschied"
            : `${total} Unterschiede`,
      keys: "Pfeiltasten wählen, Tab führt zu den Feldern.",
      conflict: "Konflikt",
      conflictHint: "Seit dem letzten Abgleich hier und in der Datei geändert: bitte vergleichen.",
      differs: "weicht ab",
      differsHint: "Noch nie abgeglichen: Welche Seite neuer ist, ist nicht bekannt.",
      differences: (count: number) => (count === 1 ? "1 Feld" : `${count} Felder`),
      waiting: "zweite Person",
      done: "entschieden",
    },
    proposal: {
      kinds: {
        answer: "Eigene Antwort",
        service: "Angaben zur Leistung",
        authority: "Behörde",
        responsibility: "Zuständigkeit",
        removal: "Von der Quelle gelöscht",
      },
      effects: {
        answer: "Wird ein Entwurf; eine zweite Person prüft und gibt frei.",
        service: "Wird wirksam, wenn eine zweite Person zustimmt.",
        authority: "Wird wirksam, wenn eine zweite Person zustimmt.",
        responsibility:
          "Wird wirksam, wenn eine zweite Person zustimmt; danach richten sich auch die Eskalationsziele.",
        removal: "Löst nur die Verknüpfung mit der Quelle; die Antwort bleibt.",
      },
      notHeld: {
        authority:
          "Übernommen werden Anschrift, Telefon und Internetseite der Behörde. Durchwahlen, Vertretungen und Sprechzeiten stehen im Verzeichnis und kommen nicht aus XZuFi.",
        responsibility:
          "Ansprechpunkte ohne eigene Zuständigkeit kommen nicht aus XZuFi: Wohin verbunden wird, steht im Verzeichnis.",
      } as Record<string, string>,
      blocked: "Kann hier nicht übernommen werden:",
      acknowledge: "Zur Kenntnis genommen",
      here: "hier",
      nothingHere: "hier noch nichts",
      unchanged: (count: number) =>
        count === 1 ? "1 weitere Angabe bleibt gleich" : `${count} weitere Angaben bleiben gleich`,
      take: "übernehmen",
      shared: "Gemeinsame Antwort",
      unlink: "Verknüpfung lösen",
      accept: "Gewählte Felder übernehmen",
      acceptOne: "Übernehmen",
      reject: "Nicht übernehmen",
      acceptAll: "Alles dieser Leistung übernehmen",
      rejectAll: "Nichts davon übernehmen",
      agree: "Zustimmen",
      return: "Zurücknehmen",
      returnOther: "Zurückgeben",
      waitsFor: (name: string) => `Vorgemerkt von ${name}; wirksam erst mit einer zweiten Person.`,
      fates: { open: "offen", marked: "vorgemerkt", taken: "übernommen", left: "abgelehnt" },
      noneChosen: "Kein Feld gewählt: Wählen Sie mindestens eines.",
      openDraft: "Antwort öffnen",
      decidedBy: (name: string, when: string) => `${name}, ${when}`,
      word: "Wortvergleich",
      side: "Nebeneinander",
      view: "Ansicht",
      there: "Quelle",
    },
  },

  learnt: {
    title: "Suche",
    heading: "Was die Suche gelernt hat",
    lead: "Wählen Agentinnen und Agenten zu einem Wort oft dieselbe Leistung, rückt sie höchstens einen Platz vor; 100 % Wirkung wäre das Äußerste. Wörter stehen hier als Wortstamm. Gespeichert werden nur bekannte Wörter und Leistungen, keine Person, kein Gespräch und kein Freitext.",
    filter: "Wort oder Leistung suchen",
    none: "Die Suche hat noch nichts gelernt.",
    nothing: "Nichts passt zu dieser Auswahl.",
    count: (shown: number, total: number) =>
      shown !== total
        ? `${shown} von ${total} Einträgen`
        : total === 1
          ? "1 Eintrag"
          : `${total} Einträge`,
    lift: (percent: string) => `Wirkung ${percent}`,
    choices: (count: string) => `${count}-mal`,
    reset: "Zurücksetzen",
    resetOne: (terms: string, service: string) => `„${terms}“ → ${service}: Zurücksetzen`,
    resetService: "Alles zurücksetzen",
    resetServiceOf: (service: string) => `${service}: Alles zurücksetzen`,
    sure: "Wirklich vergessen?",
    done: (count: number) =>
      count === 1 ? "1 Eintrag ist vergessen." : `${count} Einträge sind vergessen.`,
    resets: "Zuletzt zurückgesetzt",
    noResets: "Noch nichts zurückgesetzt.",
    resetLine: (what: string, count: number) =>
      `${what}: ${count === 1 ? "1 Eintrag" : `${count} Einträge`}`,
    everything: "alles",
    allOf: (service: string) => `alles zu ${service}`,
    allTerms: (terms: string) => `alles zu „${terms}“`,
  },
} as const;
