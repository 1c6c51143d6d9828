import type { EditableSettings } from "../../src/directory/line-schema.ts";
import type { Principal, Role } from "../../src/identity/permissions.ts";
import { office } from "./small-directory.ts";

/** Settings without any contradiction. */
export const soundSettings: EditableSettings = {
  greeting: "Kreisverwaltung, guten Tag, Sie sprechen mit {name}.",
  hours: office,
  closures: [],
  closedAnnouncement: "Wir sind während der Dienstzeiten für Sie da. Im Notfall: 112.",
  nightTarget: null,
  answerTargetSeconds: 40,
  offerSecondsMax: 20,
  ringSecondsMax: 15,
  transferSecondsMax: 20,
  wrapUpSecondsMax: 30,
  recallReservedSecondsMax: 20,
  recallSeconds: 60,
  redialSeconds: 300,
  restSecondsFirst: 5,
  restSecondsMax: 60,
  requiredSkills: [],
  widening: [],
  lending: null,
  callback: {
    byKey: true,
    callsPerCallback: 3,
    retrySeconds: 900,
    attemptsMax: 3,
    dialSecondsMax: 30,
  },
};

export function person(
  name: string,
  role: Role,
  administrationId: string | null = null,
): Principal {
  return { userId: name, name, grants: [{ role, administrationId }], agentId: null };
}
