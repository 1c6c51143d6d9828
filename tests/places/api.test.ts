import { expect, test } from "vitest";
import { placesRoutes } from "../../src/places/api.ts";
import { createPlaces } from "../../src/places/places.ts";
import { placeSearchReplySchema } from "../../src/places/schema.ts";
import { appWith, base, errorOf } from "../http/sample-app.ts";
import { gazetteer } from "./gazetteer.ts";

const app = appWith({ rooms: [placesRoutes(createPlaces(gazetteer))] });
const ask = async (query: string) =>
  app.request(`${base}/api/places?${query}`, { headers: { cookie: "editor" } });

test("GET /api/places answers with hits, best first, as the contract says", async () => {
  const response = await ask(`q=${encodeURIComponent("Gonzerath")}`);
  expect(response.status).toBe(200);
  const { hits } = placeSearchReplySchema.parse(await response.json());
  expect(hits[0]?.municipality).toEqual({ ags: "07231502", name: "Morbach" });
});

test("no query, no hits", async () => {
  expect(await (await ask("")).json()).toEqual({ hits: [] });
});

test("the limit is kept", async () => {
  const { hits } = placeSearchReplySchema.parse(await (await ask("q=54518&limit=3")).json());
  expect(hits).toHaveLength(3);
});

test.each([
  ["limit=0", "limit"],
  ["limit=51", "limit"],
  ["limit=x", "limit"],
  [`q=${"a".repeat(201)}`, "q"],
])("%s is refused, and the field is named", async (query, field) => {
  expect(await errorOf(await ask(query))).toMatchObject({
    status: 422,
    code: "invalid_input",
    details: [{ field }],
  });
});
