import { stemmer } from "@orama/stemmers/german";

const rememberedMax = 50_000;

const separable =
  "an|ab|um|aus|ein|auf|zu|vor|bei|mit|nach|weg|los|fest|frei|still|hoch|her|hin|durch|uber|" +
  "unter|wieder|zuruck|zusammen|rein|raus|rum|rauf|runter|kaputt|dran|hinter|heim|teil|statt";
const participleOfSeparable = new RegExp(`^(${separable})ge([a-z]{2,}?)(?:en|et|t)$`);
const infinitiveWithZu = new RegExp(`^(${separable})zu([a-z]{3,}en)$`);
/** "gestohlenes", "abgemähten", "verlorene": a participle that stands before a noun. */
const inflectedParticiple = new RegExp(
  `^((?:${separable})?ge[a-z]{2,}(?:en|t)|(?:be|ver|er|ent|zer)[a-z]{2,}en)e[mnrs]?$`,
);

const stems = new Map<string, string>();

/**
 * What is common to all forms of a word: "anmelden", "angemeldet" and "Anmeldung" come out alike.
 * @param word folded by `foldSpelling`
 */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(stemmer(infinitiveOf(singularOf(fullSizeOf(word)))));
  if (stems.size < rememberedMax) stems.set(word, stem);
  return stem;
}

/** "Lädchen", "Hündchen", "Kärtche", but neither "Kirchen" nor "München" nor "Flaschen". */
function fullSizeOf(word: string): string {
  return /^[a-z]{2,}[bdfgkmpt]chen?s?$/.test(word) ? word.replace(/chen?s?$/, "") : word;
}

/** "Autos", "Kitas", "Babys", but neither "arbeitslos" nor "Erdgas". */
function singularOf(word: string): string {
  return /^[a-z]{2,}(?:[^l]o|[^glr]a|[^e]y)s$/.test(word) ? word.slice(0, -1) : word;
}

/** Strong verbs, whose forms no rule finds: the end of a participle and of its infinitive. */
const strongVerbs: readonly (readonly [participle: string, infinitive: string])[] = (
  "zogen ziehen,zog ziehen,zieht ziehen,storben sterben,starb sterben,stirbt sterben," +
  "loren lieren,stohlen stehlen,fand finden,fahren fahren,faehrt fahren,fahrt fahren," +
  "nommen nehmen,nimmt nehmen,brochen brechen,brannt brennen,graben graben,laden laden," +
  "schlagen schlagen,schlagt schlagen,worfen werfen,wirft werfen,schossen schiessen," +
  "bissen beissen,rissen reissen,griffen greifen,schnitten schneiden,stritten streiten," +
  "schrieben schreiben,schrieb schreiben,blieben bleiben,liehen leihen,gossen giessen," +
  "flogen fliegen,bogen biegen,betrogen betriegen,trunken trinken,sungen singen,sprungen springen," +
  "bunden binden,holfen helfen,hilft helfen,schrocken schrecken,troffen treffen," +
  "sprochen sprechen,spricht sprechen,standen stehen,gangen gehen,gessen essen,gebeten bitten," +
  "lassen lassen,laufen laufen,lauft laufen,fallen fallen,fallt fallen,halten halten,halt halten," +
  "schlossen schliessen,schloss schliessen,froren frieren,fressen fressen,wiesen weisen," +
  "wahlt wahlen,bracht bringen,dacht denken,kannt kennen,nannt nennen,sandt senden"
)
  .split(",")
  .map((pair) => pair.split(" ") as [string, string])
  .toSorted(([a], [b]) => b.length - a.length);
const strongPrefix =
  /^(ab|an|auf|aus|bei|durch|ein|fest|fort|heim|her|hin|los|mit|nach|um|unter|uber|vor|weg|wieder|zu|zuruck|zusammen|be|ent|er|ver|zer)?(ge)?$/;

/** "umgezogen" is "umziehen"; null for a verb that a rule knows. */
function strongInfinitive(word: string): string | null {
  for (const [participle, infinitive] of strongVerbs) {
    if (!word.endsWith(participle)) continue;
    const found = strongPrefix.exec(word.slice(0, -participle.length));
    if (found && (found[1] !== undefined || found[2] !== undefined)) {
      return (found[1] ?? "") + infinitive;
    }
  }
  return null;
}

/** The same without a prefix: only forms that are no word of their own. */
const bareForms = new Map(
  (
    "hilft helfen,half helfen,stirbt sterben,starb sterben,nimmt nehmen,nahm nehmen," +
    "spricht sprechen,sprach sprechen,wirft werfen,trifft treffen,zieht ziehen,zog ziehen," +
    "stiehlt stehlen,fallt fallen,lauft laufen,lief laufen,schlaft schlafen,schlagt schlagen," +
    "schlug schlagen,tragt tragen,frisst fressen,fand finden,fing fangen," +
    "schrieb schreiben,blieb bleiben,verlor verlieren,vergisst vergessen,vergass vergessen"
  )
    .split(",")
    .map((pair) => pair.split(" ") as [string, string]),
);

/** Undoes participles, which the Snowball stemmer leaves alone. */
function infinitiveOf(word: string): string {
  const bare = bareForms.get(word);
  if (bare !== undefined) return bare;
  if (word.length < 6) return word;
  const person = /^([a-z]{3,}er)in(?:nen)?$/.exec(word);
  if (person) return person[1]!;
  const bareParticiple = inflectedParticiple.exec(word)?.[1] ?? "";
  // "abgemähten" is "abgemäht", but "abgetreten" no "abgetret".
  if (/(?<!tr|r)eten$|(?<![eit])ten$/.test(word) && strongInfinitive(word) === null) {
    return verbOf(bareParticiple) ?? word;
  }
  return verbOf(word) ?? verbOf(bareParticiple) ?? word;
}

function verbOf(word: string): string | null {
  const strong = strongInfinitive(word);
  if (strong !== null) return strong;
  const separated = participleOfSeparable.exec(word);
  if (separated) return `${separated[1]}${withEnding(separated[2]!)}`;
  const withZu = infinitiveWithZu.exec(word);
  if (withZu) return `${withZu[1]}${withZu[2]}`;
  // Longer ones are nouns: "Gesundheitsamt".
  const participle = word.length <= 12 ? /^ge([a-z]{3,}?)e?t$/.exec(word) : null;
  if (participle) return withEnding(participle[1]!);
  const prefixed = /^((?:be|ver|er|ent|zer)[a-z]{3,})t$/.exec(word);
  return prefixed && !/(?:s|ch)$/.test(prefixed[1]!) ? withEnding(prefixed[1]!) : null;
}

function withEnding(stem: string): string {
  return /(?:er|el)$/.test(stem) ? `${stem}n` : `${stem}en`;
}
