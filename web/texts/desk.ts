import type { AgentState, PartyFailure } from "../../src/routing/state.ts";

/** The call and whom to transfer to. */
export const deskTexts = {
  presence: {
    label: "Ihr Zustand",
    start: "Schicht beginnen",
    startHint: "Wenn Sie die Schicht begonnen haben, klingelt es hier bei jedem Anruf für Sie.",
    ready: "Bereit",
    break: "Pause",
    offline: "Schicht beenden",
    back: "Wieder bereit",
    breakReasons: ["Mittag", "Bildschirmpause", "Besprechung", "Schulung", "Rücksprache"],
    thenBreak: "danach Pause",
    thenOffline: "danach Schichtende",
    signOut: "Abmelden",
    onBreak: "In der Pause kommen keine Anrufe.",
    soundLocked:
      "Der Browser hält den Ton noch zurück: einmal klicken oder eine Taste drücken, dann klingelt es.",
    noProfile:
      "Für Sie ist noch kein Arbeitsprofil eingerichtet. Bitte wenden Sie sich an die Administration.",
    rests: "Der nächste Anruf kommt in",
    notResponding: "Sie haben nicht reagiert und bekommen zurzeit keine Anrufe.",
  },
  states: {
    offline: "Nicht im Dienst",
    ready: "Bereit",
    break: "Pause",
    offered: "Anruf klingelt",
    connecting: "Ihr Telefon klingelt",
    talking: "Im Gespräch",
    wrapUp: "Nachbearbeitung",
    notResponding: "Nicht reagiert",
  } satisfies Record<AgentState, string>,
  transferring: "Vermittlung klingelt",
  dialling: "Rückruf wird gewählt",
  failures: {
    busy: "ist besetzt",
    noAnswer: "hat nicht abgenommen",
    unreachable: "ist nicht erreichbar",
    declined: "hat abgelehnt",
  } satisfies Record<PartyFailure, string>,
  ownPhoneFailures: {
    offerExpired: "Der Anruf wurde nicht angenommen.",
    busy: "Ihr Telefon war besetzt.",
    noAnswer: "Ihr Telefon hat geklingelt, niemand hat abgehoben.",
    unreachable: "Ihr Telefon war nicht erreichbar.",
    declined: "Der Anruf wurde am Telefon abgelehnt.",
  } satisfies Record<PartyFailure | "offerExpired", string>,
  call: {
    title: "Anruf",
    duration: "Dauer",
    line: "Anschluss",
    number: "Nummer",
    suppressed: "unterdrückt",
    originUnknown: "Ort unbekannt",
    confirmed: "bestätigt",
    byLine: "nach dem gewählten Anschluss",
    noGuess: "kein Hinweis auf den Ort",
    guess: (probability: number, reason: string) => `${certaintyWord(probability)} – ${reason}`,
    orElse: (names: readonly string[]) => `sonst ${names.join(" oder ")}`,
    earlier: "Frühere Kontakte dieser Nummer",
    controls: "Gespräch steuern",
    accept: "Annehmen",
    decline: "Ablehnen",
    rings: "Klingelt noch",
    hangUp: "Auflegen",
    pickUp: "Bitte nehmen Sie Ihr Telefon ab.",
    transferred: "Das Gespräch ist vermittelt.",
    ended: "Das Gespräch ist beendet.",
    callerHungUp: "Der Anrufer hat aufgelegt.",
    agentHungUp: "Sie haben aufgelegt.",
    vanished: "Die Verbindung zum Anrufer ist abgerissen: Die Telefonanlage kennt ihn nicht mehr.",
    demoRestarted:
      "Die Vorführung ist neu gestartet worden; ihre Anrufer sind dabei aus der Leitung gefallen.",
    takenOver: "Der Anrufer ist wieder bei Ihrem Team.",
    none: "Kein Anruf. Der nächste erscheint hier.",
    toDesk: "Zum Arbeitsplatz",
    backFrom: (name: string) => `Zurück von ${name}`,
    offerSpoken: (line: string, place: string | null, sure: boolean) =>
      place === null
        ? `Anruf auf ${line}`
        : `Anruf auf ${line}, ${sure ? "" : "vermutlich "}${place}`,
    recallSpoken: (line: string, name: string) => `Anruf auf ${line}, zurück von ${name}`,
    notification: "115-Servicecenter: Ein Anruf klingelt",
  },
  offices: {
    fitting: "Passende Stellen",
    needAnswer:
      "Öffnen Sie eine Antwort, dann stehen hier die Stellen, zu denen Sie verbinden können.",
    askBack: "Bitte nachfragen",
    askKeys: "Die Ziffer wählt die Antwort.",
    asks: ({ ask, cases }: { ask: string; cases: readonly string[] }) =>
      `Bitte nachfragen: ${ask} ${cases.map((each, at) => `${at + 1}: ${each}.`).join(" ")}`,
    asksNothing: "Hier ist nichts nachzufragen.",
    needPlace: "Sobald der Ort feststeht, stehen hier die zuständigen Stellen.",
    responsible: "Zuständig",
    website: "Internetseite",
    order: "Weitere Stellen, in dieser Reihenfolge",
    closedFirst: (name: string, reachability: string) => `${name}: ${reachability}`,
    kinds: {
      unit: "Fachstelle",
      deputy: "Vertretung",
      partner: "Partnerkreis",
      switchboard: "Telefonzentrale",
      ticket: "schriftlich",
    },
  },
  transfer: {
    title: "Verbinden mit",
    connect: "Verbinden",
    connectWith: "Verbinden mit",
    with: (name: string) => `mit ${name}`,
    placeholder: "Name, Aufgabe oder Durchwahl",
    targets: "Stellen und Personen",
    nothing: "Niemand gefunden. Eine Durchwahl können Sie auch direkt eingeben.",
    typeFirst: "Tippen Sie einen Namen, eine Aufgabe oder eine Durchwahl.",
    dial: (digits: string) => `${digits} wählen`,
    confidential: "Nummer nicht herausgeben",
    again: "Geschlossen. Noch einmal drücken verbindet trotzdem.",
    confidentialAgain: "Vertrauliche Nummer. Noch einmal drücken verbindet.",
    unsureAgain: (why: string) => `${why}. Noch einmal drücken verbindet trotzdem.`,
    guessedAgain: "Nur ähnlich geschrieben. Noch einmal drücken verbindet.",
    askSure: (name: string, why: string) => `${name}: ${why}`,
    askClosed: (name: string, hours: string) =>
      `${name}: ${hours}. Noch einmal Eingabe verbindet trotzdem.`,
    started: (name: string) => `Vermittlung an ${name} läuft.`,
    passedOn: (name: string) => `Weitergegeben: Gesucht wird jemand mit „${name}“.`,
    sought: (words: string) => `Weitergegeben, gesucht: ${words}`,
    colleagues: {
      detail: "Zurück ins Team, an jemanden mit dieser Kenntnis; der Platz bleibt.",
      onDuty: (onDuty: number, ready: number) => `${onDuty} im Dienst, ${ready} frei`,
      absent: (name: string, own: boolean) =>
        own
          ? `${inCapitals(name)}: sprechen Sie selbst, sonst zurzeit niemand im Dienst.`
          : `${inCapitals(name)}: zurzeit niemand im Dienst. Mit Alt und R sagen Sie einen Rückruf zu.`,
    },
    rings: (name: string) => `${name} klingelt`,
    extension: "Durchwahl",
    comesBackIn: "kommt zurück in",
    takeBack: "Zurückholen",
    notNow: "Verbinden geht nur im Gespräch.",
    disconnected:
      "Keine Verbindung zum Servicecenter; Ihr Gespräch läuft weiter. Was Sie jetzt wählen, wird " +
      "verbunden, wenn sie binnen 20 Sekunden wieder steht.",
    keyChoose: "wählen",
    keyConnect: "verbinden",
    keyCancel: "abbrechen",
  },
  directory: { title: "Verzeichnis", label: "Verzeichnis durchsuchen" },
} as const;

function inCapitals(name: string): string {
  return name.charAt(0).toLocaleUpperCase("de") + name.slice(1);
}

/** How sure the guess is, in words: never more than it is. */
function certaintyWord(probability: number): string {
  if (probability >= 0.8) return "wahrscheinlich";
  return probability >= 0.5 ? "vermutlich" : "unsicher";
}
