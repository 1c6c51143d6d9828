import type { CenterData } from "../routing/state.ts";

/** What people on duty can do: a language they speak, a topic they know. */
export interface SkillOnDuty {
  name: string;
  onDuty: number;
  ready: number;
  /** Who asks has it, too. */
  own: boolean;
}

/**
 * The skills that anybody has, in the order of the alphabet, with how many have them now: a caller
 * on the line may be passed on for those with somebody on duty.
 * @param agentId who passes on: the others are counted
 */
export function skillsOnDuty(
  { agents }: Pick<CenterData, "agents">,
  lineId: string,
  agentId: string | null,
): SkillOnDuty[] {
  const skills = new Map<string, SkillOnDuty>();
  for (const agent of Object.values(agents)) {
    if (agent.withdrawn) continue;
    const own = agent.id === agentId;
    const counts = !own && agent.intent !== "offline" && agent.lineIds.includes(lineId);
    for (const name of agent.skills) {
      const skill = skills.get(name) ?? { name, onDuty: 0, ready: 0, own: false };
      if (own) skill.own = true;
      if (counts) skill.onDuty += 1;
      if (counts && agent.state === "ready") skill.ready += 1;
      skills.set(name, skill);
    }
  }
  return [...skills.values()].toSorted((a, b) => a.name.localeCompare(b.name, "de"));
}
