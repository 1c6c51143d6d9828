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
