/** What the service reads from the dialplan's globals, so that it stands in one place only. */
export interface DialplanSettings {
  /** How people are dialled, with "{extension}" for the number. */
  agentEndpoint: string;
  targetEndpoint: string;
  /** How citizens are dialled, with "{number}"; null: nobody is called back. */
  citizenEndpoint: string | null;
  /** How long a caller stays with a service that gives no sign of life. */
  guardSeconds: number;
}

/** Of a dialplan that says nothing. */
export const dialplanDefaults: DialplanSettings = {
  agentEndpoint: "PJSIP/{extension}",
  targetEndpoint: "PJSIP/{extension}",
  citizenEndpoint: null,
  guardSeconds: 30,
};

/** @param read gives the value of a global; undefined where there is none */
export async function readDialplan(
  read: (name: string) => Promise<string | undefined>,
): Promise<DialplanSettings> {
  const containing = async (name: string, part: string) => {
    const value = await read(name);
    return value?.includes(part) ? value : undefined;
  };
  const seconds = Number(await read("GUARD_SECONDS"));
  const { agentEndpoint, targetEndpoint, guardSeconds } = dialplanDefaults;
  return {
    agentEndpoint: (await containing("AGENT_ENDPOINT", "{extension}")) ?? agentEndpoint,
    targetEndpoint: (await containing("TARGET_ENDPOINT", "{extension}")) ?? targetEndpoint,
    citizenEndpoint: (await containing("CITIZEN_ENDPOINT", "{number}")) ?? null,
    guardSeconds: seconds > 0 ? seconds : guardSeconds,
  };
}
