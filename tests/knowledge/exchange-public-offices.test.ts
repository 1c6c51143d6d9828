import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildHsdsFeed, type HsdsFeed } from "../../src/knowledge/public/hsds-feed.ts";
import { hsdsObjects } from "./hsds-standard.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
let house: SmallHouse;
let feed: HsdsFeed;

beforeAll(async () => {
  house = await buildSmallHouse(root);
  feed = await buildHsdsFeed(house.editing, Date.parse("2026-11-23T09:00:00Z"));
}, 120_000);
afterAll(() => house.database.close());

/** The offices at which an authority does a service, in HSDS. */
function offices(service: string, authority: string): string[] {
  const found = feed.services.filter(
    ({ name, organization }) => name === service && organization.name === authority,
  );
  expect(found).toHaveLength(1);
  return (found[0]?.service_at_locations ?? []).map(({ location }) => location.name ?? "");
}

const district = "Kreisverwaltung Vulkaneifel";

test("each case of a service is done at its own office", () => {
  const name = (slug: string) => house.knowledge.service(slug)?.name ?? "";
  const help = offices(name("eingliederungshilfe"), district);
  expect(help).toHaveLength(2);
  expect(help).toContain(house.directory.unitEntry("kreis-vulkaneifel", "jugendamt")?.name);
  const roads = offices(name("verkehrsrechtliche-anordnung"), district);
  expect(roads).toEqual([house.directory.unitEntry("kreis-vulkaneifel", "verkehrsbehoerde")?.name]);
});

test("where the authority has no such office, its switchboard is named", () => {
  for (const { organization, service_at_locations: at } of feed.services) {
    const authority = house.knowledge.authorities().find(({ name }) => name === organization.name);
    const switchboard = house.directory.unitEntry(authority?.id ?? "", "telefonzentrale");
    if (switchboard && !switchboard.confidential) expect(at.length).toBeGreaterThan(0);
  }
});

test("everything of the real knowledge base keeps to HSDS, and no two services are one", () => {
  expect(feed.services.length).toBeGreaterThan(1000);
  for (const service of feed.services) hsdsObjects.services.parse(service);
  for (const organization of feed.organizations) hsdsObjects.organizations.parse(organization);
  for (const term of feed.taxonomyTerms) hsdsObjects.taxonomy_terms.parse(term);
  expect(new Set(feed.services.map(({ id }) => id)).size).toBe(feed.services.length);
  // A page of a hundred is read in one go: each repeats what is its own, and no more.
  const letters = feed.services.map((service) => JSON.stringify(service).length);
  expect(Math.max(...letters)).toBeLessThan(50_000);
});
