import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";

let database: Database;
let service: RunningService;
let anna: SignedInPerson;
let bernd: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  anna = await signIn(service.address, "agentin.wil1");
  bernd = await signIn(service.address, "agent.wil2");
});

afterAll(async () => {
  await service.stop();
  await database.close();
});

const line = "zentrale-bernkastel-wittlich";
const ready = { presence: "ready", reason: null } as const;

async function ring(): Promise<string> {
  const call = { line, from: "+496571011501", patienceSeconds: 600 };
  const { body } = await anna.request("POST", "/api/simulator/calls", call);
  return body.id as string;
}

it("a parked caller is told to who serves the line or leads its house, and to nobody else (R9)", async () => {
  const annas = await anna.openDesk();
  const bernds = await bernd.openDesk();
  const others = await (await signIn(service.address, "agent.dau2")).openDesk();
  const supervisors = await (await signIn(service.address, "leitung")).openDesk();
  const editors = await (await signIn(service.address, "redaktion.dau")).openDesk();
  await annas.send("presence.choose", ready);
  const contactId = await ring();
  const offered = await annas.sees("the offer", ({ snapshot }) => Boolean(snapshot?.desk?.offer));
  await annas.send("offer.accept", { offerId: offered.snapshot!.desk!.offer!.id });
  await annas.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");
  const wish = { id: randomUUID(), serviceSlug: null, placeAgs: null, outcome: null };
  const concerns = [{ ...wish, title: "Verbindung gewünscht: Petra Muster" }];
  const noted = await anna.request("PUT", `/api/contacts/${contactId}/record`, {
    concerns,
    note: "",
  });
  expect(noted.status).toBe(200);
  expect(await annas.send("contact.park", { contactId })).toEqual({ ok: true });
  await annas.sees("her wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");
  await annas.send("wrapUp.end", {});
  await annas.sees("her own freedom", ({ snapshot }) => snapshot?.desk?.state === "ready");

  const seen = await bernds.sees("the parked caller and his wish", ({ snapshot }) =>
    Boolean(snapshot?.waiting?.some((each) => each.state === "parked" && each.concerns.length > 0)),
  );
  expect(seen.snapshot?.waiting).toMatchObject([
    {
      id: contactId,
      lineId: line,
      parkedBy: "Anna Muster",
      placeConfirmed: false,
      number: "06571 011501",
      concerns: ["Verbindung gewünscht: Petra Muster"],
    },
  ]);
  expect(seen.snapshot!.waiting![0]!.place).toContain("Wittlich");
  await supervisors.sees("the parked caller, his number cut", ({ snapshot }) =>
    Boolean(
      snapshot?.waiting?.some(
        ({ id, state, number }) => id === contactId && state === "parked" && number === "06571 …",
      ),
    ),
  );
  expect(await bernds.send("contact.retrieve", { contactId })).toEqual({ ok: true });
  await bernds.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");
  const gone = await annas.sees(
    "the empty list",
    ({ snapshot }) => snapshot?.waiting?.length === 0,
  );
  expect(gone.snapshot?.desk?.state).toBe("ready");
  const late = await annas.send("contact.retrieve", { contactId });
  expect(late).toMatchObject({
    ok: false,
    error: { code: "not_parked", message: "Dieser Anruf ist nicht mehr geparkt." },
  });
  expect(others.state.snapshot?.waiting).toEqual([]);
  await supervisors.sees("the empty list", ({ snapshot }) => snapshot?.waiting?.length === 0);
  expect(editors.state.snapshot?.waiting).toBeNull();
  await bernds.send("contact.hangUp", { contactId });
  for (const desk of [annas, bernds, others, supervisors, editors]) desk.close();
});

it("who is ready picks a waiting caller instead of the one that is offered (R9)", async () => {
  await (await anna.openDesk()).send("presence.choose", { presence: "break", reason: null });
  const desk = await bernd.openDesk();
  await desk.sees("the wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");
  await desk.send("wrapUp.end", {});
  await desk.send("presence.choose", ready);
  const first = await ring();
  const second = await ring();
  await desk.sees("the second waiting", ({ snapshot }) =>
    Boolean(snapshot?.waiting?.some(({ id, state }) => id === second && state === "waiting")),
  );
  expect(await desk.send("contact.pull", { contactId: second })).toEqual({ ok: true });
  const talking = await desk.sees(
    "the talk",
    ({ snapshot }) => snapshot?.desk?.state === "talking",
  );
  expect(talking.snapshot?.desk?.contact?.id).toBe(second);
  expect(talking.snapshot?.waiting?.map(({ id }) => id)).toEqual([first]);
  desk.close();
});
