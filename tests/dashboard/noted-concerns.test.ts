import { expect, it } from "vitest";
import { NotedConcerns } from "../../src/dashboard/noted-concerns.ts";
import { callbackViews } from "../../src/dashboard/callbacks.ts";
import { dialled, promise, reached } from "../routing/callback-deeds.ts";
import { Centre } from "../routing/centre.ts";

/** A store whose answers come when the test lets them. */
function openStore() {
  const readings: { ids: readonly string[]; answer: (titles: string[]) => void; fail(): void }[] =
    [];
  let changes = 0;
  const failures: unknown[] = [];
  const concerns = new NotedConcerns({
    read: (ids) =>
      new Promise((resolve, reject) => {
        const answer = (titles: string[]) => resolve(new Map(ids.map((id) => [id, titles])));
        readings.push({ ids, answer, fail: () => reject(new Error("the database is away")) });
      }),
    onChange: () => (changes += 1),
    onFailure: (error) => failures.push(error),
  });
  return { concerns, readings, failures, changes: () => changes };
}

function parked(): { centre: Centre; id: string } {
  const centre = new Centre();
  centre.ready("anna");
  const id = centre.talk("anna");
  centre.do({ type: "park", agentId: "anna", contactId: id });
  return { centre, id };
}

const answered = () => new Promise(setImmediate);

it("what is noted of a parked caller is read once, and again when somebody writes", async () => {
  const { concerns, readings, changes } = openStore();
  const { centre, id } = parked();
  const fresh = centre.arrive();
  concerns.follow(centre.state);
  concerns.follow(centre.state);
  expect(readings.map(({ ids }) => ids)).toEqual([[id]]);
  readings[0]!.answer(["Wohngeld"]);
  await answered();
  expect([concerns.of(id), concerns.of(fresh), changes()]).toEqual([["Wohngeld"], [], 1]);
  concerns.noted(fresh);
  concerns.noted(id);
  expect(readings).toHaveLength(2);
  // Until the new text is there the old one stands.
  expect(concerns.of(id)).toEqual(["Wohngeld"]);
  readings[1]!.answer(["Wohngeld", "Wohnberechtigungsschein"]);
  await answered();
  expect(concerns.of(id)).toEqual(["Wohngeld", "Wohnberechtigungsschein"]);
});

it("an answer that comes after a later one changes nothing, nor one for who has left", async () => {
  const { concerns, readings, changes } = openStore();
  const { centre, id } = parked();
  concerns.follow(centre.state);
  concerns.noted(id);
  readings[1]!.answer(["neu"]);
  await answered();
  readings[0]!.answer(["alt"]);
  await answered();
  expect([concerns.of(id), changes()]).toEqual([["neu"], 1]);
  concerns.noted(id);
  centre.do({ type: "callerHangsUp", contactId: id });
  concerns.follow(centre.state);
  readings[2]!.answer(["zu spät"]);
  await answered();
  expect([concerns.of(id), changes()]).toEqual([[], 1]);
});

it("what could not be read is read with the next picture", async () => {
  const { concerns, readings, failures } = openStore();
  const { centre, id } = parked();
  concerns.follow(centre.state);
  readings[0]!.fail();
  await answered();
  expect(failures).toHaveLength(1);
  concerns.follow(centre.state);
  readings[1]!.answer(["Wohngeld"]);
  await answered();
  expect(concerns.of(id)).toEqual(["Wohngeld"]);
});

it("a callback goes with what was noted in the talk in which it was promised (R11)", async () => {
  const { concerns, readings } = openStore();
  const centre = new Centre();
  centre.ready("anna");
  const talk = centre.talk("anna");
  const callbackId = "promised";
  centre.do(promise("anna", talk, callbackId));
  const shown = () =>
    callbackViews(centre.state, (id) => concerns.of(id), centre.now).get(callbackId)?.view;
  concerns.follow(centre.state);
  expect(readings.map(({ ids }) => ids)).toEqual([[talk]]);
  readings[0]!.answer([]);
  await answered();
  // She writes it down when he has gone.
  concerns.noted(talk);
  readings[1]!.answer(["Kita-Platz"]);
  await answered();
  expect(shown()).toMatchObject({ concerns: ["Kita-Platz"] });
  centre.do({ type: "hangUp", agentId: "anna", contactId: talk });
  centre.do({ type: "endWrapUp", agentId: "anna" });
  reached(centre, dialled(centre, "anna"));
  concerns.follow(centre.state);
  expect([shown(), concerns.of(talk)]).toEqual([undefined, []]);
});
