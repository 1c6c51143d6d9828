import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService } from "../support/service.ts";
import type { SignedInPerson } from "../support/service.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: Awaited<ReturnType<typeof startTestService>>;
let anna: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  anna = await signIn(service.address, "agentin.wil1");
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.close();
});

const zero = "a\u0000b";
const halfPair = "a\ud83db";
const invalid = { code: "invalid_input" };

test.each([zero, halfPair])(
  "a break reason that cannot be stored stops nobody (%j)",
  async (reason) => {
    const desk = await anna.openDesk();
    const refused = await desk.send("presence.choose", { presence: "break", reason });
    expect(refused).toMatchObject({ ok: false, error: invalid });
    const next = await desk.send("presence.choose", { presence: "break", reason: "Mittag" });
    expect(next).toEqual({ ok: true });
    desk.close();
  },
);

test.each([zero, halfPair])("a body that cannot be stored is refused (%j)", async (text) => {
  const call = { line: "115", from: text, patienceSeconds: 10 };
  const { status, body } = await anna.request("POST", "/api/simulator/calls", call);
  expect(status).toBe(422);
  expect(body).toMatchObject({ error: invalid });
});

test.each([
  ["/api/places?q=%00", 422],
  ["/api/services?q=%00", 422],
  ["/api/services/%00", 422],
  ["/api/services/%E0%A4%A", 404],
  ["/api/directory?q=%00", 422],
  ["/api/contacts/%00", 422],
  ["/api/services?q=%25%5F%27%22%3B--&limit=-1", 422],
  ["/api/services?q=a&limit=viele", 422],
])("a strange address is refused in order: %s", async (path, expected) => {
  const { status, body } = await anna.request("GET", path);
  expect(body).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  expect(status).toBe(expected);
});

test("a query of pictures finds nothing", async () => {
  const { status, body } = await anna.request(
    "GET",
    `/api/services?q=${"%F0%9F%98%80".repeat(10)}`,
  );
  expect({ status, hits: body.hits }).toEqual({ status: 200, hits: [] });
});
