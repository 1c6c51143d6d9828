import { OpenAPIHono } from "@hono/zod-openapi";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../src/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { AppError } from "../../src/errors.ts";
import type { Principal } from "../../src/identity/permissions.ts";
import type { SignedIn } from "../../src/identity/route.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { createKnowledge, type Knowledge } from "../../src/knowledge/knowledge.ts";
import { searchChoiceRoutes } from "../../src/knowledge/search/choices-api.ts";
import { reorder } from "../../src/knowledge/search/choices.ts";
import type { Ranked } from "../../src/knowledge/search/ranking.ts";
import { createPlaces } from "../../src/places/places.ts";
import { gazetteer } from "../places/gazetteer.ts";
import { testDatabase } from "../support/database.ts";

const knowledgeBase = new URL("../../knowledge-base", import.meta.url).pathname;
const places = createPlaces(gazetteer);
const agent: Principal["grants"] = [{ role: "agent", administrationId: null }];
const editor: Principal["grants"] = [{ role: "editor", administrationId: null }];
const clock: Clock = { now: () => Date.parse("2026-11-23T09:00:00Z"), after: () => () => {} };

let database: Database;
let day = "2026-11-23";
let here: Knowledge;
let there: Knowledge;

beforeAll(async () => {
  database = await testDatabase();
  await importKnowledgeBase(database.prisma, knowledgeBase, { today: day, demo: true });
}, 120_000);
afterAll(() => database.close());
beforeEach(async () => {
  day = "2026-11-23";
  await database.prisma.searchChoice.deleteMany();
  await database.prisma.searchReset.deleteMany();
  here = createKnowledge(database.prisma, places, () => day);
  there = createKnowledge(database.prisma, places, () => day);
  await here.reload();
  await there.reload();
}, 60_000);

const slugs = (knowledge: Knowledge, query: string) =>
  knowledge.search(query, { limit: 12 }).hits.map((hit) => hit.slug);

/** A query whose first two services fit about equally. */
const query = "Waffenschein";
const [leader, follower] = ["waffenbesitzkarte", "kleiner-waffenschein"];

async function chooseOften(slug: string, people: number): Promise<void> {
  for (let person = 0; person < people; person += 1) await here.learn(query, slug, `p${person}`);
}

function desk(grants: Principal["grants"], userId = "u") {
  const app = new OpenAPIHono<SignedIn>();
  app.onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    return c.json({ error: { code: error.code, message: error.message } }, error.status as 400);
  });
  app.use(async (c, next) => {
    c.set("principal", { userId, name: `Name of ${userId}`, grants, agentId: null });
    await next();
  });
  let notes = 0;
  app.route("/", searchChoiceRoutes({ knowledge: here, clock, changed: () => (notes += 1) }));
  return { app, notes: () => notes };
}

const post = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

describe("what agents choose", () => {
  test("lifts one of two near equals above the other, in every process, and says so", async () => {
    expect(slugs(here, query).slice(0, 2)).toEqual([leader, follower]);
    await chooseOften(follower!, 20);
    await there.choices.read();
    for (const knowledge of [here, there]) {
      expect(slugs(knowledge, query).slice(0, 2)).toEqual([follower, leader]);
      const [first, second] = knowledge.search(query, { limit: 2 }).hits;
      expect(first!.why).toContain("öfter gewählt");
      expect(second!.why).not.toContain("öfter gewählt");
    }
  });

  test("holds for other spellings of the same query, and for no other query", async () => {
    await chooseOften(follower!, 20);
    expect(slugs(here, "waffenscheine")[0]).toBe(follower);
    expect(slugs(here, "Waffenbesitzkarte")[0]).toBe(leader);
  });

  test("needs more than a click: one choice alone changes nothing here", async () => {
    await chooseOften(follower!, 1);
    expect(slugs(here, query)[0]).toBe(leader);
  });

  test("of one person counts once a day", async () => {
    for (let click = 0; click < 20; click += 1) await here.learn(query, follower!, "same");
    expect(here.choices.list()).toEqual([
      { terms: "waffenschein", serviceSlug: follower, weight: 1, lift: 0.2 },
    ]);
  });

  test("cannot flip a sure hit, however stubborn one agent is", async () => {
    const sure = "Personalausweis verloren";
    const [right, wrong] = slugs(here, sure);
    expect(right).toBe("personalausweis-verlust");
    const start = Date.parse(day);
    for (let click = 0; click < 1000; click += 1) await here.learn(sure, wrong!, "stubborn");
    expect(here.choices.list()[0]?.weight).toBe(1);
    for (let after = 1; after <= 100; after += 1) {
      day = new Date(start + after * 86_400_000).toISOString().slice(0, 10);
      await here.learn(sure, wrong!, "stubborn");
    }
    expect(here.choices.list()[0]?.weight).toBeGreaterThan(40);
    expect(slugs(here, sure).slice(0, 2)).toEqual([right, wrong]);
  });

  test("fades: half after 90 days, gone after years", async () => {
    await chooseOften(follower!, 20);
    day = "2027-02-21";
    expect(here.choices.list()[0]?.weight).toBeCloseTo(10, 1);
    day = "2029-11-23";
    expect(here.choices.list()).toEqual([]);
    expect(slugs(here, query)[0]).toBe(leader);
  });

  test("never brings in what is no hit", async () => {
    const before = slugs(here, query);
    expect(await here.learn(query, "hundesteuer", "u")).toBe(false);
    expect(here.choices.list()).toEqual([]);
    await database.prisma.searchChoice.create({
      data: {
        terms: "waffenschein",
        serviceSlug: "hundesteuer",
        weight: 50,
        day: new Date("2026-11-23"),
      },
    });
    await here.choices.read();
    expect(slugs(here, query)).toEqual(before);
  });

  test("is kept as known words only: no name, no number, nobody who chose", async () => {
    const typed = "Waffenschein Xaverl Hintermoser 0151 2345678";
    expect(here.termsOf(typed)).toBe("waffenschein");
    await here.learn(query, follower!, "user-4711");
    const rows = await database.prisma.searchChoice.findMany();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain("4711");
  });
});

test("nothing moves up by more than one rank, and nothing passes what fits clearly better", () => {
  const ranked = [1, 0.97, 0.96, 0.7].map(
    (score, service) => ({ service, score }) as Partial<Ranked> as Ranked,
  );
  const order = (bonuses: number[]) =>
    reorder(ranked, (service) => bonuses[service]!).ranked.map(({ service }) => service);
  expect(order([0, 0, 0.06, 0])).toEqual([0, 2, 1, 3]);
  expect(order([0, 0.06, 0.06, 0.06])).toEqual([1, 0, 2, 3]);
  expect(order([0, 0, 0, 0.06])).toEqual([0, 1, 2, 3]);
});

describe("over HTTP", () => {
  test("agents teach what was a hit, and other processes are told", async () => {
    const { app, notes } = desk(agent);
    const reply = await app.request("/api/search-choices", post({ query, serviceSlug: follower }));
    expect(await reply.json()).toEqual({ learnt: true });
    expect(notes()).toBe(1);
    const foreign = await app.request(
      "/api/search-choices",
      post({ query, serviceSlug: "hundesteuer" }),
    );
    expect(await foreign.json()).toEqual({ learnt: false });
  });

  test("an editor sees what was learnt, makes a query forgotten, and is named for it", async () => {
    await chooseOften(follower!, 20);
    const { app } = desk(editor, "e");
    const removed = await app.request(`/api/search-choices?q=${query}`, { method: "DELETE" });
    expect(await removed.json()).toMatchObject({ terms: "waffenschein", count: 1 });
    expect(slugs(here, query)[0]).toBe(leader);
    const state = (await (await app.request("/api/search-choices")).json()) as {
      choices: unknown[];
      resets: unknown[];
    };
    expect(state.choices).toEqual([]);
    expect(state.resets).toMatchObject([{ terms: "waffenschein", resetBy: "Name of e" }]);
    const unknown = await app.request("/api/search-choices?q=qqqqq", { method: "DELETE" });
    expect(unknown.status).toBe(422);
  });
});
