import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import type { EscalationTarget } from "../../src/knowledge/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { firstReachable, targetsFor } from "../core/targets.ts";
import type { Target } from "../core/targets.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/marks.tsx";
import { useDebounced, useInSight, useList } from "../ui/use-list.ts";
import { TargetWords } from "./target-row.tsx";

interface Props {
  label: string;
  escalation: readonly EscalationTarget[];
  /** Entries of this administration come first. */
  home: string | null;
  asked: string | null;
  onEdit: () => void;
  onPick: (target: Target) => void;
  /** Fills the pane; otherwise its list is limited in height. */
  filling?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  keyLabel?: string;
  footer?: ReactNode;
}

/** Directory search that takes typing at once; arrow keys choose, Enter picks. */
export function TargetPicker(props: Props) {
  const [text, setText] = useState("");
  const settled = useDebounced(text.trim(), 100);
  const listId = useId();
  const found = useQuery({
    queryKey: ["directory", settled, props.home],
    queryFn: ({ signal }) => endpoints.directory(settled, props.home, signal),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  const hits = settled === "" ? [] : (found.data?.hits ?? []);
  const targets = targetsFor(text, props.escalation, hits, texts.transfer.dial);
  const identity = `${settled}|${targets[0]?.key ?? ""}`;
  const list = useList(targets.length, identity, firstReachable(targets));
  const active = targets[list.index];
  const activeId = active ? `${listId}-${list.index}` : undefined;
  useInSight(activeId);

  const waiting = text.trim() !== settled || found.isPlaceholderData || found.isLoading;
  const onKey = (event: KeyboardEvent) => {
    if (list.onKey(event)) return props.onEdit();
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // What was typed last has not been answered yet: the list is still of the word before.
      if (active && (!waiting || active.directoryEntryId === null)) props.onPick(active);
    }
    if (event.key === "Escape" && text !== "") {
      event.preventDefault();
      setText("");
      props.onEdit();
    }
  };
  const nothing = !waiting && text.trim() !== "" && targets.length === 0;
  return (
    <div className={`picker ${props.filling ? "filling" : ""}`}>
      <div className={props.filling ? "search" : undefined} role="search">
        <div className="search-field">
          <Icon name="search" />
          <input
            ref={props.inputRef}
            className="input"
            data-first-focus
            role="combobox"
            aria-label={props.label}
            aria-expanded={targets.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={activeId}
            placeholder={texts.transfer.placeholder}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              props.onEdit();
            }}
            onKeyDown={onKey}
          />
          {props.keyLabel && <kbd aria-hidden="true">{props.keyLabel}</kbd>}
        </div>
      </div>
      {found.isError && <Problem>{messageOf(found.error)}</Problem>}
      <ul
        id={listId}
        className="picker-list"
        role="listbox"
        aria-label={texts.transfer.targets}
        tabIndex={targets.length > 0 ? 0 : undefined}
        onKeyDown={onKey}
      >
        {targets.map((target, index) => (
          <li
            key={target.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === list.index}
            className="target"
            onClick={() => {
              list.choose(index);
              props.onPick(target);
            }}
          >
            <TargetWords target={target} asked={props.asked === target.key} />
          </li>
        ))}
      </ul>
      {nothing && <p className="muted small picker-empty">{texts.transfer.nothing}</p>}
      {text === "" && targets.length === 0 && (
        <p className="muted small picker-empty">{texts.transfer.typeFirst}</p>
      )}
      {props.footer}
    </div>
  );
}
