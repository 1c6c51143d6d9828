import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asteriskAvailable } from "../support/asterisk.ts";
import { SipParty, sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { openAsteriskSwitch, type AsteriskSwitch } from "../telephony/asterisk-switch.ts";
import { caller, CentreAtSwitch } from "../telephony/centre-at-switch.ts";
import { phones } from "../telephony/switch-under-test.ts";

const packetsPerSecond = 50;
const lostItsNetwork = "2101";
const dies = "2102";
const answers = { kind: "answers", ringMilliseconds: 100, talkMilliseconds: 600_000 } as const;

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  "F13 a caller loses nothing by an operator's phone that is dead:",
  () => {
    let exchange: AsteriskSwitch;
    let centre: CentreAtSwitch;
    let mortal: SipParty;

    beforeAll(async () => {
      mortal = await SipParty.phone(answers, "127.0.0.3");
      const { address, port } = mortal;
      exchange = await openAsteriskSwitch({
        [lostItsNetwork]: { address: "127.0.0.9", port: 5_060 },
        [dies]: { address, port, rtpTimeoutSeconds: 2 },
      });
    });
    afterAll(async () => {
      await exchange?.stop();
      await mortal?.stop();
    });
    beforeEach(async () => {
      centre = new CentreAtSwitch(exchange);
      await centre.start({ ringSecondsMax: 2 });
    });
    afterEach(() => centre.stop());

    const openContacts = () =>
      Object.values(centre.center.state.contacts).filter(({ state }) => state !== "ended");

    async function twoWaiting() {
      await exchange.call("115", caller);
      const first = await centre.center.contactIn("waiting");
      await exchange.hearsSomething(first.callId);
      await exchange.call("115", "+4965920115");
      await until("both wait", () => openContacts().length === 2);
      return { id: first.id, queuedAt: first.queuedAt, callId: first.callId };
    }

    /** I3: live caller ⇔ exactly one live work item. */
    async function everyCallerIsOneContact(): Promise<void> {
      const callers = (await centre.driver.observe()).map(({ callId }) => callId);
      expect(openContacts().map(({ callId }) => callId)).toHaveLength(2);
      expect(callers.toSorted()).toEqual(
        openContacts()
          .map(({ callId }) => callId)
          .toSorted(),
      );
    }

    async function keepsHisPlace(first: { id: string; queuedAt: number; callId: string }) {
      const { center } = centre;
      const { id, queuedAt, callId } = first;
      expect(center.state.contacts[id]).toMatchObject({ state: "waiting", queuedAt });
      await exchange.hearsSomething(callId);
      await everyCallerIsOneContact();
      await centre.ready(phones.answers, "berta");
      await center.accept("berta");
      await until("berta talks", () => center.state.agents["berta"]?.state === "talking");
      expect(center.state.agents["berta"]?.contactId).toBe(id);
      await exchange.connected(callId, phones.answers);
      await everyCallerIsOneContact();
    }

    test.each([
      ["it is not registered", phones.dead, "unreachable"],
      ["it rings and nobody is there", phones.silent, "noAnswer"],
      ["it has lost its network", lostItsNetwork, "noAnswer"],
      ["it is busy", phones.busy, "busy"],
    ])("%s", async (_, extension, failure) => {
      const { center } = centre;
      const first = await twoWaiting();
      const before = { packets: await exchange.packetsTo(first.callId), at: Date.now() };
      await centre.ready(extension);
      await center.accept("anna");
      await until("the phone has failed", () => center.all("agentNotReached").length === 1);
      expect(center.all("agentNotReached")[0]).toMatchObject({ contactId: first.id, failure });
      await exchange.hearsSomething(first.callId);
      const seconds = (Date.now() - before.at) / 1_000;
      const heard = (await exchange.packetsTo(first.callId)) - before.packets;
      // A machine that is busy sends late; a caller in silence is sent nothing.
      expect(heard).toBeGreaterThan((seconds * packetsPerSecond) / 2);
      await keepsHisPlace(first);
    });

    test("it dies in the middle of the conversation", async () => {
      const { center } = centre;
      const first = await twoWaiting();
      await centre.ready(dies);
      await center.accept("anna");
      await exchange.connected(first.callId, dies);
      await mortal.stop();
      await until("that is noticed", () => center.all("agentLost").length === 1);
      await keepsHisPlace(first);
    });
  },
);
