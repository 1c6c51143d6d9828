import { isDeepStrictEqual } from "node:util";
import type { JournalEntry } from "../../../src/center/journal.ts";
import { recover } from "../../../src/center/recovery.ts";
import { createState, toData } from "../../../src/routing/center-state.ts";
import type { CenterEvent } from "../../../src/routing/events.ts";
import { evolve } from "../../../src/routing/evolve.ts";
import { checkFields, checkInvariants } from "../../../src/routing/invariants.ts";
import type { CenterData, Presence } from "../../../src/routing/state.ts";
import {
  MemoryJournal,
  readEntry,
  type MemoryStore,
} from "../../../src/simulation/memory-journal.ts";
import { VirtualClock } from "../../../src/simulation/virtual-clock.ts";
import { strandedIn } from "../may-be-asked.ts";
import { checkOffer } from "../routing-auditor.ts";
import { FiguresAuditor } from "./figures-auditor.ts";

export type Report = (words: string) => void;

/**
 * Reads the journal as it is written and lives it through with eyes of its own (I1–I9). What is
 * durable is the truth that every process, and the switch, is compared with.
 */
export class JournalAuditor {
  /** The state that the journal gives. */
  readonly state = createState();
  seq = 0;
  /** Contacts and agents that the last decisions touched. */
  readonly touched = new Set<string>();
  readonly seen: Record<string, number> = {};
  /** By call: the phones that were ever decided to be rung for it, "a3 17". */
  private readonly partiesOf = new Map<string, Set<string>>();
  private readonly calls = new Set<string>();
  private readonly parties = new Set<string>();
  private readonly store: MemoryStore;
  private readonly report: Report;
  private readonly intents = new Map<string, Presence>();
  private readonly openOffers = new Set<string>();
  private readonly endedOffers = new Set<string>();
  private readonly places = new Map<string, number>();
  private readonly figures: FiguresAuditor;
  private at = 0;
  private epoch = 0;

  constructor(store: MemoryStore, report: Report) {
    this.store = store;
    this.report = report;
    this.figures = new FiguresAuditor(report);
  }

  /** Takes in what has been written since. */
  readOn(): void {
    const { rows } = this.store;
    if (this.seq === (rows.at(-1)?.seq ?? 0)) return;
    this.touched.clear();
    for (let index = this.seq; index < rows.length; index += 1) {
      const row = rows[index]!;
      if (row.seq !== this.seq + 1) this.report(`the journal jumps from ${this.seq} to ${row.seq}`);
      if (row.epoch < this.epoch) this.report(`an older writer wrote ${row.seq}: not fenced`);
      this.epoch = row.epoch;
      this.follow(readEntry(row));
    }
  }

  /** Whether it was durably decided that this phone is rung, or talks, for the call. */
  wasDecided(callId: string, partyId: string, extension: string): boolean {
    return this.partiesOf.get(callId)?.has(`${partyId} ${extension}`) ?? false;
  }

  everRang(callId: string, extension: string): boolean {
    for (const party of this.partiesOf.get(callId) ?? []) {
      if (party.endsWith(` ${extension}`)) return true;
    }
    return false;
  }

  /** I3 to I8 with the indexes: costly, at intervals. */
  checkAll(): void {
    for (const broken of checkInvariants(this.state)) this.report(broken);
    this.figures.compare(this.state, this.at);
  }

  /** I6: from the snapshot, and from the first entry, it becomes the same. */
  async replay(): Promise<void> {
    const recovered = await recover(new MemoryJournal(this.store, new VirtualClock(0)));
    const now = toData(this.state);
    if (!isDeepStrictEqual(toData(recovered.state), now)) this.report("I6 a recovery differs");
    const fresh = createState();
    for (const { events, at } of this.store.entries) {
      for (const event of events) evolve(fresh, event, at);
    }
    if (!isDeepStrictEqual(toData(fresh), now)) this.report("I6 the replay differs");
  }

  private follow(entry: JournalEntry): void {
    const { seq, at, events, command } = entry;
    if (at < this.at) this.report(`decision ${seq} is older than the one before`);
    this.at = at;
    for (const event of events) {
      this.seen[event.type] = (this.seen[event.type] ?? 0) + 1;
      this.before(event, entry);
      this.figures.take(event, this.state, at);
      try {
        evolve(this.state, event, at);
      } catch (error) {
        this.report(`I6 decision ${seq} cannot be replayed: ${(error as Error).message}`);
      }
      this.after(event);
    }
    this.seq = seq;
    for (const broken of checkFields(this.state)) this.report(`${broken} after ${command.type}`);
    for (const broken of strandedIn(this.state, at)) this.report(`${broken} after ${command.type}`);
    this.checkPeople(this.state);
    this.checkContacts(this.state);
  }

  private before(event: CenterEvent, { command, at }: JournalEntry): void {
    switch (event.type) {
      case "offerMade": {
        const { offer } = event;
        const known = this.openOffers.has(offer.id) || this.endedOffers.has(offer.id);
        if (known) this.report(`I8 offer ${offer.id} was made twice`);
        this.openOffers.add(offer.id);
        try {
          checkOffer(this.state, offer, at);
        } catch (error) {
          this.report(`I9 ${(error as Error).message}`);
        }
        return;
      }
      case "offerEnded":
        if (!this.openOffers.delete(event.offerId)) this.report(`I8 ${event.offerId} ended twice`);
        this.endedOffers.add(event.offerId);
        return;
      case "presenceChosen":
        if (command.type !== "choosePresence" || command.agentId !== event.agentId) {
          this.report(`I5 ${event.agentId} did not choose ${event.presence}`);
        }
        this.intents.set(event.agentId, event.presence);
        return;
      case "agentAdmitted":
        if (this.state.agents[event.profile.id]) return;
        this.intents.set(event.profile.id, "offline");
        return;
      case "contactArrived":
        if (this.state.contacts[event.contactId]) this.report(`I3 ${event.contactId} came twice`);
        if (this.calls.has(event.callId)) this.report(`I3 call ${event.callId} came twice`);
        this.calls.add(event.callId);
        this.places.set(event.contactId, event.resumes?.queuedAt ?? at);
        return;
      case "callbackPromised":
      case "callbackAsked":
        this.promise(event);
        return;
      case "conversationStarted": {
        // Called before the agreed time: from then on a caller like any other (R11).
        const early = (this.places.get(event.contactId) ?? 0) > at;
        if (early && this.state.contacts[event.contactId]?.callback) {
          this.places.set(event.contactId, at);
        }
        return;
      }
      case "contactEnded":
        if (!this.places.delete(event.contactId)) this.report(`I3 ${event.contactId} ended twice`);
    }
  }

  /** R11: it keeps its place, or gets a better one. */
  private promise({ contactId, queuedAt }: { contactId: string; queuedAt: number }): void {
    if (queuedAt > (this.places.get(contactId) ?? queuedAt)) {
      this.report(`R11 ${contactId} lost its place`);
    }
    this.places.set(contactId, queuedAt);
  }

  private after(event: CenterEvent): void {
    if ("contactId" in event) this.touched.add(event.contactId);
    if ("agentId" in event && event.agentId !== null) this.touched.add(event.agentId);
    if (event.type !== "agentRung" && event.type !== "transferStarted") return;
    const contact = this.state.contacts[event.contactId];
    if (contact === undefined || contact.callId === null) return;
    const party = `${contact.id}/${event.party.id}`;
    if (this.parties.has(party)) this.report(`party ${party} came twice`);
    this.parties.add(party);
    const ofCall = this.partiesOf.get(contact.callId) ?? new Set();
    this.partiesOf.set(contact.callId, ofCall.add(`${event.party.id} ${event.party.extension}`));
  }

  /** I5: nobody's wish is changed but by the person. */
  private checkPeople({ agents }: CenterData): void {
    for (const id in agents) {
      if (agents[id]!.intent !== this.intents.get(id)) this.report(`I5 the wish of ${id} is lost`);
    }
  }

  /** I3, R3: whoever arrived is here until the end is said, and never loses the place. */
  private checkContacts({ contacts, offers }: CenterData): void {
    let count = 0;
    for (const id in contacts) {
      count += 1;
      if (contacts[id]!.queuedAt !== this.places.get(id)) this.report(`R3 ${id} lost its place`);
    }
    if (count !== this.places.size) this.report("I3 a contact is lost");
    let live = 0;
    for (const id in offers) {
      live += 1;
      if (!this.openOffers.has(id)) this.report(`I8 offer ${id} was never made`);
    }
    if (live !== this.openOffers.size) this.report("I8 an offer vanished without an end");
  }
}
