import type { Principal } from "../../identity/permissions.ts";
import { demandPlace, sectionName, today, type Editing } from "./editing.ts";
import { inForce, stillToRead } from "./in-force.ts";
import { contentToday, movedBase, sharedContent } from "./review.ts";
import { decideRight, reviewRight, writeRight } from "./rights.ts";
import { sharedSection, type AnswerWorkspace, type VersionView } from "./schema.ts";
import { stateOf } from "./states.ts";
import { listOpenVersions, listVersions, type AnswerPlace, type VersionRecord } from "./store.ts";
import { lettersMax, spokenLettersMax } from "./text-limits.ts";
import { digestOf } from "./words-read.ts";
import { isOpen } from "./write-draft.ts";

/** All that the workspace shows of one answer, to this person. */
export async function readWorkspace(
  editing: Editing,
  principal: Principal,
  place: AnswerPlace,
): Promise<AnswerWorkspace> {
  const service = demandPlace(editing, place);
  const { database, directory, places, clock } = editing;
  const { serviceSlug, section } = place;
  const day = today(editing);
  const versions = await listVersions(database, place);
  const writing = await listOpenVersions(database, serviceSlug);
  const statesOf = (where: string) => {
    const statuses = writing.filter((each) => each.section === where).map((each) => each.status);
    const answers = editing.knowledge.answers(serviceSlug);
    return stateOf(service, answers, where, day, statuses as ("draft" | "inReview")[]);
  };
  const sections = [
    { section: sharedSection, name: "Gemeinsam", code: "ALLE" },
    ...directory
      .administrations(clock.now())
      .map(({ id, shortName, code }) => ({ section: id, name: shortName, code })),
  ];
  const open = versions.filter(isOpen).toSorted((a, b) => rank(a) - rank(b));
  const reviews = await Promise.all(
    open.map(async (version) => ({
      review: await reviewRight(database, editing, principal, version),
      moved: await movedBase(database, editing, version),
    })),
  );
  const { slug, name, category, responsibleUnit, source, checkedAt, reviewMonths } = service;
  const district = directory.administration(section)?.ags ?? null;
  const sample = places
    .municipalities(day)
    .find((each) => district === null || each.district.ags === district);
  const current = statesOf(section);
  const released = contentToday(editing, serviceSlug, section);
  return {
    service: { slug, name, category, responsibleUnit, source, checkedAt, reviewMonths },
    section,
    sectionName: sectionName(editing, section),
    released,
    releasedDigest: released && digestOf(released),
    releasedRevision: inForce(versions, day)?.revision ?? 0,
    shared: section === sharedSection ? null : sharedContent(editing, serviceSlug),
    open: open.map((version, index) => ({
      ...shown(version),
      review: reviews[index]?.review ?? { allowed: false, reason: null },
      moved: reviews[index]?.moved ?? null,
      base: versions.find((each) => each.revision === version.baseRevision)?.content ?? null,
    })),
    scheduled: stillToRead(versions, day)
      .filter((version) => (version.releasedFrom ?? day) > day)
      .map(shown),
    states: current.states,
    reviewDueAt: current.due,
    write: writeRight(editing, principal, section),
    decide: decideRight(editing, principal, section),
    sections: sections.map((each) => ({ ...each, states: statesOf(each.section).states })),
    lettersMax,
    spokenLettersMax,
    samplePlace: sample ? { ags: sample.municipality.ags, name: sample.municipality.name } : null,
  };
}

/** Without what only the rules need to know. */
export function shown({ contributorIds: _hidden, ...version }: VersionRecord): VersionView {
  return version;
}

function rank(version: VersionRecord): number {
  return (version.origin === "editor" ? 0 : 1_000_000) - version.revision;
}
