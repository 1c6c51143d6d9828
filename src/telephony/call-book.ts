import type { Clock } from "../clock.ts";
import type { CenterData } from "../routing/state.ts";
import { desiredCall } from "./desired.ts";
import type { DesiredCall } from "./telephony.ts";

/** The part of the core's state that the door reads. */
export type KnownState = Pick<CenterData, "contacts" | "lines">;

/** A call with its contact and what was durably decided for it; replaced, never changed. */
export interface BookedCall {
  readonly callId: string;
  readonly contactId: string;
  readonly desired: DesiredCall;
}

/** For so long an answer of the switch may still contain a call whose end was reported. */
const closedSeconds = 10;

/**
 * Which call is which contact. The only place that knows both names. A contact may have one call
 * after another (R11): the caller's own, then those in which he is called back.
 */
export class CallBook {
  private readonly clock: Clock;
  private readonly closedAnnouncementOf: (lineId: string) => string;
  private readonly calls = new Map<string, BookedCall>();
  /** The contact's present call; those before it are to end. */
  private readonly callIds = new Map<string, string>();
  private readonly contactIds = new Map<string, string>();
  private readonly expected = new Map<string, Promise<string | null>>();
  private readonly closedAt = new Map<string, number>();

  constructor(clock: Clock, closedAnnouncementOf: (lineId: string) => string) {
    this.clock = clock;
    this.closedAnnouncementOf = closedAnnouncementOf;
  }

  /** Takes in every open contact of a state that is durable. */
  open(state: KnownState): void {
    for (const contact of Object.values(state.contacts)) {
      if (contact.state !== "ended") this.update(contact.id, state);
    }
  }

  /**
   * Notes what the state says of a contact now.
   * @returns what is to be made true; nothing for a contact without call, or one that has ended
   */
  update(contactId: string, state: KnownState): BookedCall[] {
    const contact = state.contacts[contactId];
    const former = this.callIds.get(contactId);
    const callId = contact?.callId ?? null;
    const booked: (BookedCall | null)[] = [];
    if (former !== undefined && former !== callId) {
      booked.push(this.note({ callId: former, contactId, desired: { kind: "end" } }));
    }
    if (contact && callId !== null) {
      const { lineId } = contact;
      const announcement = this.closedAnnouncementOf(lineId);
      const desired = desiredCall(contact, state.lines[lineId], announcement);
      booked.push(this.note({ callId, contactId, desired }));
    }
    if (callId === null) this.callIds.delete(contactId);
    else this.callIds.set(contactId, callId);
    return booked.filter((each) => each !== null);
  }

  /** A call whose contact is being made; when that fails, the call is unknown again. */
  expect(callId: string, contactId: string, arrival: Promise<boolean>): void {
    this.contactIds.set(callId, contactId);
    const outcome = arrival.then((taken) => {
      this.expected.delete(callId);
      if (!taken && !this.calls.has(callId)) this.contactIds.delete(callId);
      return taken ? contactId : null;
    });
    this.expected.set(callId, outcome);
  }

  async contactOf(callId: string): Promise<string | null> {
    const expected = this.expected.get(callId);
    return expected ? await expected : this.contactIdOf(callId);
  }

  contactIdOf(callId: string): string | null {
    return this.contactIds.get(callId) ?? null;
  }

  find(callId: string): BookedCall | undefined {
    return this.calls.get(callId);
  }

  all(): BookedCall[] {
    return [...this.calls.values()];
  }

  /** The switch has the call no longer; it is forgotten once its contact is done with it, too. */
  close(callId: string): void {
    this.forgetClosed();
    this.closedAt.set(callId, this.clock.now());
    if (this.find(callId)?.desired.kind === "end") this.remove(callId);
  }

  recentlyClosed(callId: string): boolean {
    this.forgetClosed();
    return this.closedAt.has(callId);
  }

  private note(booked: BookedCall): BookedCall | null {
    const { callId, contactId, desired } = booked;
    const closed = this.closedAt.has(callId);
    if (closed && desired.kind === "end") {
      this.remove(callId);
      return null;
    }
    this.calls.set(callId, booked);
    this.contactIds.set(callId, contactId);
    return closed ? null : booked;
  }

  private remove(callId: string): void {
    this.calls.delete(callId);
    this.contactIds.delete(callId);
  }

  private forgetClosed(): void {
    const before = this.clock.now() - closedSeconds * 1000;
    for (const [callId, at] of this.closedAt) if (at < before) this.closedAt.delete(callId);
  }
}
