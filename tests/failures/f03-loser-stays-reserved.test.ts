import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveCenter } from "../../src/center/live-center.ts";
import type { Database } from "../../src/database/database.ts";
import type { Outcome } from "../../src/center/journal.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";

const team = Array.from({ length: 50 }, (_, index) => `agent-${index + 1}`);
const parker = "parker";

let database: Database;
let writer: LiveCenter;
let follower: LiveCenter;

beforeAll(async () => {
  database = await testDatabase();
  writer = await startCenter(database);
  follower = await startCenter(database);
  await submit(writer, { type: "changeLines", lines: [testLine()] });
  for (const id of [...team, parker]) {
    await submit(writer, { type: "admitAgent", profile: testAgent(id) });
  }
});

afterAll(async () => {
  await follower.stop();
  await writer.stop();
  await database.close();
});

const choose = (agentId: string, presence: "ready" | "offline") =>
  submit(writer, { type: "choosePresence", agentId, presence, reason: null });

/** At rest nobody is held by anything: no offer, no claim, no rest, but of who talks. */
function expectNobodyReserved(winner: string | null): void {
  const { agents, offers, contacts } = writer.state;
  expect(Object.keys(offers)).toEqual([]);
  expect(checkInvariants(writer.state)).toEqual([]);
  for (const id of team.filter((each) => each !== winner)) {
    const free = { state: "ready", contactId: null, offerId: null, wrapUp: null, lent: null };
    expect(agents[id]).toMatchObject({ ...free, restsUntil: 0, declines: 0 });
  }
  const claims = Object.values(contacts).flatMap(({ reservedFor }) => reservedFor ?? []);
  expect(claims).toEqual([]);
}

describe("F3 fifty agents race for one caller", () => {
  it("who loses is as free as before: the next caller is offered to one of them at once", async () => {
    await choose(parker, "ready");
    await submit(writer, arrival("wanted"));
    await talk(writer, parker);
    await submit(writer, { type: "park", agentId: parker, contactId: "wanted" });
    await submit(writer, { type: "endWrapUp", agentId: parker });
    await choose(parker, "offline");
    for (const id of team) await choose(id, "ready");
    await until("the other process knows", () => follower.seq === writer.seq);

    // All at once, every other one through the process that does not decide.
    const outcomes = await Promise.all(
      team.map((agentId, index) =>
        (index % 2 ? writer : follower).submit({ type: "retrieve", agentId, contactId: "wanted" }),
      ),
    );
    const winners = team.filter((_, index) => outcomes[index]?.ok);
    expect(winners).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.rejection.code));
    expect(new Set(codes)).toEqual(new Set(["not_parked"]));
    const winner = winners[0] ?? "";
    expectNobodyReserved(winner);

    for (let caller = 1; caller < team.length; caller += 1) {
      await submit(writer, arrival(`next-${caller}`));
    }
    const asked = Object.values(writer.state.offers).map(({ agentId }) => agentId);
    expect(asked.toSorted()).toEqual(team.filter((id) => id !== winner).toSorted());
    for (const { id } of Object.values(writer.state.contacts)) {
      await submit(writer, { type: "callerHangsUp", contactId: id });
    }
    expectNobodyReserved(null);
  });

  it("also when fifty press accept for an offer that is another's", async () => {
    await submit(writer, arrival("offered"));
    const [offer] = Object.values(writer.state.offers);
    const offerId = offer?.id ?? "";
    const asked = offer?.agentId ?? "";
    await until("the other process knows", () => follower.seq === writer.seq);
    const outcomes = await Promise.all(
      team.map((agentId, index): Promise<Outcome> => {
        const center = index % 2 ? writer : follower;
        return center.submit({ type: "acceptOffer", agentId, offerId });
      }),
    );
    expect(team.filter((_, index) => outcomes[index]?.ok)).toEqual([asked]);
    for (const outcome of outcomes.filter(({ ok }) => !ok)) {
      // Whether hers was decided before the right one's or after it.
      const codes = ["not_your_offer", "offer_expired"];
      expect(codes).toContain(outcome.ok ? "" : outcome.rejection.code);
    }
    expect(writer.state.contacts["offered"]).toMatchObject({ state: "connecting", agentId: asked });
    expectNobodyReserved(asked);
    await submit(writer, { type: "callerHangsUp", contactId: "offered" });
    expectNobodyReserved(null);
  });
});
