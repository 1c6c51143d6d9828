// How many commands a second the routing core decides, and whether the number waiting matters.
import { createState, type CenterState } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { advance } from "../../src/routing/decide.ts";
import type { LineSettings } from "../../src/routing/state.ts";

const agentsCount = 500;
const commandsPerRound = 100_000;
const rounds = 5;
const administrations = ["a", "b", "c", "d"];
const startAt = Date.UTC(2026, 6, 6, 6);

function line(id: string, administrationId: string | null): LineSettings {
  return {
    ...{ id, number: id, name: id, administrationId },
    kind: administrationId === null ? "115" : "switchboard",
    answerTargetSeconds: administrationId === null ? 30 : 20,
    offerSecondsMax: 20,
    ringSecondsMax: 20,
    transferSecondsMax: 30,
    wrapUpSecondsMax: 120,
    recallReservedSecondsMax: 60,
    requiredSkills: administrationId === null ? [] : ["vermittlung"],
    open: [{ from: 0, to: startAt * 2 }],
    nightTarget: null,
  };
}

/** A centre under a steady load: as many arrive as are served, and `waitingCount` wait all the time. */
class LoadedCentre {
  readonly state: CenterState = createState();
  readonly #lineIds: string[];
  #now = startAt;
  #arrivals = 0;
  commands = 0;

  constructor(waitingCount: number) {
    const lines = [line("115", null), ...administrations.map((id) => line(`z-${id}`, id))];
    this.#lineIds = lines.map(({ id }) => id);
    this.#command({ type: "changeLines", lines });
    for (let i = 0; i < agentsCount; i++) this.#admit(i);
    for (let i = 0; i < agentsCount + waitingCount; i++) this.#arrive();
    for (const offer of Object.values(this.state.offers)) this.#connect(offer.id);
  }

  /** Homes, lines and skills mixed: 24 different profiles. */
  #admit(i: number): void {
    const administrationId = administrations[i % 4]!;
    const profile = {
      ...{ id: `agent${i}`, displayName: `Agent ${i}`, administrationId, extension: `1${i}` },
      lineIds: i % 3 === 0 ? this.#lineIds : ["115", `z-${administrationId}`],
      skills: i % 2 === 0 ? ["vermittlung"] : ["vermittlung", "englisch"],
    };
    this.#command({ type: "admitAgent", profile });
    this.#command({ type: "choosePresence", agentId: profile.id, presence: "ready", reason: null });
  }

  #arrive(): void {
    const i = (this.#arrivals += 1);
    const lineId = this.#lineIds[(i * 7) % 5]!;
    const administrationId = administrations[i % 4]!;
    const origin = [{ administrationId, placeName: "Ort", probability: 0.6, reason: "Vorwahl" }];
    const ids = { contactId: `contact${i}`, callId: `call${i}` };
    this.#command({ type: "contactArrives", ...ids, lineId, callerNumber: null, origin });
  }

  #connect(offerId: string): void {
    const { agentId, contactId } = this.state.offers[offerId]!;
    this.#command({ type: "acceptOffer", agentId, offerId });
    const partyId = this.state.contacts[contactId]!.party!.id;
    this.#command({ type: "partyAnswers", contactId, partyId });
  }

  /** One agent after the other ends the talk and the wrap-up and takes the next; one more arrives. */
  serveOne(turn: number): void {
    const agentId = `agent${turn % agentsCount}`;
    const contactId = this.state.agents[agentId]!.contactId!;
    this.#command({ type: "hangUp", agentId, contactId });
    this.#command({ type: "endWrapUp", agentId });
    this.#connect(this.state.agents[agentId]!.offerId!);
    this.#arrive();
  }

  #command(command: Command): void {
    this.#now += 1;
    this.commands += 1;
    if (!advance(this.state, command, this.#now).ok) throw new Error(`refused: ${command.type}`);
  }
}

/** Commands a second, of the best and of the middle round; a first round warms up. */
function measure(waitingCount: number): { best: number; middle: number } {
  const centre = new LoadedCentre(waitingCount);
  const speeds: number[] = [];
  let turn = 0;
  for (let round = 0; round <= rounds; round++) {
    const before = centre.commands;
    const startedAt = performance.now();
    while (centre.commands - before < commandsPerRound) centre.serveOne(turn++);
    const seconds = (performance.now() - startedAt) / 1000;
    if (round > 0) speeds.push((centre.commands - before) / seconds);
  }
  const waiting = Object.values(centre.state.contacts).filter(({ state }) => state === "waiting");
  if (waiting.length !== waitingCount) throw new Error(`${waiting.length} wait`);
  speeds.sort((a, b) => b - a);
  return { best: speeds[0]!, middle: speeds[Math.floor(rounds / 2)]! };
}

const results = [1_000, 10_000].map((waiting) => ({ waiting, ...measure(waiting) }));
console.log(`Routing core: ${agentsCount} agents, ${commandsPerRound} commands a round`);
console.table(
  results.map(({ waiting, best, middle }) => ({
    waiting,
    "commands/s (median)": Math.round(middle),
    "commands/s (best)": Math.round(best),
    "µs/command (median)": Number((1e6 / middle).toFixed(2)),
  })),
);
const ratio = results[0]!.middle / results[1]!.middle;
console.log(`cost at 10,000 waiting ÷ cost at 1,000 waiting: ${ratio.toFixed(2)} (linear: 10)`);
