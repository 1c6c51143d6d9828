import { useState } from "react";
import type { ContactCard } from "../../src/dashboard/schema.ts";
import type { LookupPlace } from "./use-lookup.ts";

const storageKey = "given-place";

/** What the caller has given the place for. */
interface GivenPlace {
  contactId: string;
  ags: string;
  /** "Sterbeort"; null: his home, or just the place of the concern. */
  roles: readonly (string | null)[];
}

interface Giving {
  given: boolean;
  give: (contactId: string, ags: string) => void;
}

/**
 * Where somebody lives is not where somebody died: a place counts for what it was given for. It
 * outlives a reload in mid-call; of a place confirmed elsewhere no more is known than that.
 */
export function useGivenPlace(
  contact: ContactCard | null,
  place: LookupPlace | null,
  role: string | null,
): Giving {
  const [kept, keep] = useState(restored);
  const rolesOf = (ags: string): GivenPlace["roles"] => {
    if (kept?.contactId === contact?.id && kept?.ags === ags) return kept.roles;
    return place?.ags === ags ? [null] : [];
  };
  return {
    given: place === null || rolesOf(place.ags).includes(role),
    give(contactId, ags) {
      const next = { contactId, ags, roles: [...new Set([...rolesOf(ags), role])] };
      sessionStorage.setItem(storageKey, JSON.stringify(next));
      keep(next);
    },
  };
}

function restored(): GivenPlace | null {
  const text = sessionStorage.getItem(storageKey);
  return text === null ? null : (JSON.parse(text) as GivenPlace);
}
