import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService } from "../support/service.ts";

let database: Database;
let service: RunningService;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
});

afterAll(async () => {
  await service.stop();
  await database.close();
});

const ready = { presence: "ready", reason: null } as const;

it("a caller who speaks Russian goes to the colleague who does, past others who are free", async () => {
  const anna = await signIn(service.address, "agentin.wil1");
  const bernd = await signIn(service.address, "agent.wil2");
  const annas = await anna.openDesk();
  await annas.send("presence.choose", ready);
  const call = { line: "115", from: "+496571011501", patienceSeconds: 600 };
  const { body } = await anna.request("POST", "/api/simulator/calls", call);
  const contactId: string = body.id;
  const offered = await annas.sees("the offer", ({ snapshot }) => Boolean(snapshot?.desk?.offer));
  await annas.send("offer.accept", { offerId: offered.snapshot!.desk!.offer!.id });
  await annas.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");

  const nobody = await annas.send("contact.passOn", { contactId, skills: ["Russisch"] });
  expect(nobody).toMatchObject({ ok: false, error: { code: "nobody_has_skill" } });

  const franks = await (await signIn(service.address, "agent.dau2")).openDesk();
  await franks.send("presence.choose", ready);
  const bernds = await bernd.openDesk();
  await bernds.send("presence.choose", ready);
  const { body: known } = await anna.request("GET", "/api/center/skills?line=115");
  const onDuty = known.skills.filter((skill: { onDuty: number }) => skill.onDuty > 0);
  expect(onDuty).toEqual([
    { name: "Kfz-Zulassung", onDuty: 2, ready: 2, own: expect.any(Boolean) },
    { name: "Russisch", onDuty: 1, ready: 1, own: false },
  ]);
  // A language of the team without anybody on duty is told, too: it is not "nobody found".
  expect(known.skills).toContainEqual({ name: "Englisch", onDuty: 0, ready: 0, own: true });
  expect(await annas.send("contact.passOn", { contactId, skills: ["Russisch"] })).toEqual({
    ok: true,
  });
  const asked = await bernds.sees("the offer", ({ snapshot }) => Boolean(snapshot?.desk?.offer));
  expect(asked.snapshot?.desk?.contact).toMatchObject({ id: contactId, sought: "Russisch" });
  expect(franks.state.snapshot?.desk?.offer).toBeNull();
  await annas.sees("the wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");

  const karin = await signIn(service.address, "leitung");
  const { body: life } = await karin.request("GET", `/api/contacts/${contactId}`);
  const texts = life.life.map((step: { text: string }) => step.text);
  expect(texts).toContain("Anna Muster hat weitergegeben; gesucht wird „Russisch“.");
  for (const desk of [annas, bernds, franks]) desk.close();
});
