/** Where meanings stand, flat: 10,000 services have millions of places. */
export class Postings {
  readonly #ids: ReadonlyMap<string, number>;
  /** First place of each meaning; one more at the end. */
  readonly #starts: Int32Array;
  readonly phrases: Int32Array;
  readonly strengths: Float32Array;
  /** Weight of the word there. */
  readonly masses: Float32Array;

  constructor(
    ids: ReadonlyMap<string, number>,
    starts: Int32Array,
    places: { phrases: Int32Array; strengths: Float32Array; masses: Float32Array },
  ) {
    this.#ids = ids;
    this.#starts = starts;
    this.phrases = places.phrases;
    this.strengths = places.strengths;
    this.masses = places.masses;
  }

  has(meaning: string): boolean {
    return this.#ids.has(meaning);
  }

  /** First place of a meaning and the one behind its last; null where it stands nowhere. */
  rangeOf(meaning: string): readonly [from: number, until: number] | null {
    const id = this.#ids.get(meaning);
    return id === undefined ? null : [this.#starts[id]!, this.#starts[id + 1]!];
  }
}

/** Takes places in any order, and sorts them by meaning at the end. */
export class PostingsBuilder {
  readonly #ids = new Map<string, number>();
  #count = 0;
  #meanings = new Int32Array(1024);
  #phrases = new Int32Array(1024);
  #strengths = new Float32Array(1024);
  #masses = new Float32Array(1024);

  add(meaning: string, phrase: number, strength: number, mass: number): void {
    let id = this.#ids.get(meaning);
    if (id === undefined) this.#ids.set(meaning, (id = this.#ids.size));
    if (this.#count === this.#meanings.length) this.#grow();
    this.#meanings[this.#count] = id;
    this.#phrases[this.#count] = phrase;
    this.#strengths[this.#count] = strength;
    this.#masses[this.#count] = mass;
    this.#count += 1;
  }

  finish(): Postings {
    const starts = new Int32Array(this.#ids.size + 1);
    for (let at = 0; at < this.#count; at += 1) starts[this.#meanings[at]! + 1]! += 1;
    for (let id = 1; id < starts.length; id += 1) starts[id]! += starts[id - 1]!;
    const next = starts.slice();
    const phrases = new Int32Array(this.#count);
    const strengths = new Float32Array(this.#count);
    const masses = new Float32Array(this.#count);
    for (let at = 0; at < this.#count; at += 1) {
      const to = next[this.#meanings[at]!]!++;
      phrases[to] = this.#phrases[at]!;
      strengths[to] = this.#strengths[at]!;
      masses[to] = this.#masses[at]!;
    }
    return new Postings(this.#ids, starts, { phrases, strengths, masses });
  }

  #grow(): void {
    const length = this.#meanings.length * 2;
    this.#meanings = copyInto(new Int32Array(length), this.#meanings);
    this.#phrases = copyInto(new Int32Array(length), this.#phrases);
    this.#strengths = copyInto(new Float32Array(length), this.#strengths);
    this.#masses = copyInto(new Float32Array(length), this.#masses);
  }
}

function copyInto<T extends Int32Array | Float32Array>(to: T, from: T): T {
  to.set(from as never);
  return to;
}
