import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
type MarkdownNode = ReturnType<typeof parser.parse> | MarkdownChild;
type MarkdownChild = ReturnType<typeof parser.parse>["children"][number];

export interface MarkdownLinks {
  /** Wherever it leads to. */
  links: string[];
  /** Meant as links, and no links: desks would show their marks instead. */
  unread: string[];
  /** What desks leave out: HTML and pictures. */
  left: string[];
  /** Nested so deeply that no desk could show it. */
  tooDeep: boolean;
  /** So many marks and lines that reading it would keep everybody waiting; nothing is read. */
  tooMany: boolean;
}

/** Of marks and lines together; eighty links in a list, each of them some 0.1 ms. */
export const marksMax = 400;
const marks = /[*_~`[\]<>|\\&!@\n\t]|:\/\/(?:www\.)?|www\.|[-+](?=[ \t])|\d[.)](?=[ \t])/gi;

/** Only a paragraph with one of these can lead anywhere: the rest need not be parsed. */
const leading = /[\]<@]|www\.|:\/\//i;
/**
 * Signs of nesting at the beginning of a line; parsers and pages run out of stack beyond. Each sign
 * can be read in one way only, so that a line which almost matches costs nothing.
 */
const nested = /^(?:[ \t]*(?:>|(?:[-*+]|\d+[.)])(?=[ \t]))){20}/m;

/** What a text leads to, read as desks read it. */
export function markdownLinks(text: string): MarkdownLinks {
  const tooMany = (text.match(marks)?.length ?? 0) > marksMax;
  const tooDeep = nested.test(text);
  const found: MarkdownLinks = { links: [], unread: [], left: [], tooDeep, tooMany };
  if (tooDeep || tooMany) return found;
  for (const paragraph of text.split(/\n\s*\n/)) {
    if (leading.test(paragraph)) read(parser.parse(paragraph), paragraph, found);
  }
  return found;
}

function read(node: MarkdownNode, paragraph: string, found: MarkdownLinks): void {
  if (node.type === "link" || node.type === "definition") found.links.push(node.url);
  if (node.type === "image") found.left.push(`![${node.alt ?? ""}](${node.url})`);
  if (node.type === "html") found.left.push(node.value);
  if (node.type === "text") found.unread.push(...unreadLinks(node, paragraph));
  if ("children" in node) for (const child of node.children) read(child, paragraph, found);
}

/** "[Formular](https://kreis.de/mein formular.pdf)": a blank ends the address, and the link. */
function unreadLinks({ position }: MarkdownChild, paragraph: string): string[] {
  const begin = position?.start.offset ?? 0;
  const words = paragraph.slice(begin, position?.end.offset);
  return [...words.matchAll(/(?<!\\)\]\(/g)].map(
    (mark) => /[^)\n]*/.exec(paragraph.slice(begin + mark.index + 2))?.[0] ?? "",
  );
}
