import { describe, expect, test } from "vitest";
import { responsiblePhrase } from "../../src/knowledge/authority-phrase.ts";

describe("the article of an authority", () => {
  test.each([
    ["Agentur für Arbeit Trier", "Zuständig ist die Agentur für Arbeit Trier"],
    [
      "Deutsche Rentenversicherung Rheinland-Pfalz",
      "Zuständig ist die Deutsche Rentenversicherung Rheinland-Pfalz",
    ],
    ["Jobcenter Vulkaneifel", "Zuständig ist das Jobcenter Vulkaneifel"],
    ["Amtsgericht Wittlich", "Zuständig ist das Amtsgericht Wittlich"],
    [
      "Landesamt für Soziales, Jugend und Versorgung",
      "Zuständig ist das Landesamt für Soziales, Jugend und Versorgung",
    ],
    ["Landesbetrieb Mobilität Gerolstein", "Zuständig ist der Landesbetrieb Mobilität Gerolstein"],
    [
      "Struktur- und Genehmigungsdirektion Nord",
      "Zuständig ist die Struktur- und Genehmigungsdirektion Nord",
    ],
    [
      "Kreisverwaltung des Eifelkreises Bitburg-Prüm",
      "Zuständig ist die Kreisverwaltung des Eifelkreises Bitburg-Prüm",
    ],
    ["Gemeinde Morbach", "Zuständig ist die Gemeinde Morbach"],
    ["Stadtwerke Bitburg", "Zuständig sind die Stadtwerke Bitburg"],
    ["ARD ZDF Deutschlandradio", "Zuständig ist ARD ZDF Deutschlandradio"],
    ["KfW und BAFA", "Zuständig sind KfW und BAFA"],
    ["Ärztlicher Bereitschaftsdienst", "Zuständig ist der Ärztliche Bereitschaftsdienst"],
    ["Gemeinsame Adoptionsstelle", "Zuständig ist die Gemeinsame Adoptionsstelle"],
    ["Anerkannte Beratungsstelle", "Zuständig ist eine anerkannte Beratungsstelle"],
    ["Suchtberatungsstelle", "Zuständig ist eine Suchtberatungsstelle"],
    ["Trierer Verkehrsverbund", "Zuständig ist der Trierer Verkehrsverbund"],
  ])("%s", (name, phrase) => {
    expect(responsiblePhrase(name)).toBe(phrase);
  });
});
