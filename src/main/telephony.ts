import { randomUUID } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { SignedIn } from "../identity/route.ts";
import type { OriginHint } from "../routing/state.ts";
import { AsteriskTelephony } from "../telephony/asterisk/asterisk-telephony.ts";
import { TelephonyDoor } from "../telephony/door.ts";
import { simulatorRoutes } from "../telephony/simulated/api.ts";
import { startCallers } from "../telephony/simulated/callers.ts";
import { demonstrationPhone } from "../telephony/simulated/phones.ts";
import { SimulatedTelephony } from "../telephony/simulated/simulated-telephony.ts";
import { SimulatedSwitch } from "../telephony/simulated/switch.ts";
import type { Telephony } from "../telephony/telephony.ts";
import type { ContactSources } from "./contacts.ts";
import type { House } from "./doors.ts";
import type { StopList } from "./stop-list.ts";

export interface OpenTelephony {
  connected(): boolean;
  /** Routes that exist with this kind of telephony only. */
  routes(contacts: ContactSources): OpenAPIHono<SignedIn>[];
}

/** Connects the centre with its switch. */
export async function openTelephony(house: House, stops: StopList): Promise<OpenTelephony> {
  const { config, clock } = house;
  if (config.telephony.kind === "asterisk") {
    const telephony = new AsteriskTelephony({ ...config.telephony, clock, log: house.log });
    await openDoor(house, telephony, stops);
    return { connected: () => telephony.connected(), routes: () => [] };
  }
  const exchange = new SimulatedSwitch({
    clock,
    phoneOf: demonstrationPhone,
    name: randomUUID().slice(0, 8),
  });
  const telephony = new SimulatedTelephony(exchange);
  const door = await openDoor(house, telephony, stops);
  const lines = () => house.rooms.directory.lines();
  const stopCallers = startCallers({
    callsPerHour: config.demo ? config.telephony.callsPerHour : 0,
    dialledNumbers: () => lines().map((line) => line.number),
    placeCall: (call) => void exchange.placeCall(call),
    clock,
    random: Math.random,
  });
  stops.add("simulated callers", stopCallers);
  return {
    connected: () => telephony.connected(),
    routes: (contacts) => [
      simulatorRoutes({
        exchange,
        lines,
        contactOf: (callId) => door.contactOf(callId),
        showContact: contacts.show,
      }),
    ],
  };
}

async function openDoor(
  { center, rooms, clock, log }: House,
  telephony: Telephony,
  stops: StopList,
): Promise<TelephonyDoor> {
  const door = new TelephonyDoor({
    telephony,
    center: center.live,
    clock,
    log,
    closedAnnouncementOf: (lineId) => center.live.state.lines[lineId]?.closedAnnouncement ?? "",
    guessOrigin: (callerNumber) => originHints(rooms, callerNumber, clock.now()),
  });
  await door.start();
  stops.add("telephony", () => door.stop());
  return door;
}

/** The area code's guess, as far as it leads to a member administration (R1). */
function originHints(
  { places, directory }: House["rooms"],
  callerNumber: string | null,
  now: number,
): OriginHint[] {
  const administrations = directory.administrations(now);
  return places.guessOrigin(callerNumber).flatMap((guess) => {
    const administration = administrations.find((each) => each.ags === guess.districtAgs);
    if (!administration) return [];
    const { placeName, probability, reason } = guess;
    return [{ administrationId: administration.id, placeName, probability, reason }];
  });
}
