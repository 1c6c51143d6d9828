import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerRecordOf, contentOf, sectionOf } from "../../src/knowledge/editing/content.ts";
import { sharedSection, type AnswerContent } from "../../src/knowledge/editing/schema.ts";
import { serviceFileOf } from "../../src/knowledge/exchange/service-rows.ts";
import type { AnswerRecord } from "../../src/knowledge/records.ts";
import {
  bodyFault,
  formatServiceFile,
  parseServiceFile,
  serviceRows,
} from "../../src/knowledge/service-file.ts";

const head = `---
name: Hundesteuer
category: Steuern
level: gemeinde
responsibleUnit: Steueramt
unitKey: steueramt
synonyms: [Hund anmelden]
completeness: basic
source: Satzung
checkedAt: "2026-11-01"
---

# Antwort

> Melden Sie den Hund an.
`;
const path = "services/hundesteuer.md";
const { service, answers } = serviceRows(parse(head));
const [shared] = answers as [AnswerRecord];

function parse(text: string) {
  const { file, mistakes } = parseServiceFile(path, text);
  expect(mistakes).toEqual([]);
  if (!file) throw new Error("no file and no mistakes");
  return file;
}

/** What desks read once `content` is released, and what they read after an export and an import. */
function therefrom(section: string, content: Partial<AnswerContent>) {
  const whole = { ...contentOf(service, null, section), ...content };
  const place = { serviceSlug: service.slug, section, revision: 2 };
  const own = answerRecordOf(place, whole, { releasedFrom: null, releasedUntil: null });
  const released = section === sharedSection ? [own] : [shared, own];
  const text = formatServiceFile(serviceFileOf(service, released, "2026-11-23").file);
  const words = (rows: AnswerRecord[]) =>
    Object.fromEntries(
      rows.map(({ id: _id, ...rest }) => [sectionOf(rest.administrationId), rest]),
    );
  return { released: words(released), read: words(serviceRows(parse(text)).answers) };
}

describe("a released answer, exported and imported again", () => {
  test.each<[string, Partial<AnswerContent>]>([
    ["begins its text with a quote", { body: "> Hinweis der Kasse\n\nText" }],
    ["has both words and a quote", { spoken: "Worte.", body: "> Hinweis" }],
    ["breaks a line of the words", { spoken: "Zeile eins\nZeile zwei\r\n\r\n\r\n Absatz" }],
    ["holds code", { body: "Text\n\n````\n```\n# Antwort: cochem-zell\n````\n\nEnde" }],
    ["names code in a line", { body: "```# x``` ist kein Block\n\nText" }],
    ["comes with other line ends", { body: "eins\r\nzwei\rdrei", fee: "eins\r\nzwei" }],
  ])("is the same where it %s", (_what, content) => {
    for (const section of [sharedSection, "vulkaneifel"]) {
      const { released, read } = therefrom(section, content);
      expect(bodyFault(content.body ?? "")).toBe(null);
      expect(read).toEqual(released);
    }
  });

  test("is the same, whatever may be released in it", () => {
    const mark = fc.constantFrom(
      ..."# |## |> |>|---|```|~~~|````|- |\n|\n\n|\r\n|    |# Antwort: cochem-zell|: |\\".split(
        "|",
      ),
    );
    const text = fc.array(fc.oneof(mark, fc.string({ maxLength: 8 }))).map((all) => all.join(""));
    const content = fc.record(
      { spoken: text, body: text, fee: text, source: text, documents: fc.array(text) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(content, fc.constantFrom(sharedSection, "vulkaneifel"), (written, section) => {
        const place = { serviceSlug: service.slug, section, revision: 2 };
        const validity = { releasedFrom: null, releasedUntil: null };
        const whole = { ...contentOf(service, null, section), ...written };
        fc.pre(bodyFault(answerRecordOf(place, whole, validity).body ?? "") === null);
        const { released, read } = therefrom(section, written);
        expect(read).toEqual(released);
      }),
      { numRuns: 400 },
    );
  });
});

describe("the text of an answer", () => {
  test.each(["Text\n\n# Antwort: cochem-zell\n\n> Worte", "# Gebühren", "```\nx\n```\n# Gebühren"])(
    "has no headings of the first level: %j",
    (body) => expect(bodyFault(body)).toContain("schreiben Sie „## "),
  );

  test("ends each code block that it begins", () => {
    expect(bodyFault("Text\n\n```\nx")).toContain("Codeblock");
    expect(bodyFault("~~~~\n```\n~~~")).toContain("Codeblock");
    expect(bodyFault("```sql\n# x\n  ```  \n\n## Ablauf")).toBe(null);
  });

  test("swallows no other answer by a code block without an end: its file is refused", () => {
    const { file, mistakes } = parseServiceFile(
      path,
      `${head}\n\`\`\`\nx\n\n# Antwort: cochem-zell\n`,
    );
    expect(file).toBe(null);
    expect(mistakes).toEqual([
      { file: path, line: 17, message: expect.stringContaining("Codeblock ist nicht beendet") },
    ]);
  });
});
