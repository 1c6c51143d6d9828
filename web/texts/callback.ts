import type { EndedCallbacks } from "../../src/reports/schema.ts";
import type { EndCause } from "../../src/routing/events.ts";
import type { DialFailure } from "../../src/routing/callback-state.ts";

type CallbackOutcome = EndedCallbacks["callbacks"][number]["outcome"];

/** Who is called back, and how it is promised (R11). */
export const callbackTexts = {
  callback: {
    title: "Rückruf",
    list: "Rückrufe",
    count: (count: number) => (count === 1 ? "1 Rückruf" : `${count} Rückrufe`),
    none: "Zurzeit ist niemand zurückzurufen.",
    today: (wished: number, reached: number, notReached: number) =>
      `heute ${wished} gewünscht oder zugesagt, ${reached} erreicht, ${notReached} nicht erreicht`,
    columns: {
      number: "Nummer",
      line: "Anschluss",
      asked: "gewünscht",
      state: "Stand",
      matter: "Anliegen und Notiz",
      act: "Eingreifen",
    },
    whoWished: (promisedBy: string | null) =>
      promisedBy === null ? "vom Anrufer selbst" : `zugesagt von ${promisedBy}`,
    offered: "Rückruf",
    asked: (when: string) => `Hat um Rückruf gebeten: ${when}`,
    promised: (name: string, when: string) => `Zugesagt von ${name}: ${when}`,
    concerns: (titles: readonly string[]) => `Anliegen: ${titles.join(", ")}`,
    matter: "Anliegen:",
    attempts: (attempts: number, most: number) => `${attempts} von ${most} Versuchen vergeblich`,
    lastFailure: (words: string) => `zuletzt ${words}`,
    failures: {
      busy: "besetzt",
      noAnswer: "nicht abgenommen",
      unreachable: "nicht erreichbar",
      declined: "abgewiesen",
      brokenOff: "vorher aufgelegt",
    } satisfies Record<DialFailure, string>,
    waitsFor: {
      team: "wartet auf das Team",
      first: (name: string) => `zuerst für ${name}`,
      time: (when: string) => `ab ${when}`,
      opening: (when: string | null) =>
        when === null ? "wartet auf die Öffnung" : `zur Öffnung, ${when}`,
      ownCall: "ruft gerade selbst an",
      nobody: "läuft gerade",
    },
    ended: {
      title: "Heute beendete Rückrufe",
      none: "Heute ist noch kein Rückruf beendet.",
      forgotten: "Nummer gelöscht",
      columns: {
        ended: "beendet",
        number: "Nummer",
        outcome: "Ergebnis",
        failed: "vergeblich gewählt",
        wished: "gewünscht",
        line: "Anschluss",
      },
      outcomes: {
        reached: "erreicht",
        notReached: "nicht erreicht",
        gotThrough: "kam selbst durch",
        cancelled: "gestrichen",
      } satisfies Record<CallbackOutcome, string>,
    },
    call: "Jetzt zurückrufen",
    callWhom: (number: string) => `${number} jetzt zurückrufen`,
    cancel: "Streichen",
    cancelWhom: (number: string) => `Rückruf an ${number} streichen`,
    cancelSure: "Wirklich streichen?",
    cancelled: (number: string) => `Der Rückruf an ${number} ist gestrichen.`,
    pickUp: "Bitte nehmen Sie Ihr Telefon ab, dann wird die Nummer gewählt.",
    dialling: (number: string) => `${number} wird angerufen`,
    spoken: (line: string, number: string) => `Rückruf für ${line}, ${number}`,

    again: (waits: string) =>
      `Es wird von selbst noch einmal versucht (${waits}). Nummer, Ort und Anliegen bleiben.`,
    endedInVain: {
      callbackNotReached: "Das war der letzte Versuch; der Rückruf ist damit beendet.",
      callbackCancelled: "Der Rückruf ist gestrichen.",
      callbackReplaced: "Der Rückruf ist neu zugesagt.",
    } as Partial<Record<EndCause, string>>,
    otherTime: "Zu anderer Zeit",
    anew: "Noch einmal zusagen",
    giveUp: "Streichen",
    giveUpReason: (number: string) =>
      `Der Rückruf an ${number} ist gestrichen. Warum, steht am besten in der Notiz.`,
    later: "Fertig, später noch einmal",
    goesOn: "Gesichert. Der Rückruf wird später noch einmal versucht.",
    promise: "Rückruf zusagen",
    promiseShort: "Rückruf",
    hint: "Zurückgerufen wird während der Öffnungszeiten. Wer vorher selbst jemanden erreicht, wird nicht mehr angerufen.",
    number: "Telefonnummer mit Vorwahl",
    when: "Wann",
    soon: "so bald wie möglich",
    at: "zu einer Zeit",
    atWhen: "Zeitpunkt",
    toHerself: "Zuerst mich fragen, dann das Team",
    note: "Worum geht es? (freiwillig)",
    submit: "Rückruf zusagen",
    done: (number: string, when: string) => `Rückruf an ${number} zugesagt, ${when}.`,
    noNumber: "Bitte eine Telefonnummer mit Vorwahl eingeben, zum Beispiel 06571 1234.",
    noTime: "Bitte einen Zeitpunkt angeben.",
    notNow: "Einen Rückruf zusagen geht im Gespräch und in der Nachbearbeitung.",
  },
} as const;
