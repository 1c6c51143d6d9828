import { turn } from "./explain-callback.ts";
import type { Names } from "./explain.ts";
import type { Offer, OfferReasons } from "./state.ts";

/** Why this person, why now, who came second, who was not asked (R13), in one German sentence. */
export function explainOffer(offer: Offer, names: Names): string {
  const { reasons } = offer;
  const parts = [
    `Angeboten an ${names.agent(offer.agentId)}, ${because(reasons)}`,
    triggers[reasons.trigger],
    waited(reasons),
    turn(reasons),
    lent(reasons, names),
    passedOver(reasons, names),
    notAsked(reasons),
  ];
  return `${parts.filter((part) => part !== null).join("; ")}.`;
}

function because(reasons: OfferReasons): string {
  switch (reasons.rule) {
    case "home":
      return "weil zuerst gefragt wird, wer zur Verwaltung des Anrufs gehört";
    case "narrowestSkills":
      return "weil zuerst gefragt wird, wer die wenigsten anderen Aufgaben übernehmen kann";
    case "longestIdle":
      return `weil am längsten frei (${duration(reasons.idleSeconds)})`;
    case "recall":
      return "weil der Anruf zuerst zu der Person zurückkommt, die ihn vermittelt oder geparkt hat";
    case "promised":
      return "weil diese Person den Rückruf zugesagt hat";
    case "onlyCandidate":
      return "weil sonst niemand bereit war, der diesen Anruf übernehmen darf";
  }
}

/** Who comes back keeps the place (R3): its time is not the time spent waiting. */
function waited(reasons: OfferReasons): string {
  const since = duration(reasons.waitedSeconds);
  const target = duration(reasons.answerTargetSeconds);
  const cameBack = reasons.rule === "recall" || reasons.trigger === "returned" || reasons.resumed;
  return cameBack ? `behält den Platz von vor ${since}` : `wartete ${since} von ${target} Ziel`;
}

const triggers: Record<OfferReasons["trigger"], string | null> = {
  arrival: "sofort beim Eintreffen",
  agentFree: "die Person wurde gerade frei",
  returned: "der Anruf wurde gerade wieder frei",
  time: null,
};

/** R5: whose time it is, and why it may be given. */
function lent({ lending }: OfferReasons, names: Names): string | null {
  if (lending === undefined) return null;
  const { administrationId, keptShare, lentSeconds, budgetSeconds } = lending;
  const promise =
    keptShare === null ? "" : `hält die eigene Zusage zu ${Math.round(keptShare * 100)} %, `;
  return (
    `Aushilfe von ${names.administration(administrationId)} (${promise}` +
    `${duration(lentSeconds)} von ${duration(budgetSeconds)} der Viertelstunde vergeben)`
  );
}

const second = {
  home: "andere Verwaltung",
  narrowestSkills: "hat mehr andere Aufgaben",
  longestIdle: "kürzer frei",
};

/**
 * R5, in a few words for whoever is asked to help: for whom, and why it may be.
 * @param house short name of the administration whose switchboard is called
 */
export function explainLending({ lending }: OfferReasons, house: string): string {
  const share = lending?.keptShare ?? null;
  const promise = share === null ? "" : `, die eigene Zusage hält (${Math.round(share * 100)} %)`;
  return `Aushilfe für die Zentrale ${house}: dort kann gerade niemand annehmen${promise}`;
}

function passedOver(reasons: OfferReasons, names: Names): string | null {
  const list = reasons.passedOver.map(
    ({ agentId, rule }) => `${names.agent(agentId)} (${second[rule]})`,
  );
  const further = reasons.notAsked["ready"] ?? 0;
  const count = list.length + further;
  if (count === 0) return null;
  if (further > 0) list.push(`${further} weitere`);
  return `${count === 1 ? "danach käme" : "danach kämen"} ${list.join(", ")}`;
}

/** People who are signed off are left out: they are no part of the choice. */
const standings: Record<string, string> = {
  talking: "im Gespräch",
  connecting: "beim Verbinden",
  offered: "mit einem anderen Angebot",
  wrapUp: "in Nachbearbeitung",
  break: "in Pause",
  resting: "kurz nach einer Ablehnung",
  notResponding: "ohne Reaktion",
  callsFirst: "für die erst Anrufe an der Reihe sind",
  otherLine: "für andere Anschlüsse",
  missingSkills: "ohne die nötigen Kenntnisse",
  "notLent.never": "aus Verwaltungen, die nicht aushelfen",
  "notLent.promise": "aus Verwaltungen, die gerade ihre eigene Zusage nicht halten",
  "notLent.overdue": "aus Verwaltungen, deren eigene Anrufe zu lange warten",
  "notLent.budget": "aus Verwaltungen, deren Aushilfszeit aufgebraucht ist",
  beyondReach: "aus anderen Verwaltungen, die erst später gefragt werden",
};

function notAsked(reasons: OfferReasons): string | null {
  const list = Object.entries(standings)
    .filter(([key]) => (reasons.notAsked[key] ?? 0) > 0)
    .map(([key, words]) => `${reasons.notAsked[key]} ${words}`);
  return list.length === 0 ? null : `nicht gefragt: ${list.join(", ")}`;
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
