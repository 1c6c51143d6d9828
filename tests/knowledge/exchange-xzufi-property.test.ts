import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { normalMarkdown } from "../../src/knowledge/exchange/xzufi/html.ts";
import { interpret } from "../../src/knowledge/exchange/xzufi/interpret.ts";
import type { XzufiObject } from "../../src/knowledge/exchange/xzufi/objects.ts";
import { readXmlObjects } from "../../src/knowledge/exchange/xzufi/read-xml.ts";
import {
  fieldsOfTexts,
  textsOfFields,
  type ServiceFields,
} from "../../src/knowledge/exchange/xzufi/service-texts.ts";
import { structureMistakes } from "../../src/knowledge/exchange/xzufi/structure.ts";
import { namespaceOf, xzufiVersions } from "../../src/knowledge/exchange/xzufi/versions.ts";
import { writeObject } from "../../src/knowledge/exchange/xzufi/write-objects.ts";

vi.setConfig({ testTimeout: 180_000 });

const runs = { numRuns: 150 };

/** One line without blanks at its ends; all that XML, HTML and Markdown give a meaning to. */
const line = fc
  .array(fc.oneof(fc.constantFrom(..."<>&\"'*_`#[]()|\\-+.!~:ä€😀"), fc.string({ maxLength: 6 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) =>
    parts
      .join("")
      .replaceAll(/[^\P{C}]/gu, "")
      .replaceAll(/\s+/g, " ")
      .trim(),
  )
  .filter((text) => text !== "" && /[\p{L}\p{N}]/u.test(text));
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 4 });
const paragraphs = lines.map((all) => all.join("\n\n"));
const day = fc.constantFrom("2026-11-01", "2027-01-31");

/** Bodies as an import leaves them, with headings that the standard knows and others. */
const section = fc.tuple(
  fc.constantFrom("", "## Ablauf", "## Hinweise", "## Fristen", "## Wofür", "## Voraussetzungen"),
  paragraphs,
);
const body = fc
  .array(section, { minLength: 1, maxLength: 5 })
  .map((parts) => normalMarkdown(parts.flatMap((part) => part.filter(Boolean)).join("\n\n")))
  .filter((text) => text !== "" && text === normalMarkdown(text));

const fields: fc.Arbitrary<ServiceFields> = fc.record(
  {
    name: line,
    leikaKey: fc.constant("99102013104000"),
    spoken: paragraphs,
    body,
    fee: line,
    duration: line,
    deadline: line,
    appointment: line,
    documents: lines,
    legalBasis: lines,
    synonyms: lines,
    agentHints: body,
    source: line,
    checkedAt: day,
    releasedFrom: day,
    releasedUntil: day,
  },
  { requiredKeys: ["name"] },
);

function serviceOf(said: ServiceFields): XzufiObject & { kind: "leistung" } {
  return {
    kind: "leistung",
    id: { agency: "L<100>", scheme: "", value: "0815 & mehr" },
    leikaKeys: said.leikaKey === undefined ? [] : [said.leikaKey],
    categories: ['Ausweise & "Meldewesen"'],
    areas: [{ agency: "", scheme: "ars", value: "072330000000" }],
    ...textsOfFields(said),
  };
}

async function readBack(written: string, version: (typeof xzufiVersions)[number]) {
  const message = `<xzufi:t xmlns:xzufi="${namespaceOf(version)}">${written}</xzufi:t>`;
  async function* bytes() {
    yield Buffer.from(message);
  }
  const found = [];
  for await (const { element } of readXmlObjects(bytes())) {
    found.push({ object: interpret(element), mistakes: structureMistakes(element, version) });
  }
  return found;
}

describe.each(xzufiVersions)("whatever a service says, in XZuFi %s", (version) => {
  test("is written within the structure and read back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (said) => {
        const service = serviceOf(said);
        const [read, ...more] = await readBack(writeObject(service, version), version);
        expect(more).toEqual([]);
        expect(read).toEqual({ object: service, mistakes: [] });
      }),
      runs,
    );
  });
});

test("the fields of an answer come back from the modules of the standard as they went in", () => {
  fc.assert(
    fc.property(fields, (said) => {
      expect(fieldsOfTexts(serviceOf(said))).toEqual(said);
    }),
    runs,
  );
});
