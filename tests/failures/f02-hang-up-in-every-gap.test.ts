import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AriMessage } from "../support/ari-proxy.ts";
import { asteriskAvailable } from "../support/asterisk.ts";
import { sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { openAsteriskSwitch, type AsteriskSwitch } from "../telephony/asterisk-switch.ts";
import { caller, CentreAtSwitch } from "../telephony/centre-at-switch.ts";
import { phones } from "../telephony/switch-under-test.ts";

type Fits = (message: AriMessage) => boolean;

const leg = /\.a\d+$/;
const request =
  (method: string, uri: RegExp): Fits =>
  (message) =>
    message.type === "RESTRequest" && message.method === method && uri.test(message.uri ?? "");

const dialled: Fits = ({ type, uri, status_code: status }) =>
  type === "RESTResponse" && leg.test(uri ?? "") && status === 200;

/** Every message between the accepted offer and the conversation: each is a gap to fall into. */
const gaps: [string, Fits][] = [
  ["before the request to ring reaches the switch", request("POST", /^channels\/.*\.a\d+\?/)],
  ["before the service knows that the phone is rung", dialled],
  [
    "before the service knows that the phone was answered",
    ({ type, channel }) => type === "StasisStart" && leg.test(channel?.id ?? ""),
  ],
  ["before the guard is taken off", request("POST", /TIMEOUT/)],
  ["before the music stops", request("DELETE", /\/moh/)],
  ["before the bridge exists", request("POST", /^bridges\/talk\.[^/]*$/)],
  ["before the two are put into the bridge", request("POST", /addChannel/)],
];

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  "F2 a caller who hangs up in any gap of the set-up leaves no zombie call",
  () => {
    let exchange: AsteriskSwitch;
    let centre: CentreAtSwitch;

    beforeAll(async () => {
      exchange = await openAsteriskSwitch();
    });
    afterAll(() => exchange?.stop());
    beforeEach(async () => {
      // Events alone must do: no comparison comes to their help.
      centre = new CentreAtSwitch(exchange, 3_600);
      await centre.start();
      await centre.ready(phones.answers);
    });
    afterEach(() => centre.stop());

    async function nothingIsLeft(): Promise<void> {
      const { center } = centre;
      await until("the contact has ended", () => center.all("contactEnded").length === 1);
      expect(center.all("contactEnded")[0]?.cause).toBe("callerHungUp");
      await exchange.allPhonesFree();
      await until("the switch is empty", async () => {
        const channels = await exchange.asterisk.ask<unknown[]>("channels");
        const bridges = await exchange.asterisk.ask<unknown[]>("bridges");
        return channels?.length === 0 && bridges?.length === 0;
      });
      const anna = center.state.agents["anna"];
      expect(anna?.offerId).toBeNull();
      expect(["ready", "wrapUp"]).toContain(anna?.state);
    }

    test.each(gaps)("%s", async (_, fits) => {
      const { center } = centre;
      const call = await exchange.call("115", caller);
      await center.contactIn("offered");
      const held = exchange.proxy.holdNext(fits);
      await center.accept("anna");
      await held.reached;
      call.hangUp();
      await call.ended;
      await until("the service knows", () => center.all("contactEnded").length === 1);
      held.release();
      await nothingIsLeft();
    });

    test("and a leg that is asked for while the connection breaks is cancelled", async () => {
      const { center } = centre;
      const call = await exchange.call("115", caller);
      await center.contactIn("offered");
      const rung = await exchange.timesRung(phones.answers);
      const answer = exchange.proxy.holdNext(dialled);
      await center.accept("anna");
      await answer.reached;
      exchange.proxy.cut();
      call.hangUp();
      await call.ended;
      await nothingIsLeft();
      expect(await exchange.timesRung(phones.answers)).toBe(rung + 1);
    });

    test("while the phone rings, and the next caller finds the agent free", async () => {
      const { center } = centre;
      await centre.ready(phones.silent);
      const call = await exchange.call("115", caller);
      await center.accept("anna");
      const { callId } = await center.contactIn("connecting");
      await until("the phone rings", async () =>
        (await centre.driver.observe()).some((each) => each.callId === callId && each.party),
      );
      call.hangUp();
      await nothingIsLeft();
      await exchange.call("115", "+4965920115");
      await center.contactIn("offered");
    });
  },
);
