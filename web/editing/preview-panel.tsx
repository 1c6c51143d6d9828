import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import { messageOf } from "../core/http.ts";
import { AnswerArticle } from "../desk/answer-article.tsx";
import { PlaceField } from "../desk/place-field.tsx";
import { PreviewDesk } from "../desk/preview-desk.tsx";
import type { LookupPlace } from "../desk/use-lookup.ts";
import { texts } from "../texts.ts";
import { Problem } from "../ui/marks.tsx";
import { useDebounced } from "../ui/use-list.ts";
import { editingEndpoints } from "./endpoints.ts";
import { hugeField } from "./merge-content.ts";
import type { DraftState } from "./merge-content.ts";
import { hugeMessage } from "./word-diff.tsx";

const pauseMilliseconds = 300;

/** The article of the desk itself, fed with what stands in the fields, at any place. */
export function PreviewPanel({
  workspace,
  draft,
}: {
  workspace: AnswerWorkspace;
  draft: DraftState;
}) {
  const { service, section, samplePlace } = workspace;
  const [place, setPlace] = useState<LookupPlace | null>(section === "shared" ? null : samplePlace);
  const [chosenCase, chooseCase] = useState<string | null>(null);
  const huge = hugeField(draft);
  const asked = huge ? "" : JSON.stringify(draft.content);
  const settled = useDebounced(asked, pauseMilliseconds);
  const preview = useQuery({
    enabled: settled !== "",
    queryKey: ["editing-preview", service.slug, section, settled, place?.ags, chosenCase],
    queryFn: ({ signal }) =>
      editingEndpoints.preview(
        { slug: service.slug, section },
        {
          content: JSON.parse(settled) as DraftState["content"],
          place: place?.ags ?? null,
          case: chosenCase,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <PreviewDesk
      detail={preview.data?.detail ?? null}
      place={place}
      onPlace={setPlace}
      onCase={chooseCase}
    >
      <div className="content preview-place">
        <p className="hint">{texts.editing.previewHint}</p>
        <PlaceField />
      </div>
      {(huge ?? preview.error) && (
        <div className="content">
          <Problem>{huge ? hugeMessage(huge) : messageOf(preview.error)}</Problem>
        </div>
      )}
      {!huge && preview.data && <AnswerArticle detail={preview.data.detail} />}
    </PreviewDesk>
  );
}
