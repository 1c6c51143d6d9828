interface Grammar {
  article: string;
  verb: "ist" | "sind";
}

/** The head word of a name decides its article; the first word of the name that is known wins. */
const heads: readonly [RegExp, Grammar][] = [
  [/(werke|betriebe|dienste)$/i, { article: "die", verb: "sind" }],
  [/(verband|betrieb|notar|dienst|hof|beirat|kreis|bund)$/i, { article: "der", verb: "ist" }],
  [
    /(amt|gericht|center|zentrum|ministerium|präsidium|büro|haus|institut|werk|archiv|register)$/i,
    { article: "das", verb: "ist" },
  ],
  [
    /(verwaltung|gemeinde|stadt|agentur|direktion|kasse|behörde|stelle|kammer|polizei|inspektion|versicherung|wirtschaft|anstalt|verkehrswacht|zentrale|schule|bank|bahn|aufsicht|einrichtung|gesellschaft)$/i,
    { article: "die", verb: "ist" },
  ],
];

/** "Zuständig ist das Finanzamt Wittlich", "Zuständig sind die Kreiswerke Cochem-Zell". */
export function responsiblePhrase(name: string): string {
  for (const word of name.match(/[\p{Letter}]+/gu) ?? []) {
    const grammar = heads.find(([pattern]) => pattern.test(word))?.[1];
    if (grammar) return `Zuständig ${grammar.verb} ${grammar.article} ${name}`;
  }
  return `Zuständig ist ${name}`;
}
