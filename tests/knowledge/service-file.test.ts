import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatServiceFile,
  parseServiceFile,
  serviceRows,
  type ServiceFile,
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
`;

function parse(text: string): ServiceFile {
  const { file, mistakes } = parseServiceFile("services/hundesteuer.md", text);
  expect(mistakes).toEqual([]);
  if (!file) throw new Error("no file and no mistakes");
  return file;
}

describe("a service file", () => {
  test("has words to read aloud, a body, and variants", () => {
    const file = parse(`${head}
# Antwort

> Melden Sie den Hund
> innerhalb von 14 Tagen an.
>
> Das geht auch schriftlich.

## Ablauf

1. Formular

# Antwort: vulkaneifel

Nur Text, nichts zum Vorlesen.
`);
    expect(file.slug).toBe("hundesteuer");
    expect(file.sections).toEqual({
      shared: {
        spoken: "Melden Sie den Hund innerhalb von 14 Tagen an.\n\nDas geht auch schriftlich.",
        body: "## Ablauf\n\n1. Formular",
      },
      vulkaneifel: { spoken: null, body: "Nur Text, nichts zum Vorlesen." },
    });
  });

  test("may hold a hash at the start of a line inside a code block", () => {
    const file = parse(`${head}\n# Antwort\n\n> Worte.\n\n\`\`\`\n# kein Abschnitt\n\`\`\`\n`);
    expect(file.sections["shared"]?.body).toContain("# kein Abschnitt");
  });

  test("may come with Windows line ends and a byte order mark", () => {
    const text = `${head}\n# Antwort\n\n> Worte.\n\nText.\n`;
    expect(parse(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual(parse(text));
  });

  test("becomes rows, one answer for each scope that has fields or text", () => {
    const withFields = head.replace(
      'checkedAt: "2026-11-01"\n',
      'checkedAt: "2026-11-01"\nanswers:\n  cochem-zell: { fee: 60 Euro, scope: contactOnly }\n',
    );
    const { service, answers } = serviceRows(parse(`${withFields}\n# Antwort\n\n> Worte.\n`));
    expect(service).toMatchObject({ slug: "hundesteuer", leikaKey: null, reviewMonths: 12 });
    expect(answers.map(({ id, scope, fee, spoken }) => ({ id, scope, fee, spoken }))).toEqual([
      { id: "hundesteuer:cochem-zell", scope: "contactOnly", fee: "60 Euro", spoken: null },
      { id: "hundesteuer:shared", scope: "shared", fee: null, spoken: "Worte." },
    ]);
  });
});

describe("formatting a service file", () => {
  const word = fc.stringMatching(/^[A-Za-zäöüß0-9:#'"&*!%@-]{1,12}$/);
  const sentence = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(" "));
  const day = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?$/);
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

  const fields = fc.record(
    {
      scope: fc.constantFrom("shared", "district", "external", "contactOnly" as const),
      fee: sentence,
      documents: fc.array(sentence, { maxLength: 3 }),
      sample: fc.boolean(),
      checkedAt: day,
    },
    { requiredKeys: [] },
  );
  const section = fc.record({
    spoken: fc.option(
      fc.array(sentence, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n\n")),
    ),
    body: fc.option(
      fc
        .array(
          sentence.map((text) => `- ${text}`),
          { minLength: 1, maxLength: 4 },
        )
        .map((all) => all.join("\n")),
    ),
  });
  const serviceFile: fc.Arbitrary<ServiceFile> = fc.record({
    slug,
    frontMatter: fc.record({
      name: sentence.map((text) => `Die ${text}`),
      category: sentence.map((text) => `Die ${text}`),
      leikaKey: optional(fc.stringMatching(/^99[0-9]{12}$/)),
      level: fc.constantFrom("kreis", "verbandsgemeinde", "bund" as const),
      responsibleUnit: sentence.map((text) => `Amt ${text}`),
      unitKey: slug,
      synonyms: fc.array(
        sentence.map((text) => `zu ${text}`),
        { maxLength: 4 },
      ),
      related: fc.array(slug, { maxLength: 2 }),
      legalBasis: fc.array(sentence, { maxLength: 2 }),
      responsibility: fc.array(
        fc.record({ authority: slug, districts: fc.constant(["07231"]), because: sentence }),
        { maxLength: 2 },
      ),
      completeness: fc.constantFrom("full", "basic" as const),
      source: sentence.map((text) => `aus ${text}`),
      checkedAt: day,
      reviewMonths: fc.integer({ min: 1, max: 60 }),
      agentHints: optional(sentence),
      answers: fc.dictionary(slug, fields, { maxKeys: 2 }),
    }),
    sections: fc.dictionary(slug, section, { maxKeys: 3 }),
  });

  test("is the inverse of parsing", () => {
    fc.assert(
      fc.property(serviceFile, (file) => {
        const text = formatServiceFile(file);
        const parsed = parseServiceFile(`services/${file.slug}.md`, text);
        expect(parsed.mistakes).toEqual([]);
        expect(parsed.file).toEqual(file);
      }),
      { numRuns: 300 },
    );
  });
});
