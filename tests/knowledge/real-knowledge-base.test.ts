import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { createDirectory, type Directory } from "../../src/directory/directory.ts";
import { importTree } from "../../src/knowledge/import.ts";
import { createKnowledge, type Knowledge } from "../../src/knowledge/knowledge.ts";
import { readKnowledgeTree, type KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { describeService } from "../../src/knowledge/service-detail.ts";
import type { Places } from "../../src/places/schema.ts";
import { createPlaces } from "../../src/places/places.ts";
import { testDatabase } from "../support/database.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const date = "2026-11-23";
const mondayMorning = Date.parse("2026-11-23T09:30:00Z");
/** One of each kind: association, free town and municipality, each district. */
const placeKeys = ["07231075", "07231134", "07231502", "07232018", "07233501", "07135020"];

let database: Database;
let tree: KnowledgeTree;
let places: Places;
let directory: Directory;
let knowledge: Knowledge;

beforeAll(async () => {
  database = await testDatabase();
  tree = await readKnowledgeTree(root, { today: date, demo: false });
  await importTree(database.prisma, tree);
  places = createPlaces(tree.places);
  directory = createDirectory(database.prisma);
  knowledge = createKnowledge(database.prisma, places);
  await Promise.all([directory.reload(), knowledge.reload()]);
});
afterAll(() => database.close());

const detail = (slug: string, placeAgs: string, chosen: string | null = null, at = mondayMorning) =>
  describeService({ knowledge, places, directory }, { slug, placeAgs, case: chosen, date, at });

/** Before a case is chosen nobody is responsible where the service asks back. */
const inEveryCase = (slug: string, placeAgs: string) => {
  const first = detail(slug, placeAgs);
  if (first.responsibility !== null || first.question === null) return [first];
  return first.question.cases.map((each) => detail(slug, placeAgs, each));
};

describe("the real knowledge base", () => {
  test("has no mistakes", () => {
    expect(tree.mistakes).toEqual([]);
  });

  test("written again changes nothing", async () => {
    const counts = await importTree(database.prisma, tree);
    expect(counts.every(({ created, updated, missing }) => created + updated + missing === 0)).toBe(
      true,
    );
  });

  test("answers every service at every kind of place with authority, target and ticket box", () => {
    for (const { slug } of knowledge.services()) {
      for (const place of placeKeys.flatMap((key) => inEveryCase(slug, key))) {
        const { responsibility, escalation, answer, variants } = place;
        const where = `${slug} ${place.place?.name} ${place.question?.chosen}`;
        expect({ where, responsible: responsibility !== null }).toEqual({
          where,
          responsible: true,
        });
        expect({ where, first: escalation[0]?.kind }).not.toEqual({ where, first: "ticket" });
        expect({ where, last: escalation.at(-1)?.kind }).toEqual({ where, last: "ticket" });
        expect({ where, answered: answer !== null }).toEqual({ where, answered: true });
        expect(variants).toHaveLength(directory.administrations(mondayMorning).length);
      }
    }
  });

  test("offers the partner offices of the joint vehicle registration, reachable ones first", () => {
    const { escalation } = detail("kfz-zulassung", "07231075");
    expect(escalation.slice(0, 2).map((target) => target.kind)).toEqual(["unit", "deputy"]);
    const partners = escalation.filter((target) => target.kind === "partner");
    expect(partners.map((target) => target.administrationId).toSorted()).toEqual([
      "bitburg-pruem",
      "cochem-zell",
      "vulkaneifel",
    ]);
    const reachable = partners.map((target) => target.reachableNow);
    expect(reachable).toEqual(reachable.toSorted((left, right) => Number(right) - Number(left)));
    expect(detail("elterngeld", "07231075").escalation.some(({ kind }) => kind === "partner")).toBe(
      false,
    );
  });

  test("never gives out a confidential number", () => {
    const secret = tree.directory.records.entries.filter((entry) => entry.confidential);
    expect(secret.length).toBeGreaterThan(0);
    const numbers = secret.flatMap((entry) => entry.publicNumber ?? []);
    expect(numbers.length).toBeGreaterThan(0);
    const replies: unknown[] = [];
    for (const entry of secret) {
      for (const query of [
        entry.name,
        entry.unit,
        entry.task,
        entry.extension,
        entry.publicNumber,
      ]) {
        const hits = directory.search(query ?? "", { at: mondayMorning, limit: 100 });
        replies.push(hits);
      }
    }
    for (const { slug } of knowledge.services()) {
      for (const place of placeKeys) replies.push(detail(slug, place));
    }
    const text = JSON.stringify(replies);
    for (const entry of secret) expect(text).toContain(entry.id);
    for (const number of numbers) expect(text).not.toContain(number);
    const digits = text.replaceAll(/\D/g, " ");
    for (const number of numbers) expect(digits).not.toContain(number.replaceAll(/\D/g, ""));
  });

  test("marks what is invented, in targets and answers alike", () => {
    const samples = new Set(
      tree.directory.records.entries.filter((entry) => entry.sample).map((entry) => entry.id),
    );
    for (const { slug } of knowledge.services()) {
      for (const { id, sample } of detail(slug, "07231075").escalation) {
        expect({ id, sample }).toEqual({ id, sample: samples.has(id) });
      }
    }
    const marked = tree.records.answers.find((answer) => answer.sample === true);
    const view = knowledge.answer(
      marked?.serviceSlug ?? "",
      marked?.administrationId ?? null,
      date,
    );
    expect(view?.sample).toBe(true);
  });
});
