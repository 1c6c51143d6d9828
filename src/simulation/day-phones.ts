import type { Instant } from "../routing/state.ts";
import type { PhoneBehaviour } from "../telephony/simulated/phones.ts";
import type { Random } from "../telephony/simulated/random.ts";
import type { DesiredParty } from "../telephony/telephony.ts";
import { drawSeconds, drawWeighted, streamOf, type Duration } from "./chance.ts";

const kinds = ["answers", "silent", "busy", "declines", "dead"] as const;
type Kind = (typeof kinds)[number];

/** How phones behave when they ring: the team's, the offices', the offices' at lunch. */
const team = { answers: 984, silent: 6, busy: 2, declines: 4, dead: 4 };
const office = { answers: 740, silent: 150, busy: 90, declines: 15, dead: 5 };
const officeAtLunch = { answers: 280, silent: 620, busy: 60, declines: 30, dead: 10 };

/** Clock hours in which the offices of the administrations have lunch. */
const lunch = { from: 12, to: 13.5 };

const talkWithOffice: Duration = { medianSeconds: 150, spread: 0.7, secondsMax: 1_800 };

/** How citizens answer who are called back. */
const citizen = { answers: 800, silent: 130, busy: 60, declines: 10, dead: 0 };

export function dayCitizens(seed: number): () => PhoneBehaviour {
  const random = streamOf(seed, "citizens");
  return () => {
    const kind = drawKind(random, citizen);
    const afterSeconds = 3 + random() * 12;
    if (kind === "declines") return { kind, afterSeconds };
    return kind === "answers" ? { kind, afterSeconds, hangsUpAfterSeconds: null } : { kind };
  };
}

export function dayPhones(
  seed: number,
  now: () => Instant,
  hourOf: (at: Instant) => number,
): (party: DesiredParty) => PhoneBehaviour {
  const random = streamOf(seed, "phones");
  return ({ role }) => {
    const hour = hourOf(now());
    const atLunch = hour >= lunch.from && hour < lunch.to;
    const weights: Record<Kind, number> =
      role === "agent" ? team : atLunch ? officeAtLunch : office;
    const kind = drawKind(random, weights);
    const afterSeconds = (role === "agent" ? 0.5 : 2) + random() * (role === "agent" ? 1.2 : 9);
    if (kind === "declines") return { kind, afterSeconds };
    if (kind !== "answers") return { kind };
    const talks = role === "agent" ? null : drawSeconds(random, talkWithOffice);
    return { kind, afterSeconds, hangsUpAfterSeconds: talks };
  };
}

function drawKind(random: Random, weights: Record<Kind, number>): Kind {
  return drawWeighted(
    random,
    kinds.map((value) => ({ value, weight: weights[value] })),
  );
}
