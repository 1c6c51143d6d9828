import type { Nodes, Paragraph } from "mdast";
import { toString } from "mdast-util-to-string";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import remarkStringify from "remark-stringify";
import { unified } from "unified";

/** No pictures, no forms, no styles; links to the web, to mail and to telephones only. */
const allowed: typeof defaultSchema = {
  ...defaultSchema,
  tagNames: defaultSchema.tagNames?.filter((name) => !/^(img|picture|source|input)$/.test(name)),
  protocols: { href: ["http", "https", "mailto", "tel"] },
  attributes: { a: ["href"], th: ["align"], td: ["align"] },
};

const toMarkdown = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize, allowed)
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

/** Foreign HTML, sanitised, as the Markdown of answers. Headings begin at the second level. */
export function htmlToMarkdown(html: string): string {
  const markdown = String(toMarkdown.processSync(html)).trim();
  return markdown.replaceAll(/^# /gm, "## ");
}

/** Markdown as sanitised HTML. */
export function markdownToHtml(markdown: string): string {
  return String(toHtml.processSync(markdown)).trim();
}

/** One way of writing for all that reads the same, so that texts can be compared. */
export function normalMarkdown(markdown: string): string {
  return htmlToMarkdown(markdownToHtml(markdown));
}

/** The words of HTML in paragraphs without any markup; a list item is a paragraph, too. */
export function htmlToParagraphs(html: string): string[] {
  const root = toMarkdown.runSync(toMarkdown.parse(html)) as unknown as Nodes;
  return blocksOf(root)
    .map((block) => toString(block).replaceAll(/\s+/g, " ").trim())
    .filter((text) => text !== "");
}

/** What stands in a line of its own; `<br>` parts a paragraph, as writers of lists use it. */
function blocksOf(node: Nodes): Nodes[] {
  if (node.type === "paragraph" && node.children.some((child) => child.type === "break")) {
    return node.children.reduce<Paragraph[]>(
      (lines, child) => {
        if (child.type === "break") lines.push({ type: "paragraph", children: [] });
        else lines.at(-1)?.children.push(child);
        return lines;
      },
      [{ type: "paragraph", children: [] }],
    );
  }
  const parts = ["root", "blockquote", "list", "listItem", "table"].includes(node.type);
  return parts && "children" in node ? node.children.flatMap(blocksOf) : [node];
}
