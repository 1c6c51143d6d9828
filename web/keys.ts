/** The keys of the desk. No single letters: they would fire while somebody is writing (WCAG 2.1.4). */
export const keys = {
  accept: { press: "F2", label: "F2", does: "Anruf annehmen, wieder bereit" },
  hangUp: { press: "Shift+F2", label: "⇧ F2", does: "Auflegen; Anruf ablehnen, der klingelt" },
  park: { press: "F4", label: "F4", does: "Anruf parken, geparkten zurückholen" },
  transfer: { press: "F8", label: "F8", does: "Verbinden, Vermittlung zurückholen" },
  callback: { press: "Alt+KeyR", label: "Alt R", does: "Rückruf zusagen" },
  waiting: { press: "Alt+KeyW", label: "Alt W", does: "Wartende und geparkte Anrufe" },
  search: { press: "$mod+KeyK", label: "Strg K", does: "Wissen durchsuchen" },
  directory: { press: "Alt+KeyV", label: "Alt V", does: "Verzeichnis durchsuchen" },
  place: { press: "Alt+KeyO", label: "Alt O", does: "Ort des Anliegens eingeben" },
  district: { press: "Alt+Digit", label: "Alt 1 …", does: "Antwort eines anderen Kreises" },
  report: { press: "Alt+KeyM", label: "Alt M", does: "Antwort falsch oder fehlt: melden" },
  life: { press: "Alt+KeyG", label: "Alt G", does: "Verlauf: was geschehen ist, und warum" },
  finish: {
    press: "$mod+Enter",
    label: "Strg ↵",
    does: "Kontakt abschließen; Redaktion: nächster Schritt",
  },
  pause: { press: "Alt+KeyP", label: "Alt P", does: "Pause: Grund wählen" },
  endShift: { press: "Alt+KeyS", label: "Alt S", does: "Schicht beenden: bestätigen" },
  moreTime: { press: "Alt+KeyN", label: "Alt N", does: "Mehr Zeit für die Nachbearbeitung" },
  nextPane: { press: "F6", label: "F6", does: "Nächster Bereich" },
  previousPane: { press: "Shift+F6", label: "⇧ F6", does: "Voriger Bereich" },
  help: { press: "Shift+F1", label: "⇧ F1", does: "Diese Hilfe" },
} as const;

/** Keys that hold inside lists and fields, for the help. */
export const listKeys = [
  { label: "↑ ↓", does: "In Treffern, Stellen und Wartenden wählen" },
  { label: "↵", does: "Treffer übernehmen, Stelle verbinden, Wartenden annehmen oder zurückholen" },
  { label: "Esc", does: "Eingabe leeren, Fenster schließen" },
] as const;
