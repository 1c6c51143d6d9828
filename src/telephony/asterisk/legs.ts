import type { PartyFailure } from "../../routing/state.ts";
import type { DesiredParty } from "../telephony.ts";
import { AriError } from "./ari-connection.ts";
import { causeMayCome, failureOfCause, lostByCause } from "./failure.ts";
import { legIdOf } from "./names.ts";
import type { CallSurroundings } from "./surroundings.ts";

export interface Leg {
  readonly state: "ringing" | "up" | "over";
  /** For one that is over without having been up. */
  readonly failure: PartyFailure;
  /** For one that is over after having been up: nobody hung up. */
  readonly lost: boolean;
}

/** The phones that were rung for one call. A leg only ever goes on: ringing, up, over. */
export class Legs {
  private readonly callId: string;
  private readonly around: CallSurroundings;
  private readonly byParty = new Map<string, Leg>();

  constructor(callId: string, around: CallSurroundings) {
    this.callId = callId;
    this.around = around;
  }

  get(partyId: string): Leg | undefined {
    return this.byParty.get(partyId);
  }

  /** Parties whose phones ring or are connected. */
  living(): string[] {
    return [...this.byParty].filter(([, leg]) => leg.state !== "over").map(([id]) => id);
  }

  /** @returns false for what is known, or was told too late */
  note(partyId: string, state: "ringing" | "up"): boolean {
    const known = this.byParty.get(partyId);
    if (known && (known.state !== "ringing" || state === "ringing")) return false;
    this.byParty.set(partyId, { state, failure: "noAnswer", lost: true });
    return true;
  }

  /** @param cause of ITU-T Q.850; null when it was missed */
  noteOver(partyId: string, cause: number | null): boolean {
    return this.end(partyId, failureOfCause(cause), lostByCause(cause));
  }

  /**
   * Rings a phone that was not rung before.
   * @returns "unreachable": it is over already; "unsure": it is there, in an unknown state
   * @throws AriError when nobody knows whether it rings
   */
  async dial(
    party: DesiredParty,
    shownNumber: string | null,
    secondsMax: number,
  ): Promise<"rings" | "unreachable" | "unsure"> {
    // Events of the leg may overtake the answer to the request.
    this.note(party.id, "ringing");
    try {
      await this.around.ari.dial(this.callId, shownNumber, party, secondsMax);
      return "rings";
    } catch (error) {
      if (!(error instanceof AriError)) throw error;
      if (error.status === 0) {
        this.byParty.delete(party.id);
        throw error;
      }
      if (error.status === 409) return "unsure";
      return this.end(party.id, "unreachable", true) ? "unreachable" : "unsure";
    }
  }

  async hangUpOthers(keptPartyId: string | null): Promise<void> {
    for (const partyId of this.living()) {
      if (partyId === keptPartyId) continue;
      await this.around.ari.hangUp(legIdOf(this.callId, partyId));
      this.noteOver(partyId, null);
    }
  }

  /** Asks the switch for what may have been missed, also of a phone rung before this process. */
  async compare(wishedPartyId: string | null): Promise<void> {
    const partyIds = new Set(this.living());
    if (wishedPartyId && !this.byParty.has(wishedPartyId)) partyIds.add(wishedPartyId);
    for (const partyId of partyIds) {
      const channel = await this.around.ari.channel(legIdOf(this.callId, partyId));
      if (channel) this.note(partyId, channel.state === "Up" ? "up" : "ringing");
      else if (this.byParty.has(partyId)) {
        await causeMayCome(this.around.clock);
        this.noteOver(partyId, null);
      }
    }
  }

  private end(partyId: string, failure: PartyFailure, lost: boolean): boolean {
    const known = this.byParty.get(partyId);
    if (!known || known.state === "over") return false;
    this.byParty.set(partyId, { state: "over", failure, lost });
    return true;
  }
}
