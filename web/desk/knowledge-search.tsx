import { useId } from "react";
import type { KeyboardEvent, Ref } from "react";
import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useInSight } from "../ui/use-list.ts";
import { AnswerArticle } from "./answer-article.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { NoAnswerOpen } from "./no-answer-open.tsx";

/** Search as one types; arrow keys leaf through the answers, Enter notes the concern. */
export function KnowledgeSearch({ inputRef }: { inputRef: Ref<HTMLInputElement> }) {
  const { lookup, writable, addConcern } = useDeskParts();
  const listId = useId();
  const { hits, slug } = lookup;
  const index = hits.findIndex((hit) => hit.slug === slug);
  const activeId = index >= 0 ? `${listId}-${index}` : undefined;
  useInSight(activeId);

  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      const next = hits[Math.max(0, Math.min(hits.length - 1, index + step))];
      if (next) lookup.open(next.slug);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      const hit = hits[index];
      if (hit && !lookup.searching) {
        addConcern({ serviceSlug: hit.slug, title: hit.name, placeAgs: lookup.place?.ags ?? null });
      }
    }
    if (event.key === "Escape" && lookup.text !== "") lookup.setText("");
  };
  const searchedInVain =
    lookup.searched !== "" && !lookup.searching && !lookup.failed && hits.length === 0;
  return (
    <>
      <div className="search" role="search">
        <div className="search-field">
          <Icon name="search" />
          <input
            ref={inputRef}
            className="input"
            role="combobox"
            aria-label={texts.knowledge.search}
            aria-expanded={hits.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={activeId}
            placeholder={texts.knowledge.placeholder}
            autoComplete="off"
            spellCheck={false}
            value={lookup.text}
            onChange={(event) => lookup.setText(event.target.value)}
            onKeyDown={onKey}
          />
          <kbd aria-hidden="true">{keys.search.label}</kbd>
        </div>
        <NamedPlace />
      </div>
      <div className={hits.length > 0 ? "knowledge" : "knowledge alone"}>
        <ul
          id={listId}
          className="hits"
          role="listbox"
          aria-label={texts.knowledge.hits}
          tabIndex={hits.length > 0 ? 0 : undefined}
          hidden={hits.length === 0}
          onKeyDown={onKey}
        >
          {hits.map((hit, position) => (
            <li
              key={hit.slug}
              id={`${listId}-${position}`}
              role="option"
              aria-selected={position === index}
              onClick={() => lookup.open(hit.slug)}
              onDoubleClick={() =>
                addConcern({
                  serviceSlug: hit.slug,
                  title: hit.name,
                  placeAgs: lookup.place?.ags ?? null,
                })
              }
            >
              <b>{hit.name}</b>
              {hit.excerpt && <span>{hit.excerpt}</span>}
              <span>{hit.reason}</span>
            </li>
          ))}
        </ul>
        {lookup.detail ? (
          <AnswerArticle detail={lookup.detail} />
        ) : (
          <NoAnswerOpen inVain={searchedInVain} />
        )}
      </div>
      <p role="status" className="only-spoken">
        {searchedInVain ? texts.knowledge.nothing : texts.knowledge.found(hits.length, writable)}
      </p>
    </>
  );
}

/** "Sperrmüll Bernkastel" names a place: one press takes it over. */
function NamedPlace() {
  const { lookup, choosePlace } = useDeskParts();
  const named = lookup.namedPlace;
  if (!named || named.ags === lookup.place?.ags) return null;
  return (
    <p className="found-place">
      <Icon name="place" />
      <span>
        {texts.place.named} <strong>{named.name}</strong>
      </span>
      <Button className="small" onClick={() => choosePlace(named)}>
        {texts.place.take}
      </Button>
    </p>
  );
}
