import { randomUUID } from "node:crypto";
import type {
  ContactCard,
  DeskChange,
  DeskCommandName,
  DeskReply,
  DeskSnapshot,
  DeskView,
  LineView,
  TeamMemberView,
} from "../../../src/dashboard/schema.ts";
import type { AgentState, PartyFailure } from "../../../src/routing/state.ts";
import { places } from "./sample-answers.ts";

/** A centre of one agent that does what the test says: it plays the server's part on the socket. */
export class ScriptedCenter {
  /** Commands received, in order. */
  readonly commands: { name: DeskCommandName; input: Record<string, unknown> }[] = [];
  /** Answered instead of carrying out the next command. */
  refuseNext: { code: string; message: string } | null = null;
  /** Sends a change to every desk. */
  publish: (change: Omit<DeskChange, "seq" | "now">) => void = () => {};
  wrapUpSeconds = 60;
  desk: DeskView;
  status = { telephony: true, database: true, demo: true };

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

  offer(parts: Partial<ContactCard> = {}, kind: "queue" | "recall" = "queue"): void {
    const now = Date.now();
    this.set({
      state: "offered",
      wrapUp: null,
      offer: { id: randomUUID(), kind, madeAt: now, expiresAt: now + 20_000 },
      contact: { ...sampleContact(), ...parts, state: "offered" },
    });
  }

  /** The agent's phone has been picked up. */
  pickUp(): void {
    this.set({ state: "talking", offer: null });
    this.setContact({ state: "talking", answeredAt: Date.now(), recall: null });
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
      waiting: [],
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

  handle(name: DeskCommandName, input: Record<string, unknown>): DeskReply {
    this.commands.push({ name, input });
    const refusal = this.refuseNext;
    this.refuseNext = null;
    if (refusal) return { ok: false, error: refusal };
    this.carryOut(name, input);
    return { ok: true };
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
    if (name === "contact.transfer") this.transfer(input);
    if (name === "contact.confirmPlace") this.confirmPlace(String(input.ags));
    if (name === "wrapUp.extend" && this.desk.wrapUp) {
      const { contactId, until } = this.desk.wrapUp;
      this.set({ wrapUp: { contactId, until: until + 60_000 } });
    }
    if (name === "wrapUp.end") this.rest(this.desk.intent, { intent: this.desk.intent });
  }

  private transfer(input: Record<string, unknown>): void {
    const extension = (input.extension ?? "2210") as string;
    const name = input.directoryEntryId === "deputy-1" ? "Vertretung Muster" : "Zulassungsstelle";
    this.wrapUp("transferring");
    this.setContact({ transfer: { name, extension, until: Date.now() + 25_000 } });
  }

  private confirmPlace(ags: string): void {
    const hit = places.find((place) => place.municipality.ags === ags);
    this.setContact({
      place: { ags, name: hit?.municipality.name ?? ags },
      administrationId: ags.startsWith("07233") ? "vulkaneifel" : "bernkastel-wittlich",
      administrationCertainty: "confirmed",
    });
  }

  private wrapUp(state: ContactCard["state"]): void {
    const contactId = this.desk.contact?.id ?? "";
    const until = Date.now() + this.wrapUpSeconds * 1_000;
    this.set({ state: "wrapUp", wrapUp: { contactId, until } });
    this.setContact({ state });
  }
}

function restingDesk(state: AgentState): DeskView {
  return {
    agentId: "a1",
    state,
    since: Date.now(),
    intent: state === "break" || state === "offline" ? state : "ready",
    breakReason: null,
    notRespondingReason: null,
    restsUntil: 0,
    wrapUp: null,
    offer: null,
    contact: null,
  };
}

function sampleContact(): ContactCard {
  const now = Date.now();
  return {
    id: randomUUID(),
    state: "offered",
    since: now,
    arrivedAt: now - 8_000,
    answeredAt: null,
    line: { id: "115", name: "Behördennummer 115", kind: "115", administrationId: null },
    greeting:
      "Behördennummer 115, Servicecenter Eifel-Mosel-Hunsrück, mein Name ist Anna Muster. " +
      "Was kann ich für Sie tun?",
    callerNumber: "06571 90009 12",
    origin: [
      {
        administrationId: "bernkastel-wittlich",
        placeName: "Wittlich",
        probability: 0.9,
        reason: "Vorwahl 06571 (Wittlich)",
      },
    ],
    administrationId: "bernkastel-wittlich",
    administrationCertainty: "guess",
    place: null,
    transfer: null,
    recall: null,
    concerns: [],
    note: "",
    earlier: [
      {
        id: "e1",
        arrivedAt: new Date(now - 86_400_000).toISOString(),
        lineName: "Behördennummer 115",
        titles: ["Kraftfahrzeug abmelden"],
      },
    ],
  };
}

export const switchboardLine = {
  id: "zentrale-bernkastel-wittlich",
  name: "Zentrale Bernkastel-Wittlich",
  kind: "switchboard",
  administrationId: "bernkastel-wittlich",
} as const;

function sampleLines(): LineView[] {
  const line = (id: string, name: string, waiting: number, inTarget: number): LineView => ({
    id,
    name,
    number: id === "115" ? "115" : "06571 14-0",
    kind: id === "115" ? "115" : "switchboard",
    administrationId: id === "115" ? null : "bernkastel-wittlich",
    open: true,
    hours: "geöffnet bis 18:00",
    waiting,
    longestSince: waiting > 0 ? Date.now() - 72_000 : null,
    talking: 2,
    answerTargetSeconds: 30,
    today: { offered: 120, answered: 111, answeredInTarget: inTarget, abandoned: 6 },
  });
  return [
    line("115", "Behördennummer 115", 3, 82),
    line(switchboardLine.id, switchboardLine.name, 0, 104),
  ];
}

function sampleTeam(): TeamMemberView[] {
  const states = ["talking", "ready", "wrapUp", "break", "offline", "notResponding"] as const;
  return states.map((state, index) => ({
    agentId: `a${index + 1}`,
    name: `${["Anna", "Bert", "Cora", "Dirk", "Edda", "Finn"][index]} Muster`,
    administrationId: "bernkastel-wittlich",
    state,
    since: Date.now() - index * 40_000,
    breakReason: state === "break" ? "Mittag" : null,
    lineName: state === "talking" ? "Behördennummer 115" : null,
  }));
}
