export const marks = ["heading", "list", "bold", "link"] as const;
export type MarkName = (typeof marks)[number];

interface Marked {
  /** What is replaced … */
  begin: number;
  end: number;
  /** … and by what. */
  put: string;
  /** What is selected afterwards. */
  from: number;
  to: number;
}

/** Sets a mark around or before what is selected. */
export function withMark(name: MarkName, text: string, from: number, to: number): Marked {
  const chosen = text.slice(from, to);
  switch (name) {
    case "bold":
      return { ...around(from, to, 2, chosen.length), put: `**${chosen}**` };
    case "link":
      return { ...around(from, to, chosen.length + 3, 8), put: `[${chosen}](https://)` };
    case "heading":
      return lineStart(text, from, to, "## ");
    case "list":
      return lineStart(text, from, to, "- ");
  }
}

function around(begin: number, end: number, selectAt: number, letters: number) {
  return { begin, end, from: begin + selectAt, to: begin + selectAt + letters };
}

function lineStart(text: string, from: number, to: number, sign: string): Marked {
  const begin = text.lastIndexOf("\n", from - 1) + 1;
  const lines = text.slice(begin, to).split("\n");
  const put = lines.map((line) => sign + line).join("\n");
  return { begin, end: to, put, from: from + sign.length, to: begin + put.length };
}
