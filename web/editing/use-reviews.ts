import { useQuery } from "@tanstack/react-query";
import { useDesk } from "../shell/session.tsx";
import { againMilliseconds, editingEndpoints } from "./endpoints.ts";

/** The versions that wait for this person's release. */
export function useReviews() {
  const edition = useDesk().snapshot?.status.knowledgeEdition ?? 0;
  return useQuery({
    queryKey: ["editing-reviews", edition],
    queryFn: editingEndpoints.reviews,
    placeholderData: (known) => known,
    staleTime: 0,
    refetchInterval: againMilliseconds,
  });
}
