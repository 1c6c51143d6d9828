import { describe, expect, test } from "vitest";
import { callbackDefaults, type Callback } from "../../src/routing/callback-state.ts";
import type { Contact, ContactState } from "../../src/routing/state.ts";
import { desiredCall } from "../../src/telephony/desired.ts";
import type { DesiredCall } from "../../src/telephony/telephony.ts";

const line = { number: "115", ringSecondsMax: 12, transferSecondsMax: 25 };
const agent = { id: "a1", role: "agent", extension: "2001" } as const;
const target = { id: "x2", role: "target", extension: "3001" } as const;

function contact(state: ContactState, party: Contact["party"]): Contact {
  const known = { callback: null, callerNumber: "+4965710115", answeredAt: null };
  return { state, party, ...known } as Contact;
}

test.each<[ContactState, Contact["party"], DesiredCall]>([
  ["waiting", null, { kind: "wait" }],
  ["offered", null, { kind: "wait" }],
  ["parked", null, { kind: "wait" }],
  ["connecting", agent, { kind: "ring", party: agent, secondsMax: 12 }],
  ["talking", agent, { kind: "talk", party: agent }],
  ["transferring", target, { kind: "ring", party: target, secondsMax: 25 }],
  ["transferred", target, { kind: "talk", party: target }],
  ["turnedAway", null, { kind: "announce", name: "closed", text: "Wir sind nicht im Haus." }],
  ["ended", null, { kind: "end" }],
])("the line of a contact that is %s follows from its state", (state, party, desired) => {
  expect(desiredCall(contact(state, party), line, "Wir sind nicht im Haus.")).toEqual(desired);
});

test("the call of a contact that is known no longer ends", () => {
  expect(desiredCall(undefined, line, "")).toEqual({ kind: "end" });
});

test("a contact whose line was taken out of service is still put through", () => {
  expect(desiredCall(contact("connecting", agent), undefined, "")).toMatchObject({
    kind: "ring",
    party: agent,
  });
});

const callback = { ...callbackDefaults, byKey: true, dialSecondsMax: 40 };

test.each(["waiting", "offered"] as const)(
  "R11: a %s caller is told of the callback where the line offers it to his number",
  (state) => {
    const offers = { ...line, callback };
    const told = desiredCall(contact(state, null), offers, "");
    expect(told).toMatchObject({ kind: "wait", notice: { name: "callbackOffer" } });
    const suppressed = { ...contact(state, null), callerNumber: null };
    expect(desiredCall(suppressed, offers, "")).toEqual({ kind: "wait" });
    const byPromiseOnly = { ...line, callback: callbackDefaults };
    expect(desiredCall(contact(state, null), byPromiseOnly, "")).toEqual({ kind: "wait" });
  },
);

describe("R11: the line of a callback", () => {
  const toBeCalled = (state: ContactState, reached = false): Contact => {
    const known = { number: "+4965710115", reached } as Callback;
    return { ...contact(state, agent), callback: known };
  };

  test.each<[ContactState, DesiredCall]>([
    ["postponed", { kind: "end" }],
    ["waiting", { kind: "end" }],
    ["offered", { kind: "end" }],
    ["connecting", { kind: "summon", party: agent, secondsMax: 12 }],
    [
      "dialling",
      {
        kind: "dialOut",
        party: agent,
        number: "+4965710115",
        presents: "115",
        secondsMax: 40,
      },
    ],
    ["talking", { kind: "talk", party: agent }],
  ])("that is %s follows from its state", (state, desired) => {
    expect(desiredCall(toBeCalled(state), { ...line, callback }, "")).toEqual(desired);
  });

  test("is one like any other once he was reached", () => {
    expect(desiredCall(toBeCalled("connecting", true), line, "")).toMatchObject({ kind: "ring" });
    expect(desiredCall(toBeCalled("waiting", true), line, "")).toEqual({ kind: "wait" });
  });

  test("ends with the words that he will be called", () => {
    expect(desiredCall(toBeCalled("confirming"), line, "")).toMatchObject({
      kind: "announce",
      name: "callbackPromised",
      text: expect.stringContaining("Sie können jetzt auflegen."),
    });
  });
});
