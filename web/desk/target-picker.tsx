import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import type { EscalationTarget } from "../../src/knowledge/schema.ts";
import type { SkillOnDuty } from "../../src/dashboard/skills.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { firstReachable, fromSkill, inOrder, skillsFor, targetsFor } from "../core/targets.ts";
import type { Target } from "../core/targets.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/marks.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { isEnter, useDebounced, useEarlyEnter, useInSight, useList } from "../ui/use-list.ts";
import { TargetWords } from "./target-row.tsx";

const settleMilliseconds = 100;

interface Props {
  label: string;
  /** Those of the open answer; null: it is still being read. */
  escalation: readonly EscalationTarget[] | null;
  /** Why the targets of the open answer may be the wrong ones; null: they are not in doubt. */
  unsure?: string | null;
  /** Entries of this administration come first. */
  home: string | null;
  /** Line of the caller who may be passed on to a colleague's language or topic; null: nobody. */
  line?: string | null;
  asked: string | null;
  onEdit: () => void;
  onPick: (target: Target) => void;
  /** Fills the pane; otherwise its list is limited in height. */
  filling?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  keyLabel?: string;
  footer?: ReactNode;
}

/**
 * Directory search that takes typing at once; arrow keys choose, Enter picks. Who is clicked has
 * been read: he is no guess any more.
 */
export function TargetPicker({ inputRef, onEdit, onPick, ...props }: Props) {
  const [text, setText] = useState("");
  const { targets, absent, settled, error } = useTargets(text, props);
  const listId = useId();
  const list = useTargetList(text.trim(), targets);
  const active = targets[list.index];
  const activeId = useInSight(active && `${listId}-${list.index}`);
  const pick = useEarlyEnter(text, settled, (seen) => {
    // Nobody is transferred to whom nobody has read, unless he alone was looked for.
    if (active && (seen || (text !== "" && targets.length === 1))) onPick(active);
  });
  const edit = (next: string) => {
    setText(next);
    onEdit();
  };
  const onKey = (event: KeyboardEvent) => {
    if (list.onKey(event)) return onEdit();
    if (isEnter(event)) {
      event.preventDefault();
      pick();
    }
    // In a window, Escape closes it at once.
    if (event.key !== "Escape" || text === "" || !props.filling) return;
    event.preventDefault();
    edit("");
  };
  return (
    <div className={`picker ${props.filling ? "filling" : ""}`}>
      <search className={props.filling ? "search" : undefined}>
        <SearchField
          ref={inputRef}
          data-first-focus
          aria-label={props.label}
          listId={listId}
          activeId={activeId}
          open={targets.length > 0}
          keyLabel={props.keyLabel}
          placeholder={texts.transfer.placeholder}
          value={text}
          onChange={(event) => edit(event.target.value)}
          onKeyDown={onKey}
        />
      </search>
      <ul
        id={listId}
        className="picker-list"
        role="listbox"
        aria-label={texts.transfer.targets}
        tabIndex={targets.length > 0 ? 0 : undefined}
        onKeyDown={onKey}
      >
        {targets.map((target, index) => (
          <Option
            key={target.key}
            id={`${listId}-${index}`}
            target={target}
            chosen={index === list.index}
            asked={props.asked === target.key}
            onPick={() => {
              list.choose(index);
              onPick({ ...target, guessed: false });
            }}
          />
        ))}
      </ul>
      <Nothing text={text} count={targets.length} {...{ absent, settled, error }} />
      {props.footer}
    </div>
  );
}

function useTargetList(typed: string, targets: readonly Target[]) {
  const identity = `${typed}|${targets[0]?.key ?? ""}`;
  return useList(targets.length, identity, typed === "" ? firstReachable(targets) : 0);
}

interface OptionProps {
  id: string;
  target: Target;
  chosen: boolean;
  asked: boolean;
  onPick: () => void;
}

function Option({ id, target, chosen, asked, onPick }: OptionProps) {
  return (
    <li id={id} role="option" aria-selected={chosen} className="target" onClick={onPick}>
      <TargetWords target={target} asked={asked} />
    </li>
  );
}

type Whence = Pick<Props, "escalation" | "unsure" | "home" | "line">;

/** What the open answer, the directory and the team offer for what is typed. */
function useTargets(text: string, { escalation, unsure, home, line = null }: Whence) {
  const typed = text.trim();
  const asked = useDebounced(typed, settleMilliseconds);
  const found = useQuery({
    queryKey: ["directory", asked, home],
    queryFn: ({ signal }) => endpoints.directory(asked, home, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const hits = asked === "" ? [] : (found.data?.hits ?? []);
  const skills = useQuery({
    queryKey: ["skills", line],
    queryFn: ({ signal }) => endpoints.skills(line ?? "", signal),
    enabled: line !== null,
    staleTime: 0,
  });
  const fitting = skillsFor(asked, skills.data?.skills ?? []);
  const colleagues = fitting
    .filter(({ onDuty }) => onDuty > 0)
    .map((skill) => fromSkill(skill, texts.transfer.colleagues));
  const listed = targetsFor(text, escalation ?? [], hits, texts.transfer.dial, unsure);
  const known = !skills.isLoading || skills.failureCount > 0;
  const answered =
    asked === "" ? escalation !== null : known && found.isFetched && !found.isPlaceholderData;
  return {
    targets: inOrder(asked, listed, colleagues),
    absent: asked === "" ? [] : fitting.filter(({ onDuty }) => onDuty === 0),
    settled: typed === asked && answered,
    error: asked === "" ? null : found.error,
  };
}

/** A language or topic that somebody has, but nobody else who is on duty now. */
function Absent({ skills }: { skills: readonly SkillOnDuty[] }) {
  return skills.map(({ name, own }) => (
    <p key={name} className="note-box" role="status">
      <Icon name="info" />
      <span>{texts.transfer.colleagues.absent(name, own)}</span>
    </p>
  ));
}

interface Searched {
  text: string;
  count: number;
  absent: readonly SkillOnDuty[];
  settled: boolean;
  error: Error | null;
}

function Nothing(shown: Searched) {
  if (shown.error) return <Problem>{messageOf(shown.error)}</Problem>;
  if (shown.absent.length > 0) return <Absent skills={shown.absent} />;
  if (shown.count > 0 || !shown.settled) return null;
  return (
    <p className="muted small picker-empty">
      {shown.text.trim() === "" ? texts.transfer.typeFirst : texts.transfer.nothing}
    </p>
  );
}
