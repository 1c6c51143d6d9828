import type { CenterData } from "../routing/state.ts";

/** What people on duty can do: a language they speak, a topic they know. */
export interface SkillOnDuty {
  name: string;
  onDuty: number;
  ready: number;
}

/**
 * The skills for which a caller on the line may be passed on now, in the order of the alphabet.
 * @param agentId who passes on: it is about the others
 */
export function skillsOnDuty(
  { agents }: Pick<CenterData, "agents">,
  lineId: string,
  agentId: string | null,
): SkillOnDuty[] {
  const skills = new Map<string, SkillOnDuty>();
  for (const agent of Object.values(agents)) {
    if (agent.id === agentId || agent.withdrawn || agent.intent === "offline") continue;
    if (!agent.lineIds.includes(lineId)) continue;
    for (const name of agent.skills) {
      const skill = skills.get(name) ?? { name, onDuty: 0, ready: 0 };
      skill.onDuty += 1;
      if (agent.state === "ready") skill.ready += 1;
      skills.set(name, skill);
    }
  }
  return [...skills.values()].toSorted((a, b) => a.name.localeCompare(b.name, "de"));
}
