import type { ContactState } from "../../src/routing/state.ts";

/** The caller is parked or passed on, or has been fetched meanwhile (R9). */
export const stillHere: readonly ContactState[] = [
  "parked",
  "waiting",
  "offered",
  "connecting",
  "talking",
];

const servedKey = "served-contact";

/** @returns whether the caller is another one than before; a reload in mid-call is the same */
export function isAnotherCaller(contactId: string): boolean {
  if (sessionStorage.getItem(servedKey) === contactId) return false;
  sessionStorage.setItem(servedKey, contactId);
  return true;
}
