import { randomUUID } from "node:crypto";
import type {
  CallbackView,
  ContactCard,
  DeskChange,
  DeskCommandName,
  DeskReply,
  DeskSnapshot,
  DeskView,
  WaitingView,
} from "../../../src/dashboard/schema.ts";
import type { AgentState, PartyFailure } from "../../../src/routing/state.ts";
import { places } from "./sample-answers.ts";
import {
  restingDesk,
  sampleCaller,
  sampleContact,
  sampleLines,
  sampleTeam,
} from "./sample-desk.ts";

type OfferKind = NonNullable<DeskView["offer"]>["kind"];

/** A centre of one agent that does what the test says: it plays the server's part on the socket. */
export class ScriptedCenter {
  /** Commands received, in order. */
  readonly commands: { name: DeskCommandName; input: Record<string, unknown> }[] = [];
  private readonly replies = new Map<unknown, DeskReply>();
  /** Answered instead of carrying out the next command. */
  refuseNext: { code: string; message: string } | null = null;
  /** Sends a change to every desk. */
  publish: (change: Omit<DeskChange, "seq" | "now">) => void = () => {};
  wrapUpSeconds = 60;
  desk: DeskView;
  waiting: WaitingView[] = [];
  callbacks: CallbackView[] = [];
  status = { telephony: true, database: true, demo: true, knowledgeEdition: 0 };

  constructor() {
    this.desk = restingDesk("offline");
  }

  /** Sets parts of the desk and tells it. */
  set(parts: Partial<DeskView>): void {
    const since = parts.state && parts.state !== this.desk.state ? Date.now() : this.desk.since;
    this.desk = { ...this.desk, since, ...parts };
    this.publish({ desk: this.desk });
  }

  setContact(parts: Partial<ContactCard>): void {
    if (!this.desk.contact) throw new Error("There is no contact to change.");
    this.set({ contact: { ...this.desk.contact, since: Date.now(), ...parts } });
  }

  offer(
    parts: Partial<ContactCard> = {},
    kind: OfferKind = "queue",
    lending: string | null = null,
  ): void {
    const now = Date.now();
    this.set({
      state: "offered",
      wrapUp: null,
      offer: { id: randomUUID(), kind, madeAt: now, expiresAt: now + 20_000 },
      lending,
      contact: { ...sampleContact(), ...parts, state: "offered" },
    });
  }

  /** The agent's phone has been picked up. */
  pickUp(): void {
    this.set({ state: "talking", offer: null });
    this.setContact({ state: "talking", answeredAt: Date.now(), recall: null });
  }

  /** R9: callers whom this person may fetch; the first comes first in time. */
  callersWait(...callers: Partial<WaitingView>[]): void {
    const now = Date.now();
    const changed = callers.map((parts, index) => ({
      ...sampleCaller(now - 10_000 + index),
      ...parts,
    }));
    this.waiting = [...this.waiting, ...changed];
    this.publish({ waiting: { changed, gone: [] } });
  }

  /** Somebody else took him, or he hung up. */
  callerLeaves(id: string): void {
    this.waiting = this.waiting.filter((caller) => caller.id !== id);
    this.publish({ waiting: { changed: [], gone: [id] } });
  }

  /** R9: nobody fetched the parked caller in time; he comes back to this person. */
  parkedComesBack(id: string): void {
    this.callerLeaves(id);
    // A transfer of his failed before he was parked: it is not what brings him back.
    const at = Date.now() - 120_000;
    const recall = { name: "Zulassungsstelle", extension: "2210", failure: "busy", at } as const;
    this.offer({ id, recall, answeredAt: Date.now() - 90_000 }, "parked");
  }

  /** From nothing to a conversation. */
  talk(parts: Partial<ContactCard> = {}): void {
    this.offer(parts);
    this.pickUp();
  }

  /** R10: nobody took the transferred call; it comes back to the same person. */
  transferFails(failure: PartyFailure): void {
    const { contact } = this.desk;
    if (!contact?.transfer) throw new Error("No transfer rings.");
    const { name, extension } = contact.transfer;
    const recall = { name, extension, failure, at: Date.now() };
    this.offer({ ...contact, transfer: null, recall }, "recall");
  }

  transferConnects(): void {
    this.setContact({ state: "transferred", transfer: null });
  }

  callerHangsUp(): void {
    this.wrapUp("ended");
  }

  rest(state: AgentState, parts: Partial<DeskView> = {}): void {
    this.desk = { ...restingDesk(state), ...parts };
    this.publish({ desk: this.desk });
  }

  snapshot(seq: number): DeskSnapshot {
    return {
      seq,
      now: Date.now(),
      me: { userId: "u1", name: "Anna Muster", agentId: "a1", permissions: [] },
      desk: this.desk,
      lines: sampleLines(),
      waiting: this.waiting,
      callbacks: this.callbacks,
      team: sampleTeam(),
      summary: {
        waiting: 3,
        longestSince: Date.now() - 72_000,
        ready: 2,
        signedIn: 5,
        promiseKept: 0.71,
      },
      status: this.status,
    };
  }

  /** As the real one: the same id gets the same reply, and nothing happens twice. */
  handle(name: DeskCommandName, { commandId, ...input }: Record<string, unknown>): DeskReply {
    const known = this.replies.get(commandId);
    if (known) return known;
    this.commands.push({ name, input });
    const reply: DeskReply = this.refuseNext ? { ok: false, error: this.refuseNext } : { ok: true };
    this.refuseNext = null;
    if (commandId !== undefined) this.replies.set(commandId, reply);
    if (reply.ok) this.carryOut(name, input);
    return reply;
  }

  private carryOut(name: DeskCommandName, input: Record<string, unknown>): void {
    if (name === "presence.choose") {
      const presence = input.presence as DeskView["intent"];
      const breakReason = (input.reason as string | null) ?? null;
      const busy = this.desk.contact !== null;
      this.set({ intent: presence, breakReason, ...(busy ? {} : { state: presence }) });
    }
    if (name === "offer.accept") {
      this.set({ state: "connecting", offer: null });
      this.setContact({ state: "connecting" });
    }
    if (name === "offer.decline") this.rest("ready", { restsUntil: Date.now() + 5_000 });
    if (name === "contact.hangUp") this.wrapUp("ended");
    if (name === "contact.takeBack") {
      this.set({ state: "connecting", wrapUp: null });
      this.setContact({ state: "connecting", transfer: null });
    }
    if (name === "contact.park") this.park(String(input.contactId));
    if (name === "contact.pull" || name === "contact.retrieve") this.fetch(String(input.contactId));
    if (name === "contact.transfer") this.transfer(input);
    if (name === "contact.confirmPlace") this.confirmPlace(String(input.ags), input.locality);
    if (name === "wrapUp.extend" && this.desk.wrapUp) {
      const { contactId, until } = this.desk.wrapUp;
      this.set({ wrapUp: { contactId, until: until + 60_000 } });
    }
    if (name === "wrapUp.end") this.rest(this.desk.intent, { intent: this.desk.intent });
  }

  private park(id: string): void {
    const now = Date.now();
    const comesBackAt = now + 60_000;
    this.wrapUp("parked");
    this.callersWait({ id, state: "parked", since: now, parkedBy: "Anna Muster", comesBackAt });
  }

  private fetch(id: string): void {
    this.callerLeaves(id);
    this.set({
      state: "connecting",
      offer: null,
      wrapUp: null,
      contact: { ...sampleContact(), id, state: "connecting" },
    });
  }

  private transfer(input: Record<string, unknown>): void {
    const extension = (input.extension ?? "2210") as string;
    const name = input.directoryEntryId === "deputy-1" ? "Vertretung Muster" : "Zulassungsstelle";
    this.wrapUp("transferring");
    this.setContact({ transfer: { name, extension, until: Date.now() + 25_000 } });
  }

  private confirmPlace(ags: string, locality: unknown): void {
    const hit = places.find((place) => place.municipality.ags === ags);
    const namesake = hit?.ambiguous ? ` (VG ${hit.association?.name})` : "";
    const name = `${hit?.municipality.name ?? ags}${namesake}`;
    this.setContact({
      place: { ags, name: locality === undefined ? name : `${String(locality)} (${name})` },
      administrationId: ags.startsWith("07233") ? "vulkaneifel" : "bernkastel-wittlich",
      administrationCertainty: "confirmed",
    });
  }

  private wrapUp(state: ContactCard["state"]): void {
    const contactId = this.desk.contact?.id ?? "";
    const until = Date.now() + this.wrapUpSeconds * 1_000;
    this.set({ state: "wrapUp", wrapUp: { contactId, until }, lending: null });
    this.setContact({ state });
  }
}
