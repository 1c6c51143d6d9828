import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatMistake } from "../../src/directory/mistake.ts";
import { readKnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { lineOf, smallTree, type SmallTree } from "./small-tree.ts";

const options = { today: "2026-11-23", demo: false };

describe("a mistake in the files is reported with file, line and what to do", () => {
  async function mistakesOf(tree: SmallTree): Promise<string[]> {
    const { mistakes } = await readKnowledgeTree(tree.root, options);
    return mistakes.map(formatMistake);
  }

  const service = "services/personalausweis.md";
  const cases: [
    name: string,
    file: string,
    from: string,
    to: string,
    mark: string,
    part: RegExp,
  ][] = [
    [
      "a key of the wrong length",
      service,
      '"99008001012000"',
      '"9900800101"',
      "leikaKey:",
      /14 Ziffern/,
    ],
    [
      "an unknown field",
      service,
      "legalBasis:",
      "legalBase:",
      "legalBase:",
      /„legalBase“ ist hier nicht vorgesehen/,
    ],
    ["a missing field", service, "category: Ausweise\n", "", "name:", /„category“ fehlt/],
    [
      "an unknown level",
      service,
      "level: verbandsgemeinde",
      "level: stadt",
      "level:",
      /erlaubt sind: kreis, /,
    ],
    [
      "broken YAML",
      service,
      "synonyms: [Perso, Ausweis]",
      "synonyms: [Perso, Ausweis",
      "related:",
      /kein gültiges YAML/,
    ],
    [
      "a related service that is none",
      service,
      "[kfz-zulassung]",
      "[kfz-anmeldung]",
      "related:",
      /„kfz-anmeldung“ gibt es nicht/,
    ],
    [
      "a unit that is not in the directory",
      service,
      "unitKey: buergerbuero",
      "unitKey: passamt",
      "unitKey:",
      /„passamt“ gibt es im Verzeichnis nicht/,
    ],
    [
      "an answer for an unknown administration",
      service,
      "  vulkaneifel:",
      "  daun:",
      "  daun:",
      /Verwaltung „daun“ gibt es nicht/,
    ],
    [
      "a section for an unknown administration",
      service,
      "# Antwort: vulkaneifel",
      "# Antwort: daun",
      "# Antwort: daun",
      /Verwaltung „daun“ gibt es nicht/,
    ],
    ["a foreign heading", service, "## Ablauf", "# Ablauf", "# Ablauf", /nehmen Sie sonst ##/],
    [
      "text before the first section",
      service,
      "# Antwort\n",
      "Hallo\n\n# Antwort\n",
      "Hallo",
      /setzen Sie „# Antwort“ davor/,
    ],
    [
      "a day that is in no calendar",
      service,
      'checkedAt: "2026-11-01"',
      'checkedAt: "2026-11-31"',
      "checkedAt:",
      /Erwartet wird ein Tag/,
    ],
    [
      "a joining day that is in no calendar",
      "administrations/administrations.yaml",
      'answers115Since: "2026-01-01"',
      'answers115Since: "2026-13-01"',
      "answers115Since:",
      /Erwartet wird ein Tag/,
    ],
    [
      "an impossible day",
      service,
      'checkedAt: "2026-11-01"',
      "checkedAt: gestern",
      "checkedAt: gestern",
      /ein Tag wie/,
    ],
    [
      "a full service without words",
      service,
      "> Den Personalausweis beantragen Sie persönlich im Bürgerbüro.\n>\n> Bringen Sie den alten Ausweis mit.\n",
      "",
      "completeness:",
      /Worte zum Vorlesen/,
    ],
    [
      "a rule with an unknown authority",
      "services/sperrmuell.md",
      "authority: art",
      "authority: awb",
      "authority: awb",
      /Behörde „awb“ gibt es nicht/,
    ],
    [
      "a rule with an unknown district",
      "services/kfz-zulassung.md",
      '"07233"',
      '"07299"',
      "districts:",
      /Kreis 07299 gibt es nicht/,
    ],
    [
      "a rule with an unknown unit",
      "services/sperrmuell.md",
      "authority: art",
      "authority: art\n    unitKey: abfallberatung",
      "unitKey: abfallberatung",
      /Stelle „abfallberatung“ gibt es im Verzeichnis nicht/,
    ],
    [
      "an unknown hours key",
      "directory/entries.csv",
      ",kurz,",
      ",lang,",
      "dau-kfz",
      /Öffnungszeiten „lang“/,
    ],
    [
      "an unknown deputy",
      "directory/entries.csv",
      "wil-meyer,dienst",
      "wil-mayer,dienst",
      "wil-kfz,",
      /Vertretung „wil-mayer“/,
    ],
    [
      "an unknown authority of an entry",
      "directory/entries.csv",
      "vg-daun",
      "vg-kelberg",
      "vgd-zentrale",
      /Behörde „vg-kelberg“/,
    ],
    [
      "an entry with a strange flag",
      "directory/entries.csv",
      "dienst,true,true",
      "dienst,ja,true",
      "wil-frauenhaus",
      /leer, true, false/,
    ],
    [
      "a clock time that is none",
      "directory/hours.yaml",
      '"09:00"',
      '"9 Uhr"',
      "9 Uhr",
      /Uhrzeit wie 08:00/,
    ],
    [
      "an end before the beginning",
      "directory/hours.yaml",
      '{ from: "09:00", to: "11:00" }',
      '{ from: "11:00", to: "09:00" }',
      '"11:00", to: "09:00"',
      /Ende liegt vor dem Anfang/,
    ],
    [
      "an association without key",
      "authorities/authorities.yaml",
      '  associationKey: "072335001"\n',
      "",
      "id: vg-daun",
      /ergänzen Sie „associationKey“/,
    ],
    [
      "an unknown hours key of a line",
      "administrations/lines.yaml",
      "hours: dienst\n  closed",
      "hours: nie\n  closed",
      "hours: nie",
      /Öffnungszeiten „nie“/,
    ],
  ];

  test.each(cases)("%s", async (_, file, from, to, mark, part) => {
    using tree = smallTree();
    tree.edit(file, from, to);
    const mistakes = await mistakesOf(tree);
    const line = lineOf(tree, file, mark);
    expect(line).toBeGreaterThan(0);
    const here = mistakes.filter((mistake) => mistake.startsWith(`${file}:${line}: `));
    expect(here.join("\n")).toMatch(part);
  });

  test("the small tree has none", async () => {
    using tree = smallTree();
    expect(await mistakesOf(tree)).toEqual([]);
  });

  test.each([
    [service, "latin1", /[äöüß]/],
    ["directory/entries.csv", "latin1", /[äöüß]/],
    [service, "utf16le", /^/],
  ] as const)("%s in the encoding %s", async (file, encoding, mark) => {
    using tree = smallTree();
    const text = readFileSync(join(tree.root, file), "utf8");
    writeFileSync(join(tree.root, file), text, encoding);
    const line = text.split("\n").findIndex((each) => mark.test(each)) + 1;
    const expected = `${file}:${line}: Die Zeichen sind nicht lesbar; speichern Sie die Datei mit`;
    expect(await mistakesOf(tree)).toEqual([expect.stringContaining(expected)]);
  });

  test("the same section twice", async () => {
    using tree = smallTree();
    tree.edit(service, "# Antwort: vulkaneifel", "# Antwort");
    expect((await mistakesOf(tree)).join("\n")).toMatch(
      /^services\/personalausweis\.md:37: .*gibt es schon/m,
    );
  });

  test("an authority that nobody can be reached at", async () => {
    using tree = smallTree();
    tree.edit("directory/entries.csv", "Daun,Zentrale,telefonzentrale", "Daun,Zentrale,zentrale");
    const line = lineOf(tree, "authorities/authorities.yaml", "id: vg-daun");
    expect((await mistakesOf(tree)).join("\n")).toMatch(
      new RegExp(`^authorities/authorities.yaml:${line}: „vg-daun“ ist nicht erreichbar`, "m"),
    );
  });

  test("a place without a responsible authority, with the number of places", async () => {
    using tree = smallTree();
    tree.edit(
      "services/sperrmuell.md",
      "  - authority: art",
      '  - authority: art\n    districts: ["07233"]',
    );
    const line = lineOf(tree, "services/sperrmuell.md", "responsibility:");
    expect(await mistakesOf(tree)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^services/sperrmuell.md:${line}: Für „Sperrmüll“ ist in Kröv .* Ebenso in 1 weiteren`,
        ),
      ),
    ]);
  });

  test("a file name that is no slug", async () => {
    using tree = smallTree();
    tree.write("services/Größe.md", "---\nname: Test\n---\n");
    expect((await mistakesOf(tree)).join("\n")).toMatch(/services\/Größe\.md:1: Der Dateiname/);
  });

  test("a file without front matter", async () => {
    using tree = smallTree();
    tree.write("services/leer.md", "# Antwort\n");
    expect(await mistakesOf(tree)).toContain(
      "services/leer.md:1: Der Kopf fehlt; die Datei beginnt mit --- und der Kopf endet mit ---.",
    );
  });
});
