import { isToBeCalled } from "../routing/callback.ts";
import type { CenterState } from "../routing/center-state.ts";

interface Sources {
  /** @returns the titles of each contact that has any, in their order */
  read(contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  onChange(): void;
  onFailure(error: unknown): void;
}

/**
 * What is noted of callers who are on the list again, parked or brought back (R9), and of those to
 * whom a callback was promised (R11): read once when they come, and again when somebody writes.
 * Whoever draws the list never waits for it.
 */
export class NotedConcerns {
  private readonly sources: Sources;
  private readonly known = new Map<string, { titles: readonly string[]; reading: number }>();
  private readings = 0;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  of(contactId: string): readonly string[] {
    return this.known.get(contactId)?.titles ?? [];
  }

  /** Reads of those who have come to the list, and forgets those who have left it. */
  follow({ contacts }: Pick<CenterState, "contacts">): void {
    const listed = new Set<string>();
    for (const contact of Object.values(contacts)) {
      const { id, state, answeredAt, callback } = contact;
      if (callback?.promisedIn && isToBeCalled(contact)) listed.add(callback.promisedIn);
      if (answeredAt !== null && (state === "waiting" || state === "parked")) listed.add(id);
    }
    for (const id of this.known.keys()) if (!listed.has(id)) this.known.delete(id);
    void this.read([...listed].filter((id) => !this.known.has(id)));
  }

  noted(contactId: string): void {
    if (this.known.has(contactId)) void this.read([contactId]);
  }

  private async read(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    this.readings += 1;
    const reading = this.readings;
    for (const id of ids) this.known.set(id, { titles: this.of(id), reading });
    try {
      const found = await this.sources.read(ids);
      // Who has left meanwhile is not kept, and what was read later is not overwritten.
      const current = ids.filter((id) => this.known.get(id)?.reading === reading);
      for (const id of current) this.known.set(id, { titles: found.get(id) ?? [], reading });
      if (current.length > 0) this.sources.onChange();
    } catch (error) {
      for (const id of ids) if (this.known.get(id)?.reading === reading) this.known.delete(id);
      this.sources.onFailure(error);
    }
  }
}
