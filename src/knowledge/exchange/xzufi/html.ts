import type { ElementContent, RootContent } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { invisible, tidyHtml } from "./tidy-html.ts";

/** A text that nobody could write by hand: reading it would keep callers waiting, or fail. */
export class UnreadableText extends Error {}

/** Letters of HTML; an answer holds less than half of it. */
const htmlLettersMax = 100_000;

/** No pictures, no forms, no styles; links to the web, to mail and to telephones only. */
const allowed: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: defaultSchema.tagNames?.filter((name) => !/^(img|picture|source|input)$/.test(name)),
  protocols: { href: ["http", "https", "mailto", "tel"] },
  attributes: { a: ["href"], th: ["align"], td: ["align"] },
  /** With all that is in them, which is nothing to read. */
  strip: "script style template title svg math iframe object noscript".split(" "),
};

const toMarkdown = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize, allowed)
  .use(tidyHtml)
  .use(rehypeRemark, { document: false })
  .use(remarkGfm)
  .use(remarkStringify, { bullet: "-", emphasis: "*", rule: "-" })
  .freeze();

const toHtml = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, allowed)
  .use(rehypeStringify)
  .freeze();

/** What reads as an address becomes a link only when it is read as Markdown. */
const addresses = /\\[:.@]|\]\(</;

/**
 * Foreign HTML, sanitised, as the Markdown of answers. Headings begin at the second level.
 * @throws UnreadableText
 */
export function htmlToMarkdown(html: string): string {
  return guarded(html, () => stableMarkdown(html));
}

function stableMarkdown(html: string): string {
  const markdown = toMarkdownOnce(html);
  return addresses.test(markdown) ? toMarkdownOnce(markdownToHtml(markdown)) : markdown;
}

function toMarkdownOnce(html: string): string {
  const markdown = String(toMarkdown.processSync(html)).trim();
  return markdown.replaceAll(/^# /gm, "## ");
}

function guarded<Result>(html: string, read: () => Result): Result {
  if (html.length > htmlLettersMax) throw new UnreadableText("Ein Text ist zu lang.");
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError)
      throw new UnreadableText("Ein Text ist zu tief verschachtelt.");
    throw error;
  }
}

/** Markdown as sanitised HTML. */
export function markdownToHtml(markdown: string): string {
  return String(toHtml.processSync(markdown)).trim();
}

/** One way of writing for all that reads the same, so that texts can be compared. */
export function normalMarkdown(markdown: string): string {
  return stableMarkdown(markdownToHtml(markdown));
}

const parseOnly = unified().use(rehypeParse, { fragment: true }).freeze();

/** Where one paragraph ends and the next begins; a break does so, too, as lists are often made. */
const blocks = new Set(
  "p div section article blockquote pre br hr dl dt dd ul ol li table tr h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
const unspoken = new Set([...(allowed.strip ?? []), "head"]);

/**
 * The words of HTML in paragraphs without any markup; a list item is a paragraph, too.
 * @throws UnreadableText
 */
export function htmlToParagraphs(html: string): string[] {
  return guarded(html, () => paragraphsOf(html));
}

function paragraphsOf(html: string): string[] {
  const paragraphs = [""];
  const read = (nodes: readonly (ElementContent | RootContent)[]) => {
    for (const node of nodes) {
      if (node.type === "text") {
        paragraphs.push((paragraphs.pop() ?? "") + node.value);
      } else if (node.type === "element" && !unspoken.has(node.tagName)) {
        const block = blocks.has(node.tagName);
        if (block) paragraphs.push("");
        read(node.children);
        if (block) paragraphs.push("");
        else if (node.tagName === "td" || node.tagName === "th")
          paragraphs[paragraphs.length - 1] += " ";
      }
    }
  };
  if (!/[<&]/.test(html)) paragraphs.push(html);
  else read(parseOnly.parse(html).children);
  return paragraphs
    .map((paragraph) => paragraph.replaceAll(invisible, "").replaceAll(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "");
}
