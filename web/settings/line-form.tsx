import { createContext, useContext } from "react";
import type { ReactNode } from "react";
import type { LineSettingsReply, SettingNote, WeekDay } from "../../src/directory/line-schema.ts";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/marks.tsx";
import type { LineDraft } from "./line-draft.ts";

export interface LineForm {
  line: LineSettingsReply;
  draft: LineDraft;
  edit: (change: Partial<LineDraft>) => void;
  problems: readonly SettingNote[];
  hints: readonly SettingNote[];
  /** As the fields would open the line. */
  week: readonly WeekDay[];
}

export const LineFormContext = createContext<LineForm | null>(null);

export function useLineForm(): LineForm {
  const form = useContext(LineFormContext);
  if (!form) throw new Error("There is no form of a line here.");
  return form;
}

export function fieldId(field: string): string {
  return `setting-${field.replaceAll(".", "-")}`;
}

/** What an input needs so that its hint and its problem are read with it. */
export function useDescribed(field: string, hasHint: boolean) {
  const { problems, hints } = useLineForm();
  const id = fieldId(field);
  const problem = problems.find((note) => note.field === field)?.message;
  const advice = hints.find((note) => note.field === field)?.message;
  const describedBy = [
    hasHint && `${id}-hint`,
    problem !== undefined && `${id}-problem`,
    advice !== undefined && `${id}-advice`,
  ].filter((each) => each !== false);
  return {
    problem,
    advice,
    input: {
      id,
      "aria-invalid": problem !== undefined,
      "aria-describedby": describedBy.length > 0 ? describedBy.join(" ") : undefined,
    },
  };
}

/** Problem and advice below an input. */
export function Notes({ field, ...notes }: { field: string; problem?: string; advice?: string }) {
  const id = fieldId(field);
  return (
    <>
      {notes.problem !== undefined && <Problem id={`${id}-problem`}>{notes.problem}</Problem>}
      {notes.advice !== undefined && (
        <p className="advice" id={`${id}-advice`}>
          <Icon name="hint" />
          <span>{notes.advice}</span>
        </p>
      )}
    </>
  );
}

/** Notes of a group of fields that no single input carries. */
export function GroupNotes({ field }: { field: string }) {
  const { problem, advice } = useDescribed(field, false);
  return <Notes field={field} problem={problem} advice={advice} />;
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings-section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
