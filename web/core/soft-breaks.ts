/** What long words of official German end in, or go on with: before each of them they may part. */
const heads = [
  "anerkennung",
  "ausschuss",
  "auskunft",
  "ausweis",
  "beförderung",
  "beratung",
  "berechtigung",
  "bescheinigung",
  "beschwerde",
  "bestätigung",
  "erklärung",
  "erlaubnis",
  "fahrzeug",
  "förderung",
  "gefährdung",
  "genehmigung",
  "gesetz",
  "gestattung",
  "hochschule",
  "identifikation",
  "information",
  "kataster",
  "kennzeichen",
  "klassen",
  "leistung",
  "nachweis",
  "nummer",
  "psychiatrisch",
  "qualifizierung",
  "register",
  "schein",
  "schornstein",
  "setzung",
  "steuer",
  "überwachung",
  "untersuchung",
  "verfahren",
  "verkehr",
  "vermittlung",
  "verzeichnis",
  "vorschuss",
  "zeugnis",
];
const joint = new RegExp(`(?<=[\\p{L})]{4})(?:\\(|${heads.join("|")})`, "giu");
/** Shorter words fit into the narrowest column. */
const longWord = /[\p{L}()]{18,}/gu;

/**
 * A title whose long compounds part where they are joined, with a hyphen: not every browser has
 * the German dictionary that `hyphens: auto` needs.
 */
export function withSoftBreaks(title: string): string {
  return title.replaceAll(longWord, (word) => word.replaceAll(joint, "\u00AD$&"));
}
