import { join } from "node:path";
import type { LiveCenter } from "../center/live-center.ts";
import { inTurn } from "../database/in-turn.ts";
import { findAgentOfUser, loadAgents, removeAgent, saveAgent } from "../directory/store.ts";
import { listTeam } from "../identity/accounts.ts";
import { prepareDemonstration, retireDemonstration } from "../identity/demonstration.ts";
import { offerFirstStart } from "../identity/first-start.ts";
import { openIdentity, type Identity } from "../identity/identity.ts";
import type { DemonstrationAccounts } from "../identity/schema.ts";
import { knowledgeBase, type KnowledgeRooms } from "./knowledge-rooms.ts";
import type { Ground } from "./service.ts";

export interface People {
  identity: Identity;
  /** Null outside the demonstration mode. */
  sampleAccounts: DemonstrationAccounts["accounts"] | null;
  /** Path of the one-time link that makes the administrator; null once there is one. */
  firstStartPath: string | null;
}

/** Opens identity and keeps the centre's team equal to the stored working profiles. */
export async function openPeople(
  ground: Ground,
  { directory }: KnowledgeRooms,
  center: LiveCenter,
): Promise<People> {
  const { database, clock, config, log } = ground;
  const identity = await openIdentity({
    prisma: database.prisma,
    clock,
    config,
    log,
    agents: {
      find: findAgentOfUser,
      list: loadAgents,
      save: saveAgent,
      remove: removeAgent,
    },
    known: {
      administration: (id) => directory.administration(id) !== null,
      line: (id) => directory.lines().some((line) => line.id === id),
    },
    agentChanged({ userId: _, ...profile }, takesCalls) {
      const command = takesCalls
        ? ({ type: "admitAgent", profile } as const)
        : ({ type: "withdrawAgent", agentId: profile.id } as const);
      center.submit(command).catch((error: unknown) => {
        log.error({ error, agentId: profile.id }, "the team could not be changed");
      });
    },
  });
  const sampleAccounts = await inTurn(database.pool, () => prepareAccounts(identity, config.demo));
  await admitTeam(identity, center);
  // A process that stands by must not take the link away from the one that gave it out.
  const offersLink = sampleAccounts === null && center.writing;
  const firstStartPath = offersLink ? await offerFirstStart(identity) : null;
  return { identity, sampleAccounts, firstStartPath };
}

async function prepareAccounts(identity: Identity, demo: boolean) {
  if (demo) {
    const team = join(knowledgeBase, "administrations", "demonstration-team.yaml");
    return prepareDemonstration(identity, team);
  }
  await retireDemonstration(identity);
  return null;
}

/** Whoever may take calls and has a working profile; everybody else leaves the team. */
async function admitTeam(identity: Identity, center: LiveCenter): Promise<void> {
  const team = await listTeam(identity);
  const present = new Set(team.map((agent) => agent.id));
  await Promise.all(
    team.map(({ userId: _, ...profile }) => center.submit({ type: "admitAgent", profile })),
  );
  for (const agentId of Object.keys(center.state.agents)) {
    if (!present.has(agentId)) await center.submit({ type: "withdrawAgent", agentId });
  }
}
