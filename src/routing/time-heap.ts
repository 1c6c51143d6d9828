import type { Instant } from "./state.ts";

export interface Timed {
  readonly id: string;
  readonly at: Instant;
}

interface Entry {
  id: string;
  at: Instant;
  position: number;
}

/**
 * Ids ordered by time, then id: a binary heap that knows where each id stands, so that setting,
 * moving and taking out cost O(log n) and nothing stale stays inside.
 */
export class TimeHeap {
  readonly #entries: Entry[] = [];
  readonly #byId = new Map<string, Entry>();

  get size(): number {
    return this.#entries.length;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  peek(): Timed | undefined {
    return this.#entries[0];
  }

  /** Puts the id in, or moves it to its new time. */
  set(id: string, at: Instant): void {
    const known = this.#byId.get(id);
    if (known === undefined) {
      const entry = { id, at, position: this.#entries.length };
      this.#byId.set(id, entry);
      this.#entries.push(entry);
      this.#rise(entry);
    } else if (known.at !== at) {
      known.at = at;
      this.#rise(known);
      this.#sink(known);
    }
  }

  delete(id: string): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) return;
    this.#byId.delete(id);
    const last = this.#entries.pop()!;
    if (last === entry) return;
    this.#place(last, entry.position);
    this.#rise(last);
    this.#sink(last);
  }

  /** The earliest `count`, in order; O(count²), not O(size). */
  first(count: number): Timed[] {
    const found: Entry[] = [];
    const candidates: Entry[] = this.#entries.slice(0, 1);
    while (found.length < count && candidates.length > 0) {
      let best = 0;
      for (let i = 1; i < candidates.length; i++) {
        if (before(candidates[i]!, candidates[best]!)) best = i;
      }
      const [next] = candidates.splice(best, 1);
      found.push(next!);
      for (const child of [2 * next!.position + 1, 2 * next!.position + 2]) {
        const entry = this.#entries[child];
        if (entry !== undefined) candidates.push(entry);
      }
    }
    return found;
  }

  /** Every entry, in no order. */
  all(): readonly Timed[] {
    return this.#entries;
  }

  #place(entry: Entry, position: number): void {
    entry.position = position;
    this.#entries[position] = entry;
  }

  #rise(entry: Entry): void {
    let position = entry.position;
    while (position > 0) {
      const parent = this.#entries[(position - 1) >> 1]!;
      if (!before(entry, parent)) break;
      const above = parent.position;
      this.#place(parent, position);
      position = above;
    }
    this.#place(entry, position);
  }

  #sink(entry: Entry): void {
    let position = entry.position;
    for (;;) {
      const left = this.#entries[2 * position + 1];
      const right = this.#entries[2 * position + 2];
      if (left === undefined) break;
      const child = right !== undefined && before(right, left) ? right : left;
      if (!before(child, entry)) break;
      const below = child.position;
      this.#place(child, position);
      position = below;
    }
    this.#place(entry, position);
  }
}

export function before(a: Timed, b: Timed): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
