/** The keys of the desk. No single letters: they would fire while somebody is writing (WCAG 2.1.4). */
export const keys = {
  accept: { part: "call", press: "F2", label: "F2", does: "Anruf annehmen, wieder bereit" },
  hangUp: {
    part: "call",
    press: "Shift+F2",
    label: "⇧ F2",
    does: "Auflegen; Anruf ablehnen, der klingelt",
  },
  park: { part: "call", press: "F4", label: "F4", does: "Anruf parken, geparkten zurückholen" },
  transfer: { part: "call", press: "F8", label: "F8", does: "Verbinden, Vermittlung zurückholen" },
  callback: { part: "call", press: "Alt+KeyR", label: "Alt R", does: "Rückruf zusagen" },
  giveUp: {
    part: "call",
    press: "Alt+KeyB",
    label: "Alt B",
    does: "Rückruf streichen, der niemanden erreicht hat",
  },
  waiting: {
    part: "call",
    press: "Alt+KeyW",
    label: "Alt W",
    does: "Wartende und geparkte Anrufe",
  },
  search: { part: "answer", press: "$mod+KeyK", label: "Strg K", does: "Wissen durchsuchen" },
  directory: { part: "answer", press: "Alt+KeyV", label: "Alt V", does: "Verzeichnis durchsuchen" },
  place: { part: "answer", press: "Alt+KeyO", label: "Alt O", does: "Ort des Anliegens eingeben" },
  question: { part: "answer", press: "Alt+KeyA", label: "Alt A", does: "Rückfrage beantworten" },
  district: {
    part: "answer",
    press: "Alt+Digit",
    label: "Alt 1 …",
    does: "Antwort eines anderen Kreises",
  },
  report: {
    part: "answer",
    press: "Alt+KeyM",
    label: "Alt M",
    does: "Antwort falsch oder fehlt: melden",
  },
  life: {
    part: "call",
    press: "Alt+KeyG",
    label: "Alt G",
    does: "Verlauf: was geschehen ist, und warum",
  },
  finish: {
    part: "work",
    press: "$mod+Enter",
    label: "Strg ↵",
    does: "Kontakt abschließen; Redaktion: nächster Schritt",
  },
  pause: { part: "work", press: "Alt+KeyP", label: "Alt P", does: "Pause: Grund wählen" },
  endShift: {
    part: "work",
    press: "Alt+KeyS",
    label: "Alt S",
    does: "Schicht beenden: bestätigen",
  },
  moreTime: {
    part: "work",
    press: "Alt+KeyN",
    label: "Alt N",
    does: "Mehr Zeit für die Nachbearbeitung",
  },
  nextPane: { part: "move", press: "F6", label: "F6", does: "Nächster Bereich" },
  previousPane: { part: "move", press: "Shift+F6", label: "⇧ F6", does: "Voriger Bereich" },
  help: { part: "move", press: "Shift+F1", label: "⇧ F1", does: "Diese Hilfe" },
} as const;

/** The parts of the help, in their order. */
export const keyParts = {
  call: "Anruf",
  answer: "Wissen und Ort",
  work: "Kontakt und Schicht",
  move: "Bewegen",
} as const;

/** Keys that hold inside lists and fields, for the help. */
export const listKeys = [
  { part: "move", label: "↑ ↓", does: "In Treffern, Stellen und Wartenden wählen" },
  {
    part: "move",
    label: "↵",
    does: "Treffer übernehmen, Stelle verbinden, Wartenden annehmen oder zurückholen",
  },
  { part: "answer", label: "1 …", does: "Antwort auf die Rückfrage, wenn sie gewählt ist" },
  { part: "move", label: "Esc", does: "Eingabe leeren, Fenster schließen" },
] as const;
