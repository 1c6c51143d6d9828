// How many commands a second the routing core decides, and whether the number waiting matters.
import { createState, type CenterState } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { advance } from "../../src/routing/decide.ts";
import type { LineSettings } from "../../src/routing/state.ts";
import { tell } from "./parts/figures.ts";

const agentsCount = 500;
const commandsPerRound = 100_000;
const rounds = 7;
const administrations = ["a", "b", "c", "d"];
const startAt = Date.UTC(2026, 6, 6, 6);

/** R4, R5: partners after ten seconds, lent while the lender keeps its own promise. */
const helping = {
  widening: [{ afterSeconds: 10, to: "partners" as const }],
  lending: { budgetShare: 0.5, healthyShareMin: 0.5, recoverShareMin: 0.6 },
};

function line(id: string, administrationId: string | null, helps: boolean): LineSettings {
  return {
    ...(helps ? helping : {}),
    id,
    number: id,
    name: id,
    administrationId,
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

  constructor(waitingCount: number, profilesCount: number, helps: boolean) {
    const switchboards = administrations.map((id) => line(`z-${id}`, id, helps));
    const lines = [line("115", null, helps), ...switchboards];
    this.#lineIds = lines.map(({ id }) => id);
    this.#command({ type: "changeLines", lines });
    for (let i = 0; i < agentsCount; i++) this.#admit(i, profilesCount);
    for (let i = 0; i < agentsCount + waitingCount; i++) this.#arrive();
    for (const offer of Object.values(this.state.offers)) this.#connect(offer.id);
  }

  /** Homes, lines and skills mixed; what makes more profiles than twelve is one more skill. */
  #admit(i: number, profilesCount: number): void {
    const administrationId = administrations[i % 4]!;
    const own = `skill${Math.floor((i % profilesCount) / 12)}`;
    const profile = {
      id: `agent${i}`,
      displayName: `Agent ${i}`,
      administrationId,
      extension: `1${i}`,
      lineIds: i % 3 === 0 ? this.#lineIds : ["115", `z-${administrationId}`],
      skills: i % 2 === 0 ? ["vermittlung", own] : ["vermittlung", own, "englisch"],
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

const loads = [
  { waiting: 1_000, profiles: 12, helps: false },
  { waiting: 10_000, profiles: 12, helps: false },
  { waiting: 1_000, profiles: agentsCount, helps: false },
  { waiting: 1_000, profiles: 12, helps: true },
  { waiting: 10_000, profiles: 12, helps: true },
].map((load) => ({
  ...load,
  centre: new LoadedCentre(load.waiting, load.profiles, load.helps),
  turn: 0,
  perSecond: [] as number[],
  perCpuSecond: [] as number[],
}));

/** Processor time counts what one core does, also while others use the machine. */
function playRound(load: (typeof loads)[number], warmUp: boolean): void {
  const { centre } = load;
  const before = centre.commands;
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  while (centre.commands - before < commandsPerRound) centre.serveOne(load.turn++);
  const { user, system } = process.cpuUsage(cpu);
  if (warmUp) return;
  load.perSecond.push((commandsPerRound * 1000) / (performance.now() - startedAt));
  load.perCpuSecond.push((commandsPerRound * 1e6) / (user + system));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

for (let round = 0; round <= rounds; round++) {
  for (const load of loads) playRound(load, round === 0);
}
for (const { centre, waiting } of loads) {
  const contacts = Object.values(centre.state.contacts);
  const count = contacts.filter(({ state }) => state === "waiting").length;
  if (count !== waiting) throw new Error(`${count} instead of ${waiting} wait`);
}
console.log(
  `Routing core: ${agentsCount} agents, ${rounds} rounds of ${commandsPerRound} commands`,
);
console.table(
  loads.map(({ waiting, profiles, helps, perSecond, perCpuSecond }) => ({
    waiting,
    "agent profiles": profiles,
    "widening and lending": helps,
    "commands/s": Math.round(median(perSecond)),
    "commands/s of one core": Math.round(median(perCpuSecond)),
    "µs/command": Number((1e6 / median(perCpuSecond)).toFixed(2)),
  })),
);
for (const [few, many] of [
  [loads[0]!, loads[1]!],
  [loads[3]!, loads[4]!],
] as const) {
  const ratio = median(few.perCpuSecond) / median(many.perCpuSecond);
  const words = few.helps ? ", with widening and lending" : "";
  const perSecond = Math.round(median(few.perCpuSecond)).toLocaleString("en-US");
  tell({
    name: `core: commands/s of one core, ${agentsCount} agents × 1,000 waiting${words}`,
    ratio: `cost at 10,000 waiting ${ratio.toFixed(2)} × (linear: 10)`,
    value: `${perSecond} a second`,
  });
}
