import { useRef } from "react";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useField } from "./form-context.ts";
import { Labelled } from "./form-fields.tsx";
import { marks, withMark } from "./markdown-marks.ts";
import type { MarkName } from "./markdown-marks.ts";
import { insertText, pasteMarked } from "./paste-marked.ts";

interface TextProps {
  field: "spoken" | "agentHints";
  rows: number;
  hint: string;
}

export function TextField({ field, rows, hint: ownHint }: TextProps) {
  const { id, value, change, described, ...notes } = useField(field, ownHint);
  return (
    <Labelled field={field} label={texts.editing.fields[field]} {...notes}>
      <textarea
        id={id}
        className={`input ${field === "spoken" ? "spoken-input" : ""}`}
        rows={rows}
        value={value}
        onChange={(event) => change(event.target.value)}
        {...described}
      />
    </Labelled>
  );
}

/** The body of an answer with the few marks that it knows. */
export function MarkdownField() {
  const words = texts.editing;
  const { id, value, change, described, ...notes } = useField("body", words.hints.body);
  const area = useRef<HTMLTextAreaElement>(null);
  const mark = (name: MarkName) => {
    const element = area.current;
    if (!element) return;
    const { selectionStart, selectionEnd } = element;
    const { begin, end, put, from, to } = withMark(name, value, selectionStart, selectionEnd);
    element.setSelectionRange(begin, end);
    insertText(element, put);
    element.setSelectionRange(from, to);
  };
  return (
    <Labelled field="body" label={words.fields.body} {...notes}>
      <div className="text-tools" role="group" aria-label={words.toolbar.label}>
        {marks.map((name) => (
          <Button key={name} className="small" onClick={() => mark(name)}>
            {words.toolbar[name]}
          </Button>
        ))}
      </div>
      <textarea
        ref={area}
        id={id}
        className="input body-input"
        rows={Math.min(24, Math.max(8, value.split("\n").length + 1))}
        value={value}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          const isBold = event.key.toLowerCase() === "b" && (event.ctrlKey || event.metaKey);
          if (!isBold || event.altKey || event.shiftKey) return;
          event.preventDefault();
          mark("bold");
        }}
        onPaste={pasteMarked}
        {...described}
      />
    </Labelled>
  );
}
