import type { Element, ElementContent, Root, RootContent } from "hast";

const blocks = new Set(
  "p div section article blockquote pre dl dt dd table thead tbody tfoot tr td th caption h1 h2 h3 h4 h5 h6 hr".split(
    " ",
  ),
);

/** Characters that show where a word may be broken: they would hide it from every search. */
export const invisible = /[\u{AD}\u{200B}\u{FEFF}]/gu;

/**
 * Leaves of sanitised HTML what Markdown can hold: links that lead somewhere from here, too, list
 * items with words, and no blocks in the cells of tables.
 */
export function tidyHtml() {
  return (tree: Root): void => {
    tree.children = tidy(tree.children as ElementContent[]) as RootContent[];
  };
}

function tidy(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return { ...node, value: node.value.replaceAll(invisible, "") };
    if (node.type !== "element") return node;
    const children = tidy(node.children);
    if (node.tagName === "a") return linkOf(node, children);
    if (node.tagName === "li" && !hasWords(children)) return [];
    const isCell = node.tagName === "td" || node.tagName === "th";
    return { ...node, children: isCell ? inline(children) : children };
  });
}

/** Relative addresses are those of the sender's pages. */
function linkOf(node: Element, children: ElementContent[]): ElementContent[] {
  const href = String(node.properties["href"] ?? "").replace(/^\/\//, "https://");
  const whole = /^(https?|mailto|tel):/i.test(href);
  return whole ? [{ ...node, properties: { ...node.properties, href }, children }] : children;
}

function hasWords(nodes: readonly ElementContent[]): boolean {
  return nodes.some((node) =>
    node.type === "text" ? node.value.trim() !== "" : "children" in node && hasWords(node.children),
  );
}

/** Items of a list are separated by semicolons, everything else by blanks. */
function inline(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== "element") return node;
    if (node.tagName === "ul" || node.tagName === "ol") return joined(node.children);
    if (!blocks.has(node.tagName)) return { ...node, children: inline(node.children) };
    return [blank, ...inline(node.children), blank];
  });
}

const blank: ElementContent = { type: "text", value: " " };

function joined(items: readonly ElementContent[]): ElementContent[] {
  return items
    .filter((item) => item.type === "element")
    .flatMap((item, index) => [
      index === 0 ? blank : ({ type: "text", value: "; " } as const),
      ...inline(item.children),
    ]);
}
