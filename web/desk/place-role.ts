import { useQuery } from "@tanstack/react-query";
import { endpoints } from "../core/endpoints.ts";
import { useRecord } from "../shell/session.tsx";
import type { Lookup } from "./use-lookup.ts";

/** What a place must be for a service: "Sterbeort"; of the caller's home both are null. */
export interface PlaceRole {
  role: string | null;
  slug: string | null;
}

/**
 * What the place must be for the open answer, or, while none is open, for the service that was
 * noted last.
 */
export function usePlaceRole(lookup: Lookup): PlaceRole {
  const { record } = useRecord();
  const noted = record.concerns.findLast(({ serviceSlug }) => serviceSlug !== null);
  const slug = lookup.slug === null ? (noted?.serviceSlug ?? null) : null;
  const ofNoted = useQuery({
    queryKey: ["service", slug, null, null, null],
    queryFn: ({ signal }) => endpoints.service(slug ?? "", null, null, signal),
    enabled: slug !== null,
  });
  const detail = lookup.slug === null ? ofNoted.data : lookup.detail;
  const role = detail?.placeRole ?? null;
  return { role, slug: role === null ? null : (detail?.slug ?? null) };
}
