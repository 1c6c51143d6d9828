import { DueTimer } from "../../src/center/timers.ts";
import type { Clock } from "../../src/clock.ts";
import { createState } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { advance } from "../../src/routing/decide.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import type { Contact } from "../../src/routing/state.ts";
import type { CenterBehindDoor } from "../../src/telephony/door.ts";
import { until } from "../support/until.ts";

type Listener = (entry: { events: readonly CenterEvent[] }) => void;

/** The routing core alone as a centre, without the database that the door knows nothing of. */
export class CoreCenter implements CenterBehindDoor {
  readonly state = createState();
  readonly events: CenterEvent[] = [];
  private readonly clock: Clock;
  private readonly listeners = new Set<Listener>();
  private readonly timer: DueTimer;

  constructor(clock: Clock) {
    this.clock = clock;
    this.timer = new DueTimer(clock, () => void this.submit({ type: "timePasses" }));
  }

  submit(command: Command): ReturnType<CenterBehindDoor["submit"]> {
    const { events, ...outcome } = advance(this.state, command, this.clock.now());
    this.events.push(...events);
    for (const listener of this.listeners) if (events.length > 0) listener({ events });
    this.timer.arm(nextDueAt(this.state));
    return Promise.resolve(outcome);
  }

  onEntry(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    this.timer.disarm();
  }

  /** Everything that happened of one type. */
  all<Type extends CenterEvent["type"]>(type: Type): Extract<CenterEvent, { type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<CenterEvent, { type: Type }> => event.type === type,
    );
  }

  /** The contact on the line in this state, now or later. */
  contactIn(state: Contact["state"]): Promise<Contact & { callId: string }> {
    return until(`a contact is ${state}`, () =>
      Object.values(this.state.contacts)
        .filter((contact) => contact.state === state)
        .map((contact) => ({ ...contact, callId: contact.callId ?? "" }))
        .find((contact) => contact.callId !== ""),
    );
  }

  /** The agent takes what is offered, now or later. */
  async accept(agentId: string): Promise<void> {
    const offerId = await until(
      `${agentId} gets an offer`,
      () => this.state.agents[agentId]?.offerId,
    );
    await this.submit({ type: "acceptOffer", agentId, offerId });
  }
}
