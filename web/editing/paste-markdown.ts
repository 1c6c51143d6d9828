import type { Element, ElementContent, Root, RootContent } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

const parser = unified().use(rehypeParse).freeze();
const writer = unified()
  .use(rehypeRemark, { document: false })
  .use(remarkGfm)
  .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "-", listItemIndent: "one" })
  .freeze();

const unread = /^(style|script|title|template|xml|img|picture|svg|object|iframe|input)$/;
const marked = /^(a|li|h[1-6]|b|strong|i|em|table)$/;

/**
 * What was copied from Word, a mail or a page, as the Markdown of answers. Headings begin at the
 * second level.
 * @returns null when it has no marks: then its plain words are better
 */
export function markdownOf(html: string): string | null {
  const root: Root = { type: "root", children: tidied(parser.parse(html).children) };
  if (!hasMarks(root.children)) return null;
  const markdown = writer.stringify(writer.runSync(root) as never);
  return markdown.replaceAll(/^# /gm, "## ").trim();
}

function hasMarks(nodes: readonly RootContent[]): boolean {
  return nodes.some(
    (node) => node.type === "element" && (marked.test(node.tagName) || hasMarks(node.children)),
  );
}

/** Only what can be read; lists as lists. */
function tidied(nodes: readonly RootContent[]): ElementContent[] {
  const kept = nodes.flatMap((node): ElementContent[] => {
    if (node.type === "text") return [{ ...node, value: node.value.replaceAll("\u00A0", " ") }];
    if (node.type !== "element" || unread.test(node.tagName)) return [];
    const element: Element = { ...node, children: tidied(node.children) };
    return saysNothing(element) ? element.children : [element];
  });
  return gatherWordLists(kept);
}

/** Some editors wrap whatever is copied; anchors and files of a colleague's disk lead nowhere. */
function saysNothing(element: Element): boolean {
  if (element.tagName === "a") {
    return !/^(https?|mailto|tel):/i.test(String(element.properties["href"] ?? ""));
  }
  if (!/^[bi]$/.test(element.tagName)) return false;
  return wordsOf(element) === "" || /font-(weight|style):\s*(normal|400)/.test(styleOf(element));
}

/** Word writes lists as paragraphs that begin with a painted sign. */
function gatherWordLists(nodes: readonly ElementContent[]): ElementContent[] {
  const gathered: ElementContent[] = [];
  for (const node of nodes) {
    const isItem = node.type === "element" && /mso-list:\s*l\d/.test(styleOf(node));
    if (!isItem) {
      // Blanks between two items do not part a list.
      const before = gathered.at(-1);
      if (node.type !== "text" || node.value.trim() !== "" || !isWordList(before)) {
        gathered.push(node);
      }
      continue;
    }
    const painted = findPainted(node);
    const tagName = /^\d+[.)]/.test(painted ? wordsOf(painted) : "") ? "ol" : "ul";
    const item: Element = { ...node, tagName: "li", properties: {}, children: unpainted(node) };
    const list = gathered.at(-1);
    if (isWordList(list) && list.tagName === tagName) list.children.push(item);
    else gathered.push({ type: "element", tagName, properties: wordList, children: [item] });
  }
  return gathered;
}

const wordList = { dataWordList: true };

function isWordList(node: ElementContent | undefined): node is Element {
  return node?.type === "element" && node.properties === wordList;
}

function findPainted({ children }: Element): Element | null {
  for (const child of children) {
    if (child.type !== "element") continue;
    if (/mso-list:\s*Ignore/i.test(styleOf(child))) return child;
    const inside = findPainted(child);
    if (inside) return inside;
  }
  return null;
}

function unpainted({ children }: Element): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (child.type !== "element") return [child];
    if (/mso-list:\s*Ignore/i.test(styleOf(child))) return [];
    return [{ ...child, children: unpainted(child) }];
  });
}

function styleOf({ properties }: Element): string {
  return String(properties["style"] ?? "");
}

function wordsOf(node: ElementContent): string {
  if (node.type === "text") return node.value.trim();
  return node.type === "element" ? node.children.map(wordsOf).join("").trim() : "";
}
