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

const parseOnly = unified().use(rehypeParse, { fragment: true }).freeze();

/** Where one paragraph ends and the next begins; a break does so, too, as lists are often made. */
const blocks = new Set(
  "p div section article blockquote pre br hr dl dt dd ul ol li table tr h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
const unspoken = new Set(["script", "style", "template", "head", "title", "noscript"]);

/** The words of HTML in paragraphs without any markup; a list item is a paragraph, too. */
export function htmlToParagraphs(html: string): string[] {
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
    .map((paragraph) => paragraph.replaceAll(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "");
}
