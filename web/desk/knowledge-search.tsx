import { useId, useState } from "react";
import type { KeyboardEvent, Ref } from "react";
import { withSoftBreaks } from "../core/soft-breaks.ts";
import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { arrowStep, isEnter, useEarlyEnter, useInSight } from "../ui/use-list.ts";
import { AnswerArticle } from "./answer-article.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { NamedPlace } from "./named-place.tsx";
import { NoAnswerOpen } from "./no-answer-open.tsx";

/** Search as one types; arrow keys leaf through the answers, Enter notes the concern. */
export function KnowledgeSearch({ inputRef }: { inputRef: Ref<HTMLInputElement> }) {
  const { lookup, writable, addConcern, concernPlaceAgs: placeAgs } = useDeskParts();
  const listId = useId();
  const { hits, slug } = lookup;
  const index = hits.findIndex((hit) => hit.slug === slug);
  const activeId = index >= 0 ? `${listId}-${index}` : undefined;
  // Only the answer tells which place counts for it.
  const settled = !lookup.searching && !lookup.detailBusy;
  const note = useEarlyEnter(lookup.text, settled, () => {
    const hit = hits[index];
    if (hit) addConcern({ serviceSlug: hit.slug, title: hit.name, placeAgs });
  });
  const onKey = (event: KeyboardEvent) => {
    const step = arrowStep(event);
    if (step !== null && hits.length > 0) {
      event.preventDefault();
      const next = hits[Math.max(0, Math.min(hits.length - 1, index + step))];
      if (next) lookup.open(next.slug);
    }
    if (isEnter(event)) {
      event.preventDefault();
      note();
    }
    if (event.key === "Escape" && lookup.text !== "") lookup.setText("");
  };
  const inVain = lookup.searched !== "" && !lookup.searching && !lookup.failed && hits.length === 0;
  return (
    <>
      <search className="search">
        <SearchField
          ref={inputRef}
          aria-label={texts.knowledge.search}
          listId={listId}
          activeId={activeId}
          open={hits.length > 0}
          keyLabel={keys.search.label}
          placeholder={texts.knowledge.placeholder}
          value={lookup.text}
          onChange={(event) => lookup.setText(event.target.value)}
          onKeyDown={onKey}
        />
        <NamedPlace />
      </search>
      <div className={hits.length > 0 ? "knowledge" : "knowledge alone"}>
        <Hits listId={listId} activeId={activeId} onKey={onKey} />
        {lookup.detail ? (
          <AnswerArticle key={lookup.detail.slug} detail={lookup.detail} />
        ) : (
          <NoAnswerOpen inVain={inVain} />
        )}
      </div>
      <p role="status" className="only-spoken">
        {inVain ? texts.knowledge.nothing : texts.knowledge.found(hits.length, writable)}
      </p>
    </>
  );
}

interface HitsProps {
  listId: string;
  activeId: string | undefined;
  onKey: (event: KeyboardEvent) => void;
}

function Hits({ listId, activeId, onKey }: HitsProps) {
  const { lookup } = useDeskParts();
  const { hits } = lookup;
  const [showsWhy, showWhy] = useState(false);
  useInSight(activeId);
  return (
    <div className="hits-pane" hidden={hits.length === 0}>
      <ul
        id={listId}
        className="hits"
        role="listbox"
        aria-label={texts.knowledge.hits}
        tabIndex={hits.length > 0 ? 0 : undefined}
        onKeyDown={onKey}
      >
        {hits.map((hit, position) => (
          <li
            key={hit.slug}
            id={`${listId}-${position}`}
            role="option"
            aria-selected={`${listId}-${position}` === activeId}
            onClick={() => lookup.open(hit.slug)}
          >
            <b>{withSoftBreaks(hit.name)}</b>
            {hit.excerpt && <span title={hit.excerpt}>{hit.excerpt}</span>}
            {showsWhy && <span className="why">{hit.why}</span>}
          </li>
        ))}
      </ul>
      <Button
        className="small"
        tone="quiet"
        icon="info"
        aria-pressed={showsWhy}
        onClick={() => showWhy(!showsWhy)}
      >
        {texts.knowledge.why}
      </Button>
    </div>
  );
}
