import type { Command } from "../routing/commands.ts";
import type { CenterEvent } from "../routing/events.ts";
import type { Agent, Contact, Instant, LineSettings, TransferTarget } from "../routing/state.ts";
import type { Random } from "../telephony/simulated/random.ts";
import { drawSeconds, type Duration } from "./chance.ts";
import { talking, wrappingUp } from "./demand.ts";
import type { Duty } from "./roster.ts";

/** What a person at a desk needs of the world. */
export interface Surroundings {
  now(): Instant;
  /** Runs later, on virtual time. */
  after(seconds: number, run: () => void): void;
  submit(command: Command): void;
  agent(id: string): Agent | undefined;
  contact(id: string): Contact | undefined;
  line(id: string): LineSettings | undefined;
  /** Callers who wait for the team, who has waited longest first. */
  waiting(): readonly Contact[];
  callerHangsUp(contact: Contact): void;
  target(administrationId: string | null, random: Random): TransferTarget;
}

const reaction: Duration = { medianSeconds: 2.2, spread: 0.45, secondsMax: 15 };
const returning: Duration = { medianSeconds: 40, spread: 0.6, secondsMax: 240 };
const fetching: Duration = { medianSeconds: 20, spread: 0.6, secondsMax: 90 };
const apologising: Duration = { medianSeconds: 22, spread: 0.4, secondsMax: 90 };

const missedShare = 0.015;
const declinedShare = 0.012;
const confirmedShare = 0.7;
const pulledShare = 0.015;
const takenBackShare = 0.05;
/** How a talk ends; the rest says good-bye. */
const transferShare = { "115": 0.14, switchboard: 0.6 };
const parkShare = { "115": 0.01, switchboard: 0.03 };
const transferAgainShare = 0.35;
/** R11: what cannot be answered at once is promised for later. */
const promiseShare = { "115": 0.02, switchboard: 0 };
const promiseSeconds = 1_800;
const callerEndsShare = 0.55;

/** One of the team: takes offers, talks, transfers, notes, and is sometimes somewhere else. */
export class DayPerson {
  private readonly duty: Duty;
  private readonly around: Surroundings;
  private readonly random: Random;
  /** Of the last talk: a contact that has ended is no longer known. */
  private kind: LineSettings["kind"] = "115";
  private promised = 0;

  constructor(duty: Duty, around: Surroundings, random: Random) {
    this.duty = duty;
    this.around = around;
    this.random = random;
  }

  private get id(): string {
    return this.duty.profile.id;
  }

  /** Comes, takes breaks and goes, as the roster says; the core keeps a wish for later (R8). */
  start(secondsUntil: (at: number) => number): void {
    const { from, to, breaks } = this.duty;
    const choose = (at: number, presence: "ready" | "break" | "offline", reason?: string) =>
      this.around.after(secondsUntil(at), () => this.choose(presence, reason));
    choose(from, "ready");
    for (const { from: begin, to: end, reason } of breaks) {
      choose(begin, "break", reason);
      choose(end, "ready");
    }
    choose(to, "offline");
  }

  take(event: CenterEvent): void {
    switch (event.type) {
      case "offerMade":
        return this.react(event.offer.id);
      case "conversationStarted":
        return this.talk(event.contactId);
      case "wrapUpStarted":
        return this.wrapUp(event.contactId);
      case "agentStoppedResponding":
        return this.later(returning, () => {
          if (this.around.agent(this.id)?.state === "notResponding") this.choose("ready");
        });
      case "contactParked":
        return this.later(fetching, () => {
          const { id: agentId } = this;
          this.around.submit({ type: "retrieve", agentId, contactId: event.contactId });
        });
    }
  }

  private choose(presence: "ready" | "break" | "offline", reason: string | null = null): void {
    this.around.submit({ type: "choosePresence", agentId: this.id, presence, reason });
  }

  private react(offerId: string): void {
    const what = this.random();
    if (what < missedShare) return;
    const type = what < missedShare + declinedShare ? "declineOffer" : "acceptOffer";
    this.later(reaction, () => this.around.submit({ type, agentId: this.id, offerId }));
  }

  private talk(contactId: string): void {
    const contact = this.around.contact(contactId);
    const kind = contact && this.around.line(contact.lineId)?.kind;
    if (!contact || !kind) return;
    this.kind = kind;
    const seconds = drawSeconds(this.random, contact.recall ? apologising : talking[kind]);
    const { administrationId, administrationCertainty } = contact;
    if (administrationCertainty === "guess" && this.random() < confirmedShare) {
      const place = { ags: "07231134", name: "Wittlich, Stadt" };
      this.around.after(seconds * 0.4, () => {
        const { id: agentId } = this;
        this.around.submit({ type: "confirmPlace", agentId, contactId, administrationId, place });
      });
    }
    this.around.after(seconds, () => this.finish(contactId, kind));
  }

  private finish(contactId: string, kind: LineSettings["kind"]): void {
    const contact = this.around.contact(contactId);
    if (contact?.state !== "talking" || contact.agentId !== this.id) return;
    const { id: agentId } = this;
    const what = this.random();
    const transfers = contact.recall ? transferAgainShare : transferShare[kind];
    if (what < transfers) {
      const home = contact.administrationId ?? this.duty.profile.administrationId;
      const target = this.around.target(home, this.random);
      return this.around.submit({ type: "transfer", agentId, contactId, target });
    }
    if (what < transfers + parkShare[kind]) {
      return this.around.submit({ type: "park", agentId, contactId });
    }
    if (this.random() < promiseShare[kind] && contact.callerNumber !== null) {
      this.promise(contact, contact.callerNumber);
    }
    if (this.random() < callerEndsShare) this.around.callerHangsUp(contact);
    else this.around.submit({ type: "hangUp", agentId, contactId });
  }

  private promise(contact: Contact, number: string): void {
    const { lineId, administrationId, place } = contact;
    this.promised += 1;
    this.around.submit({
      type: "promiseCallback",
      agentId: this.id,
      contactId: contact.id,
      callbackId: `rueckruf-${this.id}-${this.promised}`,
      number,
      at: this.around.now() + promiseSeconds * 1000,
      toHerself: true,
      note: "Auskunft der Fachstelle",
      about: { lineId, administrationId, place },
    });
  }

  private wrapUp(contactId: string): void {
    const contact = this.around.contact(contactId);
    const { id: agentId } = this;
    if (contact?.state === "transferring" && this.random() < takenBackShare) {
      this.around.after(10, () => this.around.submit({ type: "takeBack", agentId, contactId }));
    }
    this.later(wrappingUp[this.kind], () => {
      const agent = this.around.agent(agentId);
      if (agent?.wrapUp?.contactId !== contactId) return;
      this.around.submit({ type: "endWrapUp", agentId });
      if (this.random() < pulledShare) this.pull();
    });
  }

  private pull(): void {
    const mine = this.around.waiting().find(({ lineId }) => {
      return this.duty.profile.lineIds.includes(lineId);
    });
    if (mine === undefined) return;
    this.around.submit({ type: "pull", agentId: this.id, contactId: mine.id });
  }

  private later(duration: Duration, run: () => void): void {
    this.around.after(drawSeconds(this.random, duration), run);
  }
}
