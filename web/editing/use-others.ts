import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { editingEndpoints } from "./endpoints.ts";
import type { AnswerPlace } from "./endpoints.ts";

const beatMilliseconds = 15_000;

/** Says that somebody is here; @returns the names of the others, "" when there are none. */
export function useOthers({ slug, section }: AnswerPlace): string {
  const presence = useQuery({
    queryKey: ["editing-presence", slug, section],
    queryFn: () => editingEndpoints.notePresence({ slug, section }),
    refetchInterval: beatMilliseconds,
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(
    () => () => void editingEndpoints.endPresence({ slug, section }).catch(() => {}),
    [slug, section],
  );
  return [...new Set(presence.data?.others.map((other) => other.name))].join(", ");
}
