/** Sounds that people and dialects confuse, with the price of taking one for the other. */
const confusions: readonly (readonly [string, number])[] = [
  ["bp dt gk kX gX XS zs gj fw fp Uu Oo Ea Ee", 0.3],
  ["ei eO eE iU ie EA Ai AY AE Wo Wa UO ou OE aE oa", 0.45],
  ["mn lr Ae AI zt sS ks Yu YA Yo", 0.6],
];

/** Sounds that are easily dropped or added. */
const weakSounds: readonly (readonly [string, number])[] = [
  ["e", 0.5],
  ["h", 0.4],
  ["nr", 0.7],
  ["tsi", 0.8],
];

const size = 128;
const soundPrices = new Float32Array(size * size).fill(1);
const dropPrices = new Float32Array(size).fill(1);
for (const [pairs, price] of confusions) {
  for (const pair of pairs.split(" ")) {
    const [a, b] = [pair.charCodeAt(0), pair.charCodeAt(1)];
    soundPrices[a * size + b] = price;
    soundPrices[b * size + a] = price;
  }
}
for (const [sounds, price] of weakSounds) {
  for (const sound of sounds) dropPrices[sound.charCodeAt(0)] = price;
}

const plainPrices = new Float32Array(size * size).fill(1);
const plainDrops = new Float32Array(size).fill(1);
for (let index = 0; index < size; index += 1) {
  soundPrices[index * size + index] = 0;
  plainPrices[index * size + index] = 0;
}

/** Typing errors between two folded words (Damerau-Levenshtein), or `limit` + 1 when above it. */
export function typingDistance(a: string, b: string, limit: number): number {
  return distance(a, b, limit, typing);
}

/** Mishearings between two sounds of `soundOf`, priced by how alike they are. */
export function hearingDistance(a: string, b: string, limit: number): number {
  return distance(a, b, limit, hearing);
}

const rowLength = 64;
const rows = [0, 1, 2].map(() => new Float32Array(rowLength));

interface Prices {
  /** Of taking one letter or sound for another. */
  pairs: Float32Array;
  drops: Float32Array;
  swap: number;
}

const typing: Prices = { pairs: plainPrices, drops: plainDrops, swap: 1 };
const hearing: Prices = { pairs: soundPrices, drops: dropPrices, swap: 0.9 };

function distance(a: string, b: string, limit: number, prices: Prices): number {
  const { pairs, drops, swap } = prices;
  if (a.length >= rowLength || b.length >= rowLength) return limit + 1;
  let [before, last, row] = rows as [Float32Array, Float32Array, Float32Array];
  last[0] = 0;
  for (let j = 1; j <= b.length; j += 1) last[j] = last[j - 1]! + drops[b.charCodeAt(j - 1)]!;
  for (let i = 1; i <= a.length; i += 1) {
    const letter = a.charCodeAt(i - 1);
    const drop = drops[letter]!;
    row[0] = last[0]! + drop;
    let least = row[0]!;
    for (let j = 1; j <= b.length; j += 1) {
      const other = b.charCodeAt(j - 1);
      let price = last[j - 1]! + pairs[letter * size + other]!;
      price = Math.min(price, last[j]! + drop, row[j - 1]! + drops[other]!);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2)) {
        price = Math.min(price, before[j - 2]! + swap);
      }
      row[j] = price;
      if (price < least) least = price;
    }
    if (least > limit + 1) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  const result = last[b.length]!;
  return result > limit ? limit + 1 : result;
}

/** The letters of a word as bits, to rule out words without counting their errors. */
export function letterSet(word: string): number {
  let set = 0;
  for (let index = 0; index < word.length; index += 1) set |= 1 << (word.charCodeAt(index) % 31);
  return set;
}

/** How many letters a set holds. */
export function countLetters(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
