export const marks = ["heading", "list", "bold", "link"] as const;
export type MarkName = (typeof marks)[number];

interface Marked {
  text: string;
  /** What is selected afterwards. */
  from: number;
  to: number;
}

/** Sets a mark around or before what is selected. */
export function withMark(name: MarkName, text: string, from: number, to: number): Marked {
  const chosen = text.slice(from, to);
  switch (name) {
    case "bold":
      return replaced(text, from, to, `**${chosen}**`, 2, chosen.length);
    case "link":
      return replaced(text, from, to, `[${chosen}](https://)`, chosen.length + 3, 8);
    case "heading":
      return lineStart(text, from, to, "## ");
    case "list":
      return lineStart(text, from, to, "- ");
  }
}

function replaced(
  text: string,
  from: number,
  to: number,
  put: string,
  selectAt: number,
  letters: number,
): Marked {
  const begins = from + selectAt;
  return { text: text.slice(0, from) + put + text.slice(to), from: begins, to: begins + letters };
}

function lineStart(text: string, from: number, to: number, sign: string): Marked {
  const begin = text.lastIndexOf("\n", from - 1) + 1;
  const lines = text.slice(begin, to).split("\n");
  const put = lines.map((line) => sign + line).join("\n");
  return {
    text: text.slice(0, begin) + put + text.slice(to),
    from: from + sign.length,
    to: begin + put.length,
  };
}
