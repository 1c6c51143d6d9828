import { describe, expect, it } from "vitest";
import { createState, toData } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { Centre } from "./centre.ts";

/** The call, as a new process finds it at the switch. */
function found(callId: string): Command {
  const contactId = `${callId}-again`;
  return {
    type: "contactArrives",
    contactId,
    callId,
    lineId: "115",
    callerNumber: null,
    origin: [],
  };
}

/** A caller in conversation with the only agent. */
function inConversation() {
  const centre = new Centre();
  centre.ready("anna");
  const contactId = centre.talk("anna");
  return { centre, contactId, callId: centre.contact(contactId).callId! };
}

describe("a call that the centre has let go", () => {
  it("is no new caller while the switch may still have it, as when the process dies", () => {
    const { centre, contactId, callId } = inConversation();
    centre.hangUp("anna", contactId);
    centre.refuses(found(callId), "call_over");
    expect(createState(toData(centre.state)).endedCalls).toEqual(centre.state.endedCalls);
    centre.wait(110);
    centre.refuses(found(callId), "call_over");
    expect(Object.keys(centre.state.contacts)).toEqual([]);
  });

  it("is forgotten after two minutes", () => {
    const { centre, contactId, callId } = inConversation();
    centre.hangUp("anna", contactId);
    centre.wait(121);
    const next = centre.talk("anna");
    const { callId: nextCall } = centre.contact(next);
    centre.hangUp("anna", next);
    expect(Object.keys(centre.state.endedCalls)).toEqual([nextCall]);
    centre.do(found(callId));
    expect(centre.stateOf(`${callId}-again`)).toBe("waiting");
  });

  it("is taken in again when the switch had reported its end and is wrong", () => {
    const { centre, contactId, callId } = inConversation();
    centre.do({ type: "callVanishes", contactId });
    centre.do(found(callId));
    expect(centre.stateOf(`${callId}-again`)).toBe("waiting");
  });
});
