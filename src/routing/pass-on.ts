import type { CenterState } from "./center-state.ts";
import type { Command } from "./commands.ts";
import type { Decision } from "./decide.ts";
import { wrapUpStarts } from "./outcomes.ts";
import { reject } from "./rejections.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/**
 * How long only people with the skills are asked for a contact that was passed on; then everybody
 * of the line is, so that nobody waits in vain for the one who went home.
 */
export const soughtSecondsMax = 120;

/**
 * The caller needs somebody with a language or a topic: he waits for one of them at his old place
 * (R3), and the person is in wrap-up.
 */
export function passOn(
  state: CenterState,
  agent: Agent,
  contact: Contact,
  { skills, words }: Extract<Command, { type: "passOn" }>,
  now: Instant,
): Decision {
  if (contact.agentId !== agent.id) return reject("not_your_contact");
  if (contact.state !== "talking") return reject("not_talking");
  const wanted = skillsSought(state, contact, skills);
  const could = (other: Agent) =>
    other.id !== agent.id &&
    other.intent !== "offline" &&
    !other.withdrawn &&
    other.lineIds.includes(contact.lineId) &&
    wanted.every((skill) => other.skills.includes(skill));
  if (!Object.values(state.agents).some(could)) return reject("nobody_has_skill");
  const contactId = contact.id;
  return {
    ok: true,
    events: [
      { type: "contactPassedOn", contactId, agentId: agent.id, skills, words },
      { type: "contactQueued", contactId, cause: "passedOn", reservedFor: null },
      wrapUpStarts(state, contact, now),
    ],
  };
}

/** The line's own requirements and what is sought besides, each once. */
export function skillsSought(
  state: CenterState,
  { lineId }: Pick<Contact, "lineId">,
  skills: readonly string[],
): string[] {
  return [...new Set([...state.lines[lineId]!.requiredSkills, ...skills])].toSorted();
}
