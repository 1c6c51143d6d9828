import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { EditableSettings, LineSettingsCheckReply } from "../../src/directory/line-schema.ts";
import { endpoints } from "../core/endpoints.ts";

const pauseMilliseconds = 300;

/**
 * What the server says of settings that are being typed, once the typing pauses. Until then the
 * last word stays in sight, `current` says whether it is about what stands there now.
 */
export function useCheck(
  lineId: string,
  settings: EditableSettings,
): { reply: LineSettingsCheckReply | null; current: boolean } {
  const asked = JSON.stringify(settings);
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [asked]);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["line-check", lineId, settled],
    queryFn: ({ signal }) =>
      endpoints.checkLine(lineId, JSON.parse(settled) as EditableSettings, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { reply: data ?? null, current: asked === settled && !isPlaceholderData };
}
