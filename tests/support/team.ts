import { signIn, type SignedInPerson } from "./service.ts";

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
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, "0"));
  return Promise.all(
    numbers.map(async (number) => {
      const username = `zusatz.${number}`;
      const name = `Zusatz ${number}`;
      const { status, body } = await administrator.request("POST", "/api/people", {
        username,
        name,
        password: `demo-${username}`,
        grants: [{ role: "agent", administrationId: "vulkaneifel" }],
        agent: {
          displayName: name,
          administrationId: "vulkaneifel",
          extension: `78${number}`,
          lineIds: [lineId],
          skills: [],
        },
      });
      if (status !== 201) throw new Error(JSON.stringify(body));
      return signIn(address, username);
    }),
  );
}
