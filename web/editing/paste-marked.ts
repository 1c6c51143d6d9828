import type { ClipboardEvent } from "react";

/** Beyond, a browser takes minutes to insert a text so that it can be undone. */
const undoableLettersMax = 50_000;

/** Takes headings, lists and links over as Markdown; the browser's own undo takes them back. */
export function pasteMarked(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  if (html === "") return;
  event.preventDefault();
  const area = event.currentTarget;
  void import("./paste-markdown.ts")
    .then(({ markdownOf }) => markdownOf(html))
    .catch(() => null)
    .then((markdown) => insertText(area, markdown ?? plain));
}

/** Puts a text where something is selected, as if it had been typed. */
export function insertText(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  if (text.length < undoableLettersMax) {
    document.execCommand("insertText", false, text);
    return;
  }
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
