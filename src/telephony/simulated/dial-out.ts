import type { Clock } from "../../clock.ts";
import type { PartyFailure } from "../../routing/state.ts";
import type { DesiredCall, TelephonyEvent } from "../telephony.ts";
import type { Call } from "./call.ts";
import { failureOf, secondsUntil, type PhoneBehaviour } from "./phones.ts";

export interface DialParts {
  clock: Clock;
  /** What the citizen's phone does. */
  citizenOf: (number: string) => PhoneBehaviour;
  emit: (event: TelephonyEvent) => void;
}

/** How long a citizen listens to music who was called back and is transferred. */
const patienceSeconds = 120;

/** R11: dials the citizen for the person who is on the line, once a call. */
export function dialOut(
  call: Call,
  wish: Extract<DesiredCall, { kind: "dialOut" }>,
  parts: DialParts,
): void {
  const { party, number, secondsMax } = wish;
  const { leg } = call;
  if (leg?.party.id !== party.id || leg.state !== "connected") {
    const gone = call.over?.partyId === party.id ? call.over.event : null;
    return parts.emit(
      gone ?? { type: "partyHungUp", callId: call.id, partyId: party.id, lost: true },
    );
  }
  if (call.dialled) return parts.emit(call.dialled);
  if (call.caller === "ringing") return;
  const phone = parts.citizenOf(number);
  const hangsUp = phone.kind === "answers" ? phone.hangsUpAfterSeconds : null;
  call.placed = { dialled: "", from: number, patienceSeconds, talkSecondsMax: hangsUp };
  call.caller = "ringing";
  ringCitizen(call, phone, secondsMax, parts);
}

function ringCitizen(call: Call, phone: PhoneBehaviour, secondsMax: number, parts: DialParts) {
  const callId = call.id;
  const end = (event: TelephonyEvent) => {
    call.dialled = event;
    parts.emit(event);
  };
  const fail = (failure: PartyFailure) => {
    call.caller = "absent";
    end({ type: "callerNotReached", callId, failure });
  };
  const seconds = secondsUntil(phone, secondsMax);
  call.stopDialling = parts.clock.after(Math.min(seconds, secondsMax) * 1000, () => {
    const failure = failureOf(phone);
    if (failure) return fail(failure);
    if (seconds > secondsMax) return fail("noAnswer");
    call.caller = "present";
    end({ type: "callerAnswered", callId });
  });
}
