import { expect, test } from "vitest";
import { readKnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { lineOf, smallTree } from "./small-tree.ts";

const authorities = "authorities/authorities.yaml";
const service = "services/personalausweis.md";

test.each([
  [service, "    sample: true", "    onlineUrl: javascript:alert(1)", "beginnt nicht mit https://"],
  [
    service,
    "    sample: true",
    "    onlineUrl: ftp://daun.de/antrag",
    "beginnt nicht mit https://",
  ],
  [service, "    sample: true", "    onlineUrl: https://user:pw@daun.de", "enthält Zugangsdaten"],
  [
    authorities,
    "  kind: association",
    "  website: javascript:alert(1)",
    "beginnt nicht mit https://",
  ],
])("in %s after %s: %s is refused", async (file, before, link, why) => {
  using tree = smallTree();
  tree.edit(file, before, `${before}\n${link}`);
  const { mistakes } = await readKnowledgeTree(tree.root, { today: "2026-11-23", demo: false });
  expect(mistakes).toEqual([
    {
      file,
      line: lineOf(tree, file, link.trim()),
      message: expect.stringContaining(`ist ungültig: Der Link ${why}`),
    },
  ]);
});
