import type { SettingName } from "./line-schema.ts";

/** What each setting is called in German. */
export const settingWords: Record<SettingName, string> = {
  greeting: "Begrüßung",
  hours: "Öffnungszeiten",
  closures: "Schließtage",
  closedAnnouncement: "Ansage außerhalb der Zeiten",
  nightTarget: "Nachtziel",
  answerTargetSeconds: "Zusage",
  offerSecondsMax: "Dauer eines Angebots",
  ringSecondsMax: "Klingeldauer am Telefon",
  transferSecondsMax: "Klingeldauer beim Verbinden",
  wrapUpSecondsMax: "Nachbearbeitung",
  recallReservedSecondsMax: "Vorrang nach Wiederanlauf",
  recallSeconds: "Rückkehr geparkter Anrufer",
  redialSeconds: "Platz bei neuem Anruf",
  restSecondsFirst: "Pause nach der ersten Ablehnung",
  restSecondsMax: "längste Pause nach Ablehnungen",
  requiredSkills: "verlangte Fähigkeiten",
  widening: "Erweiterung",
  lending: "Aushilfe",
  callback: "Rückruf",
};
