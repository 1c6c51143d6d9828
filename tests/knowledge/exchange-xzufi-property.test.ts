import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { normalMarkdown } from "../../src/knowledge/exchange/xzufi/html.ts";
import { interpret } from "../../src/knowledge/exchange/xzufi/interpret.ts";
import type {
  XzufiObject,
  XzufiResponsibility,
} from "../../src/knowledge/exchange/xzufi/objects.ts";
import { readXmlObjects } from "../../src/knowledge/exchange/xzufi/read-xml.ts";
import {
  fieldsOfTexts,
  textsOfFields,
  type ServiceFields,
} from "../../src/knowledge/exchange/xzufi/service-texts.ts";
import { structureMistakes } from "../../src/knowledge/exchange/xzufi/structure.ts";
import { namespaceOf, xzufiVersions } from "../../src/knowledge/exchange/xzufi/versions.ts";
import { escapeXml } from "../../src/knowledge/exchange/xzufi/write-xml.ts";
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

/** 2.3.1 has no place for categories of our own. */
function serviceOf(
  said: ServiceFields,
  version: (typeof xzufiVersions)[number] = "2.2.0",
): XzufiObject & { kind: "leistung" } {
  return {
    kind: "leistung",
    id: { agency: "L<100>", scheme: "", value: "0815 & mehr" },
    leikaKeys: said.leikaKey === undefined ? [] : [said.leikaKey],
    categories: version === "2.2.0" ? ['Ausweise & "Meldewesen"'] : [],
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

const identifier = fc.record({ agency: fc.constantFrom("", "L<100>"), scheme: line, value: line });
const dayOrNull = fc.option(day);
const period = fc
  .record({ validFrom: dayOrNull, validUntil: dayOrNull })
  .filter(({ validFrom, validUntil }) => validFrom !== null || validUntil !== null);
const localText = fc.record({ language: fc.constantFrom("de", "en"), text: line.map(escapeXml) });
const address = fc
  .tuple(fc.constantFrom("Mainzer Straße 25", "Am Markt", "Weg 3 a"), fc.constantFrom("54550 Daun"))
  .map((parts) => parts.join(", "));

const none = fc.constant<XzufiResponsibility[]>([]);

/** What stands beside services; a unit and an online service as an export leaves them. */
const others = fc.oneof(
  fc.record({
    kind: fc.constant("zustaendigkeit" as const),
    id: identifier,
    superior: identifier,
    serviceId: identifier,
    areas: fc.array(identifier, { maxLength: 3 }),
    role: fc.option(line),
    periods: fc.array(period, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("organisationseinheit" as const),
    id: identifier,
    names: fc.array(localText, { minLength: 1, maxLength: 3 }),
    address: fc.option(address),
    phone: fc.option(line),
    website: fc.option(fc.webUrl()),
    responsibilities: none,
  }),
  fc.record({
    kind: fc.constant("onlinedienst" as const),
    id: identifier,
    names: fc.array(localText, { minLength: 1, maxLength: 3 }),
    url: fc.webUrl(),
    responsibilities: none,
  }),
  fc.record({
    kind: fc.constant("loesche" as const),
    objectClass: fc.constantFrom("Leistung", "Zustaendigkeit"),
    id: identifier,
  }),
);

describe.each(xzufiVersions)("whatever a service says, in XZuFi %s", (version) => {
  test("is written within the structure and read back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (said) => {
        const service = serviceOf(said, version);
        const [read, ...more] = await readBack(writeObject(service, version), version);
        expect(more).toEqual([]);
        expect(read).toEqual({ object: service, mistakes: [] });
      }),
      runs,
    );
  });
});

test.each(xzufiVersions)(
  "units, online services, responsibilities and deletions are written into XZuFi %s and read back",
  async (version) => {
    await fc.assert(
      fc.asyncProperty(others, async (object) => {
        const read = await readBack(writeObject(object, version), version);
        expect(read).toEqual([{ object, mistakes: [] }]);
      }),
      runs,
    );
  },
);

test("the fields of an answer come back from the modules of the standard as they went in", () => {
  fc.assert(
    fc.property(fields, (said) => {
      expect(fieldsOfTexts(serviceOf(said))).toEqual(said);
    }),
    runs,
  );
});
