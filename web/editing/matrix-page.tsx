import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { messageOf } from "../core/http.ts";
import { keys } from "../keys.ts";
import { useDesk } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { arrowStep, useDebounced } from "../ui/use-list.ts";
import { EditingFrame } from "./editing-frame.tsx";
import { againMilliseconds, editingEndpoints } from "./endpoints.ts";
import { overview } from "./last-place.ts";
import { filterRows, statusFilters, topicsOf } from "./matrix-filter.ts";
import type { MatrixSearch, StatusFilter } from "./matrix-filter.ts";
import { enterGrid, MatrixGrid } from "./matrix-grid.tsx";

const pauseMilliseconds = 150;

/** What holds, what is missing, what is being worked on: the way into every answer. */
export function MatrixPage() {
  const search = useSearch({ from: "/app/redaktion/" });
  const edition = useDesk().snapshot?.status.knowledgeEdition ?? 0;
  const matrix = useQuery({
    queryKey: ["editing-matrix", edition],
    queryFn: editingEndpoints.matrix,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: againMilliseconds,
  });
  useEffect(() => overview.filterBy(search), [search]);
  const ranking = useRanking(search.q ?? "");
  const rows = useMemo(
    () => (matrix.data ? filterRows(matrix.data, search, ranking) : []),
    [matrix.data, search, ranking],
  );
  const words = texts.editing.matrix;
  return (
    <EditingFrame>
      {matrix.error && <Problem>{messageOf(matrix.error)}</Problem>}
      {matrix.isPending && <p className="muted">{texts.loading}</p>}
      {matrix.data && (
        <>
          <Filters
            topics={topicsOf(matrix.data.rows)}
            sections={matrix.data.sections}
            count={words.count(rows.length, matrix.data.rows.length)}
          />
          {rows.length > 0 ? (
            <MatrixGrid sections={matrix.data.sections} rows={rows} />
          ) : (
            <p className="muted">{words.nothing}</p>
          )}
          <p className="hint" id="matrix-keys">
            {words.keys}
          </p>
        </>
      )}
    </EditingFrame>
  );
}

const noRanking: readonly string[] = [];

/** What the desks' search finds; of words that are still being typed what it found before. */
function useRanking(words: string): readonly string[] {
  const settled = useDebounced(words.trim(), pauseMilliseconds);
  const found = useQuery({
    queryKey: ["editing-ranking", settled],
    queryFn: ({ signal }) => editingEndpoints.ranking(settled, signal),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  return words.trim() === "" ? noRanking : (found.data ?? noRanking);
}

interface FilterProps {
  topics: readonly string[];
  sections: readonly { section: string; name: string }[];
  count: string;
}

function Filters({ topics, sections, count }: FilterProps) {
  const search = useSearch({ from: "/app/redaktion/" });
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const words = texts.editing.matrix;
  const change = (next: MatrixSearch) =>
    void navigate({
      to: "/redaktion",
      search: (before: MatrixSearch) => ({ ...before, ...next }),
      replace: true,
    });
  const reset = () => void navigate({ to: "/redaktion", search: {}, replace: true });
  useKeys({ [keys.search.press]: () => field.current?.focus() });
  return (
    <div className="matrix-filters" role="search">
      <div className="field grow">
        <label htmlFor="matrix-text">
          {words.text} <kbd aria-hidden="true">{keys.search.label}</kbd>
        </label>
        <input
          ref={field}
          id="matrix-text"
          type="search"
          className="input"
          placeholder={words.textHint}
          autoComplete="off"
          value={search.q ?? ""}
          onChange={(event) => change({ q: event.target.value || undefined })}
          onKeyDown={(event) => {
            if (arrowStep(event) !== 1) return;
            event.preventDefault();
            enterGrid();
          }}
        />
      </div>
      <Choices search={search} topics={topics} sections={sections} onChange={change} />
      <label className="check">
        <input
          type="checkbox"
          checked={search.meine === true}
          onChange={(event) => change({ meine: event.target.checked || undefined })}
        />
        <span>{words.mine}</span>
      </label>
      <p className="small muted" role="status">
        {count}
      </p>
      {Object.keys(search).length > 0 && (
        <Button tone="quiet" className="small" icon="close" onClick={reset}>
          {words.reset}
        </Button>
      )}
    </div>
  );
}

interface ChoicesProps extends Omit<FilterProps, "count"> {
  search: MatrixSearch;
  onChange: (next: MatrixSearch) => void;
}

function Choices({ search, topics, sections, onChange }: ChoicesProps) {
  const words = texts.editing.matrix;
  return (
    <>
      <Choice
        id="matrix-status"
        label={words.status}
        value={search.zustand ?? ""}
        onChange={(value) =>
          onChange({ zustand: (value || undefined) as StatusFilter | undefined })
        }
      >
        {statusFilters.map((status) => (
          <option key={status} value={status}>
            {status === "reported" ? words.withReports : texts.editing.states[status]}
          </option>
        ))}
      </Choice>
      <Choice
        id="matrix-section"
        label={words.section}
        value={search.antwort ?? ""}
        onChange={(value) => onChange({ antwort: value || undefined })}
      >
        {sections.map(({ section, name }) => (
          <option key={section} value={section}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        id="matrix-topic"
        label={words.topic}
        value={search.thema ?? ""}
        onChange={(value) => onChange({ thema: value || undefined })}
      >
        {topics.map((topic) => (
          <option key={topic}>{topic}</option>
        ))}
      </Choice>
    </>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ id, label, value, onChange, children }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{texts.editing.matrix.all}</option>
        {children}
      </select>
    </div>
  );
}
