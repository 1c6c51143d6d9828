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

/**
 * @param contactId null: nobody is at the desk any more
 * @returns whether that has changed; a reload in mid-call is the same caller
 */
export function isAnotherCaller(contactId: string | null): boolean {
  if (sessionStorage.getItem(servedKey) === contactId) return false;
  if (contactId === null) sessionStorage.removeItem(servedKey);
  else sessionStorage.setItem(servedKey, contactId);
  return true;
}
