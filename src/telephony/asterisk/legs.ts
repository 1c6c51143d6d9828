import type { PartyFailure } from "../../routing/state.ts";
import { failureOfCause, lostByCause } from "./failure.ts";

export interface Leg {
  readonly state: "ringing" | "up" | "over";
  /** For one that is over without having been up. */
  readonly failure: PartyFailure;
  /** For one that is over after having been up: nobody hung up. */
  readonly lost: boolean;
}

/** The phones that were rung for one call. A leg only ever goes on: ringing, up, over. */
export class Legs {
  private readonly byParty = new Map<string, Leg>();

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

  noteUnreachable(partyId: string): boolean {
    return this.end(partyId, "unreachable", true);
  }

  /** It was never dialled after all. */
  forget(partyId: string): void {
    this.byParty.delete(partyId);
  }

  private end(partyId: string, failure: PartyFailure, lost: boolean): boolean {
    const known = this.byParty.get(partyId);
    if (!known || known.state === "over") return false;
    this.byParty.set(partyId, { state: "over", failure, lost });
    return true;
  }
}
