import type { Directory } from "../directory/directory.ts";
import { hoursText } from "../directory/hours-text.ts";
import type { EntryRecord } from "../directory/records.ts";
import type { ResolvedPlace } from "../places/schema.ts";
import type { AuthorityRecord, ServiceRecord } from "./records.ts";
import { holdsOn, type ResponsibilityDecision } from "./responsibility.ts";
import type { EscalationTarget } from "./schema.ts";

export interface EscalationQuestion {
  service: ServiceRecord;
  place: ResolvedPlace;
  decision: ResponsibilityDecision;
  authorities: readonly AuthorityRecord[];
  directory: Directory;
  /** ISO day the rules are read for. */
  date: string;
  /** Moment reachability is told for, milliseconds. */
  at: number;
}

export const switchboardUnitKey = "telefonzentrale";

/**
 * Whom to transfer to, in this order: the unit, its deputy, the same unit of partner districts
 * (reachable ones first), the authority's switchboard, the ticket box. Nobody stands in it twice.
 */
export function escalationTargets(question: EscalationQuestion): EscalationTarget[] {
  const { service, decision, directory, at } = question;
  const unitKey = decision.rule?.unitKey ?? service.unitKey;
  const unit = directory.unitEntry(decision.authority.id, unitKey);
  const deputy = unit?.deputyId ? directory.entry(unit.deputyId) : null;
  const partners = partnerUnits(question)
    .map((entry) => ({ entry, reachable: directory.reachability(entry, at).reachableNow }))
    .toSorted((left, right) => Number(right.reachable) - Number(left.reachable));
  const switchboard = directory.unitEntry(decision.authority.id, switchboardUnitKey);

  const targets: EscalationTarget[] = [];
  const add = (entry: EntryRecord | null, kind: EscalationTarget["kind"]) => {
    if (!entry || targets.some((target) => target.id === entry.id)) return;
    targets.push(targetOf(entry, kind, question));
  };
  const isSwitchboard = unitKey === switchboardUnitKey;
  if (!isSwitchboard) {
    add(unit, "unit");
    add(deputy, "deputy");
  }
  for (const { entry } of partners) add(entry, "partner");
  add(switchboard, "switchboard");
  if (isSwitchboard) add(deputy, "deputy");
  return [...targets, ticketBox(question)];
}

/** The partner districts for which a rule says today that their units serve any citizen. */
function partnerUnits({
  service,
  place,
  decision,
  ...question
}: EscalationQuestion): EntryRecord[] {
  if (decision.rule?.sharedByDistricts !== true) return [];
  return question.directory.administrations(question.at).flatMap((administration) => {
    if (administration.ags === place.district.ags) return [];
    const rule = service.responsibility.find(
      (each) =>
        holdsOn(each, question.date) &&
        !each.places &&
        (!each.districts || each.districts.includes(administration.ags)),
    );
    if (rule?.sharedByDistricts !== true) return [];
    const authority = question.authorities.find(
      (each) => each.kind === "district" && each.administrationId === administration.id,
    );
    const unitKey = rule.unitKey ?? service.unitKey;
    const entry = authority && question.directory.unitEntry(authority.id, unitKey);
    return entry ? [entry] : [];
  });
}

function targetOf(
  entry: EntryRecord,
  kind: EscalationTarget["kind"],
  { authorities, directory, at }: EscalationQuestion,
): EscalationTarget {
  const authority = authorities.find((each) => each.id === entry.authorityId);
  const { reachableNow, phrase, opensAt } = directory.reachability(entry, at);
  const room = entry.room === null ? null : `Zimmer ${entry.room.replace(/^(Zimmer|Raum) /, "")}`;
  const number = entry.confidential ? null : entry.publicNumber;
  const detail = [authority?.name, entry.task, room, number].filter(
    (part) => part && part !== entry.name,
  );
  return {
    id: entry.id,
    kind,
    name: entry.name,
    detail: detail.join(" · "),
    extension: entry.extension,
    administrationId: entry.administrationId,
    reachableNow,
    reachability: phrase,
    hours: hoursText(entry.hours),
    opensAt: opensAt === null ? null : new Date(opensAt).toISOString(),
    sample: entry.sample,
    confidential: entry.confidential,
  };
}

/** The box of the authority's administration; who belongs to none takes nothing in writing here. */
function ticketBox({ decision: { authority }, directory, at }: EscalationQuestion) {
  const administrations = directory.administrations(at);
  const box = administrations.find((each) => each.id === authority.administrationId);
  return {
    id: `ticket:${box?.id ?? authority.id}`,
    kind: "ticket" as const,
    name: "Weiterleitung schreiben",
    detail: box?.name ?? authority.name,
    extension: null,
    administrationId: box?.id ?? null,
    reachableNow: box !== undefined,
    reachability: box
      ? "jederzeit, Rückmeldung am nächsten Servicetag"
      : "auf diesem Weg nicht möglich",
    hours: "",
    opensAt: null,
    sample: false,
    confidential: false,
  };
}
