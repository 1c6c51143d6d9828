import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { OpenPoints } from "../../src/knowledge/editing/schema.ts";
import { useDebounced } from "../ui/use-list.ts";
import { editingEndpoints } from "./endpoints.ts";
import type { AnswerPlace } from "./endpoints.ts";
import { hugeField } from "./merge-content.ts";
import type { DraftState } from "./merge-content.ts";
import { hugeMessage } from "./word-diff.tsx";

const pauseMilliseconds = 400;

export interface LivePoints {
  reply: OpenPoints | null;
  /** The reply is about what stands there now. */
  current: boolean;
}

/** What would refuse the release of what stands there, while it is written. */
export function useOpenPoints(
  { slug, section }: AnswerPlace,
  draft: DraftState,
  moved: string | null,
): LivePoints {
  const huge = hugeField(draft);
  const asked = huge ? "" : JSON.stringify(draft);
  const settled = useDebounced(asked, pauseMilliseconds);
  const { data, isPlaceholderData } = useQuery({
    enabled: settled !== "",
    queryKey: ["editing-check", slug, section, settled],
    queryFn: ({ signal }) =>
      editingEndpoints.check({ slug, section }, JSON.parse(settled) as DraftState, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const base = moved === null ? [] : [{ field: "base", message: moved }];
  if (huge) {
    const problems = [...base, { field: huge.field, message: hugeMessage(huge) }];
    return { reply: { problems, hints: [] }, current: true };
  }
  return {
    reply: data ? { ...data, problems: [...base, ...data.problems] } : null,
    current: asked === settled && data !== undefined && !isPlaceholderData,
  };
}
