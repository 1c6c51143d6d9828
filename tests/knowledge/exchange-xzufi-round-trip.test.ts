import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createAreasOn } from "../../src/knowledge/exchange/xzufi/areas.ts";
import type { Compared } from "../../src/knowledge/exchange/xzufi/compare-message.ts";
import { exportMessage, exportObjects } from "../../src/knowledge/exchange/xzufi/export-message.ts";
import type { ExportSource } from "../../src/knowledge/exchange/xzufi/export-message.ts";
import { interpret } from "../../src/knowledge/exchange/xzufi/interpret.ts";
import type { XzufiObject } from "../../src/knowledge/exchange/xzufi/objects.ts";
import { readMessage } from "../../src/knowledge/exchange/xzufi/read-message.ts";
import { readXmlObjects } from "../../src/knowledge/exchange/xzufi/read-xml.ts";
import { createServedOn } from "../../src/knowledge/served-places.ts";
import { structureMistakes } from "../../src/knowledge/exchange/xzufi/structure.ts";
import { xzufiVersions } from "../../src/knowledge/exchange/xzufi/versions.ts";
import { readKnowledgeTree, type KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { createPlaces } from "../../src/places/places.ts";

const root = join(import.meta.dirname, "../../knowledge-base");
const today = "2026-11-23";
const createdAt = "2026-11-23T09:00:00Z";

/** The whole knowledge base three times over, on a machine that others use, too. */
vi.setConfig({ testTimeout: 120_000 });

let tree: KnowledgeTree;
let source: ExportSource;
let administrations: KnowledgeTree["directory"]["records"]["administrations"];
beforeAll(async () => {
  tree = await readKnowledgeTree(root, { today, demo: false });
  expect(tree.mistakes).toEqual([]);
  ({ administrations } = tree.directory.records);
  source = {
    records: tree.records,
    administrations,
    areasOn: createAreasOn(tree.places),
    servedOn: createServedOn(createPlaces(tree.places), tree.records.authorities),
    today,
  };
}, 120_000);

const written = new Map<string, string[]>();

/** Written once for all tests: it takes its time. */
function messageOf(version: (typeof xzufiVersions)[number]): string[] {
  const known = written.get(version);
  const pieces = known ?? [...exportMessage(source, { version, withHints: true, createdAt })];
  written.set(version, pieces);
  return pieces;
}

async function* bytesOf(text: Iterable<string>) {
  for (const piece of text) yield Buffer.from(piece);
}

async function elementsOf(text: Iterable<string>) {
  const elements = [];
  for await (const { element } of readXmlObjects(bytesOf(text))) elements.push(element);
  return elements;
}

describe.each(xzufiVersions)("the whole knowledge base as XZuFi %s", (version) => {
  test("keeps to the structure of the standard, as far as it is known", async () => {
    const elements = await elementsOf(messageOf(version));
    expect(elements.length).toBeGreaterThan(215);
    const mistakes = elements.flatMap((element) => structureMistakes(element, version));
    expect(mistakes).toEqual([]);
  });

  test("is read back as the identical objects", async () => {
    const read = (await elementsOf(messageOf(version))).flatMap(
      (element) => interpret(element) ?? [],
    );
    const objects = [...exportObjects(source, true)].map((object): XzufiObject => {
      // 2.3.1 has no place for categories of our own.
      const left = object.kind === "leistung" && version !== "2.2.0" ? { categories: [] } : {};
      return { ...object, ...left };
    });
    expect(read.filter(({ kind }) => kind !== "nachrichtenkopf")).toEqual(objects);
  });

  test("differs in nothing from what it was written from", async () => {
    const parts: Compared[] = [];
    const counts = await readMessage(
      {
        local: { ...source, administrations, links: new Map() },
        servedOn: source.servedOn,
        authorities: tree.records.authorities,
        open: () => bytesOf(messageOf(version)),
      },
      async (part) => void parts.push(part),
    );
    expect(parts.flatMap(({ proposals }) => proposals)).toEqual([]);
    expect(counts.find(({ kind }) => kind === "Leistungen")).toMatchObject({
      read: tree.records.services.length,
      unchanged: tree.records.services.length,
      changed: 0,
      ignored: 0,
    });
    expect(counts.map(({ ignored }) => ignored)).toEqual(counts.map(() => 0));
  });
});

test("hints for those who answer leave the house only when asked for", () => {
  const hint =
    tree.records.services.find(({ agentHints }) => agentHints !== null)?.agentHints ?? "";
  expect(hint.length).toBeGreaterThan(10);
  const text = [...exportMessage(source, { version: "2.2.0", withHints: false, createdAt })].join(
    "",
  );
  expect(messageOf("2.2.0").join("")).toContain("modulAuskunftshinweis");
  expect(text).not.toContain("modulAuskunftshinweis");
  expect(text).not.toContain(hint.slice(0, 30));
});
