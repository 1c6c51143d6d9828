import type { CenterProcess } from "./center-process.ts";
import { pickWeighted, type Chance } from "./chance.ts";
import type { Trap } from "./database-line.ts";
import { fairWeather } from "./weather.ts";
import type { World } from "./world.ts";

/** What goes wrong, each by itself; an episode has some of them (swarm testing). */
const disturbances = {
  eventsGetLost: ({ weather, chance }: World) => {
    weather.eventsLost = chance.one([0, 0, 0.05, 0.3, 1]);
  },
  eventsComeTwice: ({ weather, chance }: World) => {
    weather.eventsDoubled = chance.one([0, 0.1, 0.5]);
  },
  eventsComeLate: ({ weather, chance }: World) => {
    weather.eventsDelayed = chance.one([0, 0.1, 0.5]);
    weather.eventDelayMillisecondsMax = chance.one([50, 500, 3_000]);
  },
  switchIsSlow: ({ weather, chance }: World) => {
    weather.directMillisecondsMax = chance.one([0, 20, 80]);
    weather.observeMillisecondsMax = chance.one([0, 50, 400]);
  },
  switchIsCutOff: (world: World) => {
    if (world.weather.switchUp) world.hub.cut();
    else world.hub.mend();
  },
  switchRestarts: (world: World) => world.exchange.lose(),
  databaseIsSlow: ({ weather, chance }: World) => {
    weather.databaseMillisecondsMax = chance.one([0, 3, 40, 700, 1_500]);
  },
  databaseIsCutOff: (world: World) => {
    world.weather.databaseUp = !world.weather.databaseUp;
  },
  notesGetLost: ({ weather, chance }: World) => {
    weather.notesLost = chance.one([0, 0.5, 1]);
  },
  processDies: (world: World) => withRunning(world, (process) => process.kill()),
  writerDies: (world: World) => world.writer?.kill(),
  processFreezes: (world: World) => withRunning(world, (process) => process.gate.freeze()),
  writerFreezes: (world: World) => world.writer?.gate.freeze(),
  processStops: (world: World) =>
    withRunning(world, (process) => {
      process.stop().catch(() => world.note("could not stop", process.name));
    }),
  trapIsSet: (world: World) => {
    const { writer, chance } = world;
    if (!writer) return;
    const freezes = chance.happens(0.4);
    const strike = () => (freezes ? writer.gate.freeze() : writer.kill());
    const at = chance.one<Trap["at"]>([
      "before the commit",
      "after the commit",
      "before an effect",
    ]);
    world.note("trap", `${freezes ? "freeze" : "kill"} ${writer.name} ${at}`);
    writer.trap = { at, strike };
  },
  desksVanish: (world: World) => {
    for (const desk of world.desks) if (world.chance.happens(0.3)) desk.connected = false;
  },
};

/** What puts things right again, sooner or later, so that more can go wrong. */
const repairs = {
  processesReturn: (world: World) => {
    for (const [place, process] of world.processes.entries()) {
      if (process.gate.state === "dead") world.open(place);
      process.gate.wake();
    }
  },
  linesAreMended: (world: World) => {
    world.hub.mend();
    world.weather.databaseUp = true;
  },
  desksReturn: (world: World) => {
    for (const desk of world.desks) desk.connected = true;
  },
};

export type Disturbance = keyof typeof disturbances;
export const allDisturbances = Object.keys(disturbances) as Disturbance[];

/** Some of all disturbances, how often each. */
export function chooseDisturbances(chance: Chance): Disturbance[] {
  const share = chance.one([0.15, 0.4, 0.8]);
  return allDisturbances.filter(() => chance.happens(share));
}

export function disturb(world: World, among: readonly Disturbance[]): void {
  const { chance } = world;
  if (among.length === 0 || chance.happens(0.55)) {
    const repair = pickWeighted({ processesReturn: 4, linesAreMended: 3, desksReturn: 2 }, chance);
    world.note(repair);
    repairs[repair](world);
    return;
  }
  const name = chance.pick(among)!;
  world.note(name);
  disturbances[name](world);
}

/** Everything is mended, at once. */
export function clearUp(world: World): void {
  const { switchUp } = world.weather;
  Object.assign(world.weather, fairWeather(), { switchUp });
  for (const repair of Object.values(repairs)) repair(world);
  for (const process of world.processes) process.trap = null;
}

function withRunning(world: World, run: (process: CenterProcess) => void): void {
  const process = world.chance.pick(world.processes.filter(({ running }) => running));
  if (process) run(process);
}
