import { signIn, type SignedInPerson } from "./service.ts";

const atOnce = 5;

/** @param index from 1 on */
export function teamMember(index: number) {
  const number = String(index).padStart(2, "0");
  return { username: `zusatz.${number}`, name: `Zusatz ${number}`, extension: `78${number}` };
}

/**
 * People of one line, made by the administrator of the demonstration, each signed in.
 * @param count at most 99
 */
export async function hireTeam(
  address: string,
  count: number,
  lineId: string,
): Promise<SignedInPerson[]> {
  const administrator = await signIn(address, "verwaltung");
  const team: SignedInPerson[] = [];
  while (team.length < count) {
    // Passwords are hashed slowly on purpose: a few at a time.
    const next = Array.from({ length: Math.min(atOnce, count - team.length) }, (_, index) =>
      hire(address, administrator, team.length + index + 1, lineId),
    );
    team.push(...(await Promise.all(next)));
  }
  return team;
}

async function hire(
  address: string,
  administrator: SignedInPerson,
  index: number,
  lineId: string,
): Promise<SignedInPerson> {
  const { username, name, extension } = teamMember(index);
  const { status, body } = await administrator.request("POST", "/api/people", {
    username,
    name,
    password: `demo-${username}`,
    grants: [{ role: "agent", administrationId: "vulkaneifel" }],
    agent: {
      displayName: name,
      administrationId: "vulkaneifel",
      extension,
      lineIds: [lineId],
      skills: [],
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return signIn(address, username);
}
