import { isToBeCalled } from "./callback-auditor.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import type { LendingFigures } from "../../src/routing/lending-figures.ts";
import type { LendingSettings } from "../../src/routing/lending-figures.ts";
import type { CenterData, Contact } from "../../src/routing/state.ts";

interface Settled {
  administrationId: string;
  at: number;
  kept: boolean;
}

interface Lent {
  administrationId: string;
  since: number;
  until: number;
}

/** R5 with eyes of its own: lists of every promise and every lent minute, summed up when needed. */
export class LendingAuditor {
  #settled: Settled[] = [];
  #lent: Lent[] = [];
  readonly #working = new Map<string, Omit<Lent, "until">>();

  /** `state` is the one in which the event happens. */
  before(event: CenterEvent, state: CenterData, now: number): void {
    if (event.type === "conversationStarted" || event.type === "contactEnded") {
      this.#settle(event, state, now);
    }
    if (event.type === "agentRung") this.#rings(event, state, now);
    if (event.type === "lendingReviewed") {
      this.#compare(event, state, now);
      this.#judge(event, state, now);
    }
    if (event.type === "offerMade" && event.offer.reasons.lending !== undefined) {
      const { lending } = event.offer.reasons;
      this.#compare(lending, state, now);
      const { healthyShareMin } = limitsOf(state, lending.administrationId)!;
      if ((lending.keptShare ?? 1) < healthyShareMin && reachesPartners(event.offer, state)) {
        throw new Error(`R5 lent below the healthy share: ${lending.keptShare}`);
      }
    }
  }

  after(state: CenterData, now: number): void {
    for (const [agentId, { administrationId, since }] of this.#working) {
      const where = state.agents[agentId]?.state ?? "gone";
      if (limitsOf(state, administrationId) === null) this.#working.delete(agentId);
      else if (!["connecting", "talking", "wrapUp"].includes(where)) this.#close(agentId, now);
      else if (since > now) throw new Error("R5 lent before it began");
    }
    const limited = ({ administrationId }: { administrationId: string }) =>
      limitsOf(state, administrationId) !== null;
    this.#settled = this.#settled.filter(limited);
    this.#lent = this.#lent.filter(limited);
  }

  #settle(
    event: Extract<CenterEvent, { type: "conversationStarted" | "contactEnded" }>,
    state: CenterData,
    now: number,
  ): void {
    const contact = state.contacts[event.contactId]!;
    const { administrationId, answerTargetSeconds } = state.lines[contact.lineId]!;
    if (contact.answeredAt !== null || !contact.offered || administrationId === null) return;
    if (contact.callback !== null) return;
    if (limitsOf(state, administrationId) === null) return;
    const inTime = now - contact.arrivedAt <= answerTargetSeconds * 1000;
    const kept = event.type === "conversationStarted" && inTime;
    this.#settled.push({ administrationId, at: now, kept });
  }

  #rings(event: Extract<CenterEvent, { type: "agentRung" }>, state: CenterData, now: number): void {
    this.#close(event.agentId, now);
    const { administrationId } = state.agents[event.agentId]!;
    const owner = ownerOf(state, state.contacts[event.contactId]!);
    const limited = limitsOf(state, administrationId) !== null;
    if (owner === null || owner === administrationId || !limited) return;
    this.#working.set(event.agentId, { administrationId, since: now });
  }

  #close(agentId: string, now: number): void {
    const working = this.#working.get(agentId);
    if (working === undefined) return;
    this.#working.delete(agentId);
    this.#lent.push({ ...working, until: now });
  }

  #compare(figures: LendingFigures, state: CenterData, now: number): void {
    const { administrationId: id } = figures;
    const first = (Math.floor(now / 60_000) - 14) * 60_000;
    const settled = this.#settled.filter(
      (each) => each.administrationId === id && each.at >= first,
    );
    const kept = settled.filter((each) => each.kept).length;
    const share = settled.length === 0 ? null : kept / settled.length;
    const done = this.#lent.filter((each) => each.administrationId === id && each.until >= first);
    const working = [...this.#working.values()].filter((each) => each.administrationId === id);
    const intervals = [...done, ...working.map((each) => ({ ...each, until: now }))];
    const seconds = intervals.reduce((sum, { since, until }) => sum + (until - since), 0) / 1000;
    const people = Object.values(state.agents).filter(
      (agent) => agent.administrationId === id && !["offline", "break"].includes(agent.state),
    );
    const budget = limitsOf(state, id)!.budgetShare * 900 * people.length;
    const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
    const same =
      figures.keptShare === share &&
      near(figures.lentSeconds, seconds) &&
      near(figures.budgetSeconds, budget);
    const own = JSON.stringify({ share, seconds, budget });
    if (!same) throw new Error(`R5 figures ${JSON.stringify(figures)} are not ${own}`);
  }

  #judge(
    event: Extract<CenterEvent, { type: "lendingReviewed" }>,
    state: CenterData,
    now: number,
  ): void {
    const { why, administrationId, keptShare, lentSeconds, budgetSeconds } = event;
    const { healthyShareMin, recoverShareMin } = limitsOf(state, administrationId)!;
    const was = state.lending[administrationId]!.why;
    const shareMin = was === "promise" ? recoverShareMin : healthyShareMin;
    const broken = keptShare !== null && keptShare < shareMin;
    const overdue = Object.values(state.contacts).some(
      (contact) =>
        contact.state === "waiting" &&
        contact.reservedFor === null &&
        !isToBeCalled(contact) &&
        ownerOf(state, contact) === administrationId &&
        now - contact.queuedAt > state.lines[contact.lineId]!.answerTargetSeconds * 1000,
    );
    const expected = broken ? "promise" : overdue ? "overdue" : null;
    const spent = lentSeconds >= budgetSeconds ? "budget" : null;
    if (why !== (expected ?? spent)) throw new Error(`R5 ${why} is not ${expected ?? spent}`);
  }
}

function ownerOf(state: CenterData, contact: Contact): string | null {
  return state.lines[contact.lineId]!.administrationId;
}

function reachesPartners(offer: { contactId: string; kind: string }, state: CenterData): boolean {
  return offer.kind === "queue" && state.contacts[offer.contactId]!.reach === "partners";
}

/** The limits that the administration's lines set; null when they set none, or forbid it. */
function limitsOf(state: CenterData, administrationId: string): LendingSettings | null {
  const own = Object.values(state.lines).filter(
    (line) => line.administrationId === administrationId,
  );
  if (own.some((line) => line.lending === null)) return null;
  const limits = own.flatMap(({ lending }) => lending ?? []);
  if (limits.length === 0) return null;
  const each = (name: keyof LendingSettings) => limits.map((limit) => limit[name]);
  return {
    budgetShare: Math.min(...each("budgetShare")),
    healthyShareMin: Math.max(...each("healthyShareMin")),
    recoverShareMin: Math.max(...each("recoverShareMin")),
  };
}
