/**
 * One spelling for all ways to write a word: small letters and digits only, "ä" = "ae" = "a",
 * "ß" = "ss", nothing between the parts of a double name.
 */
export function foldSpelling(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/ß/g, "ss")
    .replace(/ae/g, "a")
    .replace(/oe/g, "o")
    .replace(/(?<![aeq])ue/g, "u")
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}

/** The words of a list, folded; a line that starts with "#" is a remark. */
export function readWords(list: string): ReadonlySet<string> {
  const lines = list.split("\n").filter((line) => !line.startsWith("#"));
  return new Set(
    lines
      .flatMap((line) => line.split(/\s+/))
      .map(foldSpelling)
      .filter(Boolean),
  );
}

const soundRules: readonly (readonly [RegExp, string])[] = [
  [/ß/g, "ss"],
  [/ae/g, "ä"],
  [/oe/g, "ö"],
  [/(?<![aeq])ue/g, "ü"],
  [/[^a-zäöü]/g, ""],
  [/chs/g, "ks"],
  [/sch/g, "S"],
  [/ch/g, "X"],
  [/ck/g, "k"],
  [/tz/g, "z"],
  [/[dt]t|th|td/g, "t"],
  [/ph/g, "f"],
  [/qu/g, "kw"],
  [/x/g, "ks"],
  [/v/g, "f"],
  [/c(?=[eiäy])/g, "z"],
  [/c/g, "k"],
  [/äu|eu|oi|oy/g, "Y"],
  [/ei|ai|ey|ay/g, "A"],
  [/au/g, "W"],
  [/ie/g, "i"],
  [/y/g, "i"],
  [/([aeiouäöüAWY])h(?![aeiouäöüAWY])/g, "$1"],
  [/ä/g, "E"],
  [/ö/g, "O"],
  [/ü/g, "U"],
  [/(.)\1+/g, "$1"],
  [/er$/, "a"],
  [/b$/, "p"],
  [/d$/, "t"],
  [/g$/, "k"],
];

/**
 * How a German name sounds, one character a sound, vowels kept: "Cröv" and "Kröhf" come out alike.
 * Capitals stand for sounds written with several letters (S = sch, A = ei, Y = eu, W = au).
 */
export function soundOf(text: string): string {
  return soundRules.reduce(
    (word, [pattern, replacement]) => word.replace(pattern, replacement),
    text.toLowerCase().normalize("NFC"),
  );
}
