/** An element with its prefix cut off: real files mix children with and without a namespace. */
export interface XmlElement {
  name: string;
  /** By name without prefix. */
  attributes: Record<string, string>;
  nodes: (string | XmlElement)[];
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).filter((each) => each.name === name);
}

export function elementsOf({ nodes }: XmlElement): XmlElement[] {
  return nodes.filter((node) => typeof node !== "string");
}

/** The first child of this name, or the first below it when more names are given. */
export function childOf(element: XmlElement, ...path: string[]): XmlElement | null {
  let found: XmlElement | null = element;
  for (const name of path) {
    found = found && (childrenOf(found, name)[0] ?? null);
  }
  return found;
}

/** The first element of this name at any depth. */
export function descendantOf(element: XmlElement, name: string): XmlElement | null {
  for (const child of elementsOf(element)) {
    const found = child.name === name ? child : descendantOf(child, name);
    if (found) return found;
  }
  return null;
}

/** The text of the element and all below it, without blanks at its ends; "" for null. */
export function textOf(element: XmlElement | null): string {
  if (!element) return "";
  const text = element.nodes.map((node) => (typeof node === "string" ? node : textOf(node)));
  return text.join("").trim();
}

const voidElements = new Set(["br", "hr", "img"]);

/** HTML, whether it was written as text (escaped, CDATA) or as elements. */
export function htmlOf({ nodes }: XmlElement): string {
  if (nodes.every((node) => typeof node === "string")) return nodes.join("").trim();
  const written = nodes.map((node) => {
    if (typeof node === "string") return node.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    const link = node.attributes["href"]?.replaceAll('"', "&quot;");
    const open = `<${node.name}${link === undefined ? "" : ` href="${link}"`}>`;
    return voidElements.has(node.name) ? open : `${open}${htmlOf(node)}</${node.name}>`;
  });
  return written.join("").trim();
}
