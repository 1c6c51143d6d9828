const servedKey = "served-contact";

/** @returns whether the caller is another one than before; a reload in mid-call is the same */
export function isAnotherCaller(contactId: string): boolean {
  if (sessionStorage.getItem(servedKey) === contactId) return false;
  sessionStorage.setItem(servedKey, contactId);
  return true;
}
