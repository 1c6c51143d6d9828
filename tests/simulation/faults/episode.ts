import { clearUp, disturb, type Disturbance } from "./disturbances.ts";
import { chooseDisturbances } from "./disturbances.ts";
import { doSomething } from "./deeds.ts";
import { workOff } from "./people.ts";
import { lineVariants, profile, willingProfile } from "./small-house.ts";
import { World, type Sabotage } from "./world.ts";

export interface EpisodeOptions {
  seed: number;
  /** How many things people and faults do; between them timers run. */
  deeds: number;
  sabotage?: Sabotage;
  /** Left out: some, as the seed says. */
  disturbances?: readonly Disturbance[];
}

export interface EpisodeResult {
  deeds: number;
  /** Everything was looked at after each deed, and after each timer that ran between them. */
  steps: number;
  /** Empty when all went well. */
  violations: string[];
  /** What happened last, in words. */
  trace: string[];
  counts: Record<string, number>;
  events: Record<string, number>;
  disturbances: readonly Disturbance[];
}

const calmEveryDeeds = 600;
const stopSecondsMax = 4;
const calmSeconds = 12;
const deedsInCalm = 40;
const checkAllEveryDeeds = 100;
const workOffSecondsMax = 900;

/** One world from its first call to its last; the same options always give the same. */
export async function playEpisode(options: EpisodeOptions): Promise<EpisodeResult> {
  const world = new World(options.seed, options.sabotage);
  const chosen = chooseDisturbances(world.chance);
  const among = options.disturbances ?? chosen;
  let deeds = 0;
  await openCentre(world);
  while (deeds < options.deeds && world.violations.length === 0) {
    const calmAt = Math.min(options.deeds, deeds + calmEveryDeeds);
    while (deeds < calmAt && world.violations.length === 0) {
      deeds += 1;
      await step(world, deeds, among);
    }
    deeds += await calm(world);
  }
  if (world.violations.length === 0) await workOffEverything(world);
  return {
    deeds,
    steps: deeds + world.timers,
    violations: world.violations,
    trace: world.trace,
    counts: world.counts,
    events: world.journal.seen,
    disturbances: among,
  };
}

async function openCentre(world: World): Promise<void> {
  world.open(0);
  await world.pass(10);
  world.open(1);
  await world.pass(1_000);
  for (const { agentId } of world.desks) {
    const index = Number(agentId.slice("agent".length));
    const process = world.processes[0]!;
    world.submit(process, { type: "admitAgent", profile: profile(index, 0) });
    world.submit(process, { type: "choosePresence", agentId, presence: "ready", reason: null });
  }
  await world.pass(0);
}

async function step(world: World, count: number, among: readonly Disturbance[]): Promise<void> {
  const { chance } = world;
  if (among.length > 0 && chance.happens(0.04)) disturb(world, among);
  else doSomething(world);
  const wait = chance.random();
  if (wait < 0.4) await world.pass(0);
  else await world.pass(chance.random() * (wait < 0.95 ? 250 : wait < 0.995 ? 2_500 : 12_000));
  if (count % checkAllEveryDeeds === 0) checkAll(world);
}

function checkAll(world: World): void {
  world.journal.checkAll();
  world.watcher.checkAll(world.processes);
}

/** Nothing is disturbed any more: soon everything is as it was decided, and stays so. */
async function calm(world: World): Promise<number> {
  if (world.violations.length > 0) return 0;
  world.note("all is mended");
  clearUp(world);
  await world.pass(stopSecondsMax * 1000);
  clearUp(world); // what was being stopped has ended by now, and is started again
  await world.pass(calmSeconds * 1000);
  if (!world.writer) world.violations.push("F5 nobody leads though all is well");
  let deeds = 0;
  for (; deeds < deedsInCalm && world.violations.length === 0; deeds += 1) {
    world.line.checkCalm(world.clock.now());
    doSomething(world);
    await world.pass(world.chance.random() * 400);
  }
  checkAll(world);
  await world.journal.replay();
  return deeds;
}

/** F3, F4: when everybody answers, every caller is served, and nobody is held by anything. */
async function workOffEverything(world: World): Promise<void> {
  world.note("everybody answers");
  world.willing = true;
  world.lines = lineVariants[0];
  world.submit(world.processes[0]!, { type: "changeLines", lines: world.lines });
  for (const desk of world.desks) {
    const index = world.desks.indexOf(desk);
    desk.place = 0;
    world.submit(world.processes[0]!, { type: "admitAgent", profile: willingProfile(index) });
  }
  const until = world.clock.now() + workOffSecondsMax * 1000;
  const { state } = world.journal;
  const isLeft = () => Object.keys(state.contacts).length > 0 || world.exchange.list().length > 0;
  while (isLeft() && world.clock.now() < until && world.violations.length === 0) {
    clearUp(world);
    workOff(world);
    await world.pass(500);
  }
  await world.pass(60_000);
  world.line.checkCalm(world.clock.now());
  if (isLeft()) {
    world.violations.push(`a caller is stranded: ${JSON.stringify(Object.values(state.contacts))}`);
  }
  if (Object.keys(state.offers).length > 0) world.violations.push("I8 an offer is left at rest");
  for (const { id, state: where } of Object.values(state.agents)) {
    const free = ["ready", "break", "offline", "notResponding"].includes(where);
    if (!free) world.violations.push(`F3 ${id} is still ${where} at rest`);
  }
  checkAll(world);
  await world.journal.replay();
}
