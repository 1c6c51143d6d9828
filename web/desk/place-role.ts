import { useQuery } from "@tanstack/react-query";
import { endpoints } from "../core/endpoints.ts";
import { useRecord } from "../shell/session.tsx";
import type { Lookup } from "./use-lookup.ts";

/**
 * What the place must be for the open answer, or, while none is open, for the service that was
 * noted last: "Sterbeort". Null where it is the caller's home.
 */
export function usePlaceRole(lookup: Lookup): string | null {
  const { record } = useRecord();
  const noted = record.concerns.findLast(({ serviceSlug }) => serviceSlug !== null);
  const slug = lookup.slug === null ? (noted?.serviceSlug ?? null) : null;
  const ofNoted = useQuery({
    queryKey: ["service", slug, null, null, null],
    queryFn: ({ signal }) => endpoints.service(slug ?? "", null, null, signal),
    enabled: slug !== null,
  });
  return (lookup.slug === null ? ofNoted.data : lookup.detail)?.placeRole ?? null;
}
