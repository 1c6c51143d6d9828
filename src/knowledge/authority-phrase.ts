interface Grammar {
  /** "eine" where any of several will do. */
  article: "der" | "die" | "das" | "eine";
  verb: "ist" | "sind";
}

/** The head word of a name decides its article; the first word of the name that is known wins. */
const heads: readonly [RegExp, Grammar][] = [
  [/(werke|betriebe|dienste)$/i, { article: "die", verb: "sind" }],
  [
    /(verband|verbund|betrieb|notar|dienst|service|feger|hof|beirat|kreis|bund)$/i,
    { article: "der", verb: "ist" },
  ],
  [
    /(amt|gericht|center|zentrum|ministerium|präsidium|büro|haus|institut|werk|archiv|register|telefon)$/i,
    { article: "das", verb: "ist" },
  ],
  [/(beratungsstelle|praxis)$/i, { article: "eine", verb: "ist" }],
  [
    /(verwaltung|gemeinde|stadt|agentur|direktion|kasse|behörde|stelle|kammer|polizei|inspektion|versicherung|wirtschaft|anstalt|wacht|zentrale|schule|bank|bahn|aufsicht|einrichtung|gesellschaft)$/i,
    { article: "die", verb: "ist" },
  ],
];

/** After "der" and "das" an adjective loses its own ending: "der Ärztliche Bereitschaftsdienst". */
const strongAdjective = /^(\p{Letter}+(?:lich|isch|tigt|iert|sam)e)[rs]$/u;

/** "Zuständig ist das Finanzamt Wittlich", "Zuständig sind die Kreiswerke Cochem-Zell". */
export function responsiblePhrase(name: string): string {
  for (const word of name.match(/\p{Letter}+/gu) ?? []) {
    const grammar = heads.find(([pattern]) => pattern.test(word))?.[1];
    if (!grammar) continue;
    const [first = "", ...rest] = name.split(" ");
    const adjective = first === word ? first : first.replace(strongAdjective, "$1");
    const isName = grammar.article !== "eine" || first === word;
    const begin = isName ? adjective : adjective.toLowerCase();
    return `Zuständig ${grammar.verb} ${grammar.article} ${[begin, ...rest].join(" ")}`;
  }
  return `Zuständig ${name.includes(" und ") ? "sind" : "ist"} ${name}`;
}
