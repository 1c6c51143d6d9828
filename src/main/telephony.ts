import { randomUUID } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../errors.ts";
import type { SignedIn } from "../identity/route.ts";
import type { OriginHint } from "../routing/state.ts";
import { AsteriskTelephony } from "../telephony/asterisk/asterisk-telephony.ts";
import { TelephonyDoor } from "../telephony/door.ts";
import { simulatorRoutes } from "../telephony/simulated/api.ts";
import { startCallers } from "../telephony/simulated/callers.ts";
import { demonstrationCitizen, demonstrationPhone } from "../telephony/simulated/phones.ts";
import { SimulatedTelephony } from "../telephony/simulated/simulated-telephony.ts";
import { SimulatedSwitch } from "../telephony/simulated/switch.ts";
import type { Telephony } from "../telephony/telephony.ts";
import { openSpeech } from "./announcements.ts";
import type { ContactSources } from "./contacts.ts";
import type { House } from "./doors.ts";
import { onlyWhileLeading } from "./leading-telephony.ts";
import type { StopList } from "./stop-list.ts";
import { shareSwitchStatus } from "./switch-status.ts";
import { whileWriting } from "./while-writing.ts";

export interface OpenTelephony {
  /** Whether the switch answers the process that writes. */
  connected(): boolean;
  /** Routes that exist with this kind of telephony only. */
  routes(contacts: ContactSources): OpenAPIHono<SignedIn>[];
}

/** The door to the switch, and what else there is in the process that writes. */
interface OpenSwitch {
  telephony: Telephony;
  door: TelephonyDoor;
  /** Simulated telephony only. */
  exchange: SimulatedSwitch | null;
}

/**
 * Connects the centre with its switch, in the process that writes.
 * @param onChange called when the connection came or went
 */
export async function openTelephony(
  house: House,
  stops: StopList,
  onChange: () => void,
): Promise<OpenTelephony> {
  const { config, clock, center, log } = house;
  let open: OpenSwitch | null = null;
  const status = shareSwitchStatus(
    { wake: center.wake, clock, own: () => open?.telephony.connected() ?? null, onChange },
    stops,
  );
  await whileWriting({ center: center.live, log, stops, name: "telephony" }, async (during) => {
    during.add("switch", () => void (open = null));
    open = await openSwitch(house, during, () => status.changed());
    status.changed();
  });
  if (config.telephony.kind === "asterisk" || house.ownSwitch)
    return { connected: status.connected, routes: () => [] };
  const requireSwitch = () => {
    if (open?.exchange) return { door: open.door, exchange: open.exchange };
    const message = "Dieser Prozess steht nur bereit; Anrufe nimmt der führende Prozess an.";
    throw new AppError(503, "not_leading", message);
  };
  return {
    connected: status.connected,
    routes: (contacts) => [
      simulatorRoutes({
        placeCall: (call) => requireSwitch().exchange.placeCall(call),
        lines: () => house.rooms.directory.lines(),
        contactOf: (callId) => requireSwitch().door.contactOf(callId),
        showContact: contacts.show,
      }),
    ],
  };
}

async function openSwitch(
  house: House,
  during: StopList,
  onConnection: () => void,
): Promise<OpenSwitch> {
  const { config, clock, log } = house;
  const open = async (telephony: Telephony, exchange: SimulatedSwitch | null) => {
    const guarded = onlyWhileLeading(telephony, house.center.live, onConnection);
    return { telephony, door: await openDoor(house, guarded, during), exchange };
  };
  if (house.ownSwitch) return open(house.ownSwitch({ clock, log }), null);
  if (config.telephony.kind === "asterisk") {
    const voice = openSpeech(house, during);
    const speech = (text: string) => voice.say(text);
    return open(new AsteriskTelephony({ ...config.telephony, speech, clock, log }), null);
  }
  const exchange = new SimulatedSwitch({
    clock,
    phoneOf: demonstrationPhone,
    citizenOf: demonstrationCitizen,
    name: randomUUID().slice(0, 8),
  });
  const opened = await open(new SimulatedTelephony(exchange), exchange);
  const stopCallers = startCallers({
    callsPerHour: config.demo ? config.telephony.callsPerHour : 0,
    dialledNumbers: () => house.rooms.directory.lines().map((line) => line.number),
    placeCall: (call) => void exchange.placeCall(call),
    clock,
    random: Math.random,
  });
  during.add("simulated callers", stopCallers);
  return opened;
}

async function openDoor(
  { center, rooms, clock, log }: House,
  telephony: Telephony,
  during: StopList,
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
  during.add("telephony door", () => door.stop());
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
