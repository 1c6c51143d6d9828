import { callbackTexts } from "./texts/callback.ts";
import { deskTexts } from "./texts/desk.ts";
import { editingTexts } from "./texts/editing.ts";
import { exchangeTexts } from "./texts/exchange.ts";
import { knowledgeTexts } from "./texts/knowledge.ts";
import { lifeTexts } from "./texts/life.ts";
import { recordTexts } from "./texts/record.ts";
import { settingsTexts } from "./texts/settings.ts";
import { waitingTexts } from "./texts/waiting.ts";

/** Every German word of the browser application; sentences from the server are shown as they come. */
export const texts = {
  ...callbackTexts,
  ...deskTexts,
  ...editingTexts,
  ...exchangeTexts,
  ...knowledgeTexts,
  ...lifeTexts,
  ...recordTexts,
  ...settingsTexts,
  ...waitingTexts,

  product: "115-Servicecenter EMH",
  productShort: "Servicecenter EMH",
  skip: "Zum Inhalt springen",
  loading: "Wird geladen …",
  close: "Schließen",
  cancel: "Abbrechen",
  remove: "entfernen",
  retry: "Noch einmal versuchen",

  spans: {
    minutes: (minutes: number) => `${minutes} min`,
    hours: (hours: string) => `${hours} h`,
    days: (days: string) => `${days} Tage`,
  },

  errors: {
    sending: "wird gesendet …",
    notSent: "Nicht gesendet: Es besteht keine Verbindung zum Servicecenter.",
    superseded: "Nicht gesendet, weil Sie danach etwas anderes gewählt haben.",
    noReply: "Das Servicecenter hat nicht rechtzeitig geantwortet. Bitte prüfen Sie den Stand.",
    unreachable: "Der Server ist nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.",
    unexpected: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
    crashed: "Diese Ansicht ist auf einen Fehler gestoßen. Ihr Gespräch am Telefon läuft weiter.",
    reload: "Neu laden",
    notFound: "Diese Seite gibt es nicht.",
    toHome: "Zur Startseite",
    forbidden: "Für diese Seite fehlt Ihnen die Berechtigung.",
  },

  navigation: {
    label: "Hauptbereiche",
    desk: "Arbeitsplatz",
    supervisor: "Leitstand",
    knowledge: "Wissen",
    editing: "Redaktion",
    settings: "Anschlüsse",
  },

  connection: {
    notices: "Hinweise",
    lost: "Verbindung verloren.",
    lostHint: "Telefongespräche laufen weiter. Was hier steht, bleibt stehen.",
    since: "Seit",
    connecting: "Verbindung wird aufgebaut …",
    restored: "Die Verbindung steht wieder.",
    telephony: "Die Telefonanlage ist nicht erreichbar. Anrufe kommen zurzeit nicht an.",
    database:
      "Die Datenbank ist nicht erreichbar. Wer wartet, hört weiter Musik und behält den Platz; " +
      "was Sie jetzt auslösen, wird ausgeführt, sobald sie wieder da ist.",
    demo: "Vorführbetrieb",
  },

  theme: { toDark: "Dunkle Darstellung", toLight: "Helle Darstellung" },
  keyHelp: { title: "Tastenkürzel" },

  situation: {
    waiting: (count: number) => (count === 1 ? "wartet insgesamt" : "warten insgesamt"),
    waitingHint: "Auf allen Anschlüssen zusammen, auch wer gerade angeboten wird",
    longest: "längste",
    inTarget: "im Ziel",
    promiseHint: "Heute rechtzeitig angenommene Anrufe, alle Anschlüsse",
  },

  supervisor: {
    lines: "Anschlüsse",
    linesCaption: (goal: string) =>
      `Anschlüsse jetzt und heute; Ziel: ${goal} rechtzeitig angenommen`,
    team: "Team",
    waiting: "Es warten",
    longest: "Längste Wartezeit",
    promise: "Heute im Ziel angenommen",
    ready: "Bereit",
    corrections: "Meldung bis Berichtigung",
    correctionsFoot: (about: string | null, corrected: number, open: number) =>
      `${about ?? "Median"} · ${corrected} berichtigt, ${open} offen`,
    ofSignedIn: (count: number) => `von ${count} im Dienst`,
    nobodyFree: (waiting: number) =>
      waiting === 1 ? "niemand frei, 1 wartet" : `niemand frei, ${waiting} warten`,
    noCallsYet: "heute noch kein Anruf",
    goalMet: "Ziel 75 % erreicht",
    goalMissed: "unter dem Ziel von 75 %",
    belowGoal: "unter dem Ziel",
    overTarget: "länger als zugesagt",
    overTargetOf: (seconds: number) => `über ${seconds} s`,
    of: "von",
    lineColumns: {
      line: "Anschluss",
      hours: "Öffnung",
      waiting: "warten",
      longest: "längste Wartezeit",
      talking: "sprechen",
      answered: "heute angenommen",
      abandoned: "aufgelegt",
      promise: "im Ziel",
    },
    teamColumns: {
      name: "Name",
      administration: "Verwaltung",
      state: "Zustand",
      since: "seit",
      line: "Anschluss",
    },
  },

  signIn: {
    title: "Anmelden",
    username: "Benutzername",
    password: "Passwort",
    submit: "Anmelden",
    incomplete: "Bitte geben Sie Benutzername und Passwort ein.",
    demonstration: "Konten der Vorführung",
    demonstrationHint:
      "Wählen Sie ein Konto, dann ist das Formular ausgefüllt. Alle Personen sind erfunden.",
  },
  roles: {
    agent: "Agent/in",
    operator: "Vermittlung",
    editor: "Redaktion",
    supervisor: "Leitung",
    administrator: "Administration",
  },
  firstStart: {
    title: "Erster Start",
    hint: "Sie richten das Konto ein, das alle weiteren anlegt. Dieser Link gilt nur einmal.",
    name: "Vor- und Nachname",
    repeated: "Passwort wiederholen",
    passwordHint: "Mindestens 12 Zeichen; die Länge zählt.",
    submit: "Konto anlegen",
    incomplete: "Bitte füllen Sie alle Felder aus.",
    tooShort: "Das Passwort braucht mindestens 12 Zeichen.",
    different: "Die beiden Passwörter sind verschieden.",
    done: "Das Konto ist angelegt. Sie können sich jetzt anmelden.",
    toSignIn: "Zur Anmeldung",
  },
} as const;
