import { expect, test } from "vitest";
import type { Contact, ContactState } from "../../src/routing/state.ts";
import { desiredCall } from "../../src/telephony/desired.ts";
import type { DesiredCall } from "../../src/telephony/telephony.ts";

const line = { ringSecondsMax: 12, transferSecondsMax: 25 };
const agent = { id: "a1", role: "agent", extension: "2001" } as const;
const target = { id: "x2", role: "target", extension: "3001" } as const;

function contact(state: ContactState, party: Contact["party"]): Contact {
  return { state, party } as Contact;
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
