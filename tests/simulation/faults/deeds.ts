import { pickWeighted } from "./chance.ts";
import { actAtDesk } from "./people.ts";
import { callerNumbers, dialled, lineVariants, peopleMax, profile } from "./small-house.ts";
import type { World } from "./world.ts";

/** What happens in a centre anyway, without any fault. */
const deeds = {
  callerDials: (world: World) => {
    const { chance, exchange } = world;
    if (exchange.list().length >= world.callersMax) return;
    const callId = exchange.placeCall({
      dialled: chance.one(dialled),
      from: chance.one(callerNumbers),
      patienceSeconds: 3 + chance.random() * (chance.happens(0.3) ? 120 : 25),
      talkSecondsMax: chance.happens(0.5) ? chance.random() * 30 : null,
    });
    world.note("callerDials", callId);
  },
  callerHangsUp: (world: World) => {
    const call = world.chance.pick(world.exchange.list());
    if (!call) return;
    world.note("callerHangsUp", call.callId);
    world.exchange.hangUpCaller(call.callId);
  },
  callerPressesKey: (world: World) => {
    const call = world.chance.pick(world.exchange.list());
    if (!call) return;
    world.note("callerPressesKey", call.callId);
    world.exchange.pressKey(call.callId, world.chance.happens(0.9) ? "1" : "#");
  },
  phoneHangsUp: (world: World) => hangUpPhone(world, false),
  phoneIsLost: (world: World) => hangUpPhone(world, true),
  actAtDesk,
  deskMoves: (world: World) => {
    const desk = world.chance.pick(world.desks);
    if (desk) desk.place = world.chance.below(2);
  },
  linesChange: (world: World) => {
    world.lines = world.chance.one(lineVariants);
    world.note("linesChange");
    fromHouse(world, { type: "changeLines", lines: world.lines });
  },
  agentIsAdmitted: (world: World) => {
    const { chance } = world;
    const admitted = profile(chance.below(peopleMax), chance.below(12));
    world.note("agentIsAdmitted", admitted.id);
    fromHouse(world, { type: "admitAgent", profile: admitted });
  },
  agentIsWithdrawn: (world: World) => {
    const agentId = `agent${world.chance.below(peopleMax)}`;
    world.note("agentIsWithdrawn", agentId);
    fromHouse(world, { type: "withdrawAgent", agentId });
  },
};

const weights: Record<keyof typeof deeds, number> = {
  callerDials: 16,
  callerHangsUp: 2,
  callerPressesKey: 3,
  phoneHangsUp: 4,
  phoneIsLost: 1,
  actAtDesk: 70,
  deskMoves: 0.3,
  linesChange: 0.3,
  agentIsAdmitted: 0.8,
  agentIsWithdrawn: 0.3,
};

export function doSomething(world: World): void {
  deeds[pickWeighted(weights, world.chance)](world);
}

function hangUpPhone(world: World, lost: boolean): void {
  const ringing = world.exchange.list().filter(({ party }) => party !== null);
  const call = world.chance.pick(ringing);
  if (!call) return;
  world.note(lost ? "phoneIsLost" : "phoneHangsUp", call.callId);
  world.exchange.hangUpPhone(call.callId, lost);
}

function fromHouse(world: World, command: Parameters<World["submit"]>[1]): void {
  const process = world.processes[world.chance.below(2)];
  if (process) world.submit(process, command);
}
