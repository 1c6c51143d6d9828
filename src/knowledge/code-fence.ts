/**
 * The fence of the code block that a line of Markdown leaves open, "```" or longer; null: none.
 * Blocks begin at the first column; those inside of lists and quotes end with these.
 * @param open the fence that the lines before leave open
 */
export function fenceAfter(line: string, open: string | null): string | null {
  if (open === null) return /^(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0] ?? null;
  const closing = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return closing?.startsWith(open) ? null : open;
}
