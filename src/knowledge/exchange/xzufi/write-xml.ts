/** Characters that XML 1.0 does not allow at all are left out. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export function escapeXml(text: string): string {
  return text
    .replaceAll(forbidden, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

type Content = string | readonly (string | null)[] | null;

/**
 * An element of the message, with the prefix `xzufi`; one without content is left out.
 * @param content children, already written, or the text, not yet escaped
 */
export function element(
  name: string,
  content: Content,
  attributes: Record<string, string | null> = {},
): string | null {
  const inner =
    typeof content === "string" ? escapeXml(content) : (content ?? []).filter(Boolean).join("");
  if (inner === "") return null;
  return `<xzufi:${name}${attributesOf(attributes)}>${inner}</xzufi:${name}>`;
}

export function attributesOf(attributes: Record<string, string | null>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => ` ${name}="${escapeXml(value ?? "")}"`)
    .join("");
}

/** A value of a code list; `code` and `name` carry no namespace (XÖV basic data types). */
export function codeElement(
  name: string,
  listUri: string,
  code: string,
  label: string | null = null,
): string {
  const labelled = label === null ? "" : `<name>${escapeXml(label)}</name>`;
  const inner = `<code>${escapeXml(code)}</code>${labelled}`;
  return `<xzufi:${name} listURI="${escapeXml(listUri)}" listVersionID="">${inner}</xzufi:${name}>`;
}
