import type { AuthorityRecord, ServiceRecord } from "../../records.ts";
import { pause } from "../../pause.ts";
import { MessageComparison, type Compared, type Local } from "./compare-message.ts";
import { ResponsibilityComparison, type KnownIds } from "./compare-responsibilities.ts";
import { interpret } from "./interpret.ts";
import { germanTexts } from "./languages.ts";
import {
  keyOf,
  kindsOfClass,
  type XzufiObject,
  type XzufiResponsibility,
  type XzufiSpecialisation,
} from "./objects.ts";
import { UnreadableText } from "./html.ts";
import { readXmlObjects } from "./read-xml.ts";
import { Statements } from "./statements.ts";
import type { ServedOn } from "../../served-places.ts";
import { fieldsOfTexts } from "./service-texts.ts";
import type { XmlElement } from "./xml-element.ts";

export interface MessageCount {
  /** "Leistungen", "Organisationseinheiten", … */
  kind: string;
  read: number;
  /** What both sides say alike, or what was decided on before. */
  unchanged: number;
  changed: number;
  /** Of the changed ones: an answer that there is none of here yet. */
  created: number;
  /** Not of ours: unknown, elsewhere, or not to be understood. */
  ignored: number;
  /** Names of the first that were ignored. */
  ignoredNames: string[];
  /** Here, but not in the file: nothing happens to them. */
  missing: number;
}

const ignoredNamesMax = 20;

export interface MessageSource {
  local: Local;
  servedOn: ServedOn;
  authorities: readonly AuthorityRecord[];
  /** The file from its beginning; it is read twice, and never is in memory as a whole. */
  open(): AsyncIterable<Uint8Array>;
}

/** Objects that nobody can read, with the line and the reason as their names. */
export const unreadableKind = "Unverständliches";

const kinds = {
  leistung: "Leistungen",
  spezialisierung: "Varianten",
  organisationseinheit: "Organisationseinheiten",
  onlinedienst: "Onlinedienste",
  zustaendigkeit: "Zuständigkeiten",
  loesche: "Löschungen",
  unknown: unreadableKind,
} as const;
type CountedKind = keyof typeof kinds;

/**
 * Compares a message with what is known here, part by part.
 * @param take called with every part, in the order of the file
 * @throws AppError as `readXmlObjects`
 */
export async function readMessage(
  source: MessageSource,
  take: (part: Compared) => Promise<void>,
): Promise<MessageCount[]> {
  const comparison = new MessageComparison(source.local);
  const { ids, statements } = await collectIds(source, comparison);
  const responsibilities = new ResponsibilityComparison(comparison, source.local, ids);
  const counts = createCounts();
  const count = async (kind: CountedKind, compared: Compared | null, name: () => string) => {
    counts.add(kind, compared, name);
    if (!compared) return;
    await take(compared);
    await pause();
  };
  const readOne = async (object: XzufiObject | null, position: number) => {
    if (object === null) counts.add("unknown", null);
    else if (object.kind === "nachrichtenkopf") return;
    else if (!statements.isLast(object, position)) counts.note(object.kind, true);
    else {
      for (const each of responsibilitiesOf(object)) {
        counts.note("zustaendigkeit", responsibilities.add(each));
      }
      if (object.kind === "onlinedienst") counts.note("onlinedienst", true);
      else if (object.kind !== "zustaendigkeit") {
        await count(object.kind, compare(object, comparison, ids), () => nameOf(object));
      }
    }
  };
  let position = 0;
  for await (const { element, line } of readXmlObjects(source.open())) {
    position += 1;
    try {
      await readOne(interpret(element, source.local.today), position);
    } catch (error) {
      if (!(error instanceof UnreadableText)) throw error;
      counts.add("unknown", null, () => `${element.name} in Zeile ${line}: ${error.message}`);
    }
  }
  for (const part of responsibilities.onlineProposals()) {
    counts.change("onlinedienst", part);
    await take(part);
  }
  const { servedOn, authorities, local } = source;
  for (const part of responsibilities.proposals(servedOn, authorities, local.links)) {
    await pause();
    counts.change("zustaendigkeit", part);
    await take(part);
  }
  const known = (found: ReadonlyMap<string, string>) => new Set(found.values()).size;
  counts.miss("leistung", local.records.services.length - known(ids.services));
  counts.miss("organisationseinheit", local.records.authorities.length - known(ids.units));
  return counts.list();
}

/** As the source names it, else its identifier. */
function nameOf(object: Comparable): string {
  if (object.kind === "organisationseinheit") {
    return germanTexts(object.names)[0] ?? object.id.value;
  }
  if (object.kind === "loesche") return object.id.value;
  return fieldsOfTexts(object).name ?? object.id.value;
}

type Comparable = Exclude<
  XzufiObject,
  { kind: "nachrichtenkopf" | "zustaendigkeit" | "onlinedienst" }
>;

function compare(object: Comparable, comparison: MessageComparison, ids: KnownIds) {
  switch (object.kind) {
    case "leistung": {
      const service = comparison.serviceOf(object);
      return service && comparison.compareService(object, service);
    }
    case "spezialisierung": {
      const service = serviceOfSpecialisation(object, comparison, ids);
      return service && comparison.compareService(object, service);
    }
    case "organisationseinheit":
      return comparison.compareUnit(object);
    case "loesche":
      return comparison.compareDeletion(object);
  }
}

function serviceOfSpecialisation(
  { kind, id, serviceId }: XzufiSpecialisation,
  comparison: MessageComparison,
  ids: KnownIds,
): ServiceRecord | null {
  const slug = ids.services.get(keyOf(serviceId));
  if (slug !== undefined) return comparison.service(slug);
  return comparison.serviceOf({ kind, id });
}

function responsibilitiesOf(object: XzufiObject): XzufiResponsibility[] {
  if (object.kind === "zustaendigkeit") return [object];
  return "responsibilities" in object ? object.responsibilities : [];
}

/** What refers to an object may stand before it, so the ids of ours are gathered first. */
async function collectIds({ open }: MessageSource, comparison: MessageComparison) {
  const ids: KnownIds = { services: new Map(), units: new Map(), onlineServices: new Map() };
  const statements = new Statements();
  for await (const { element } of readXmlObjects(open())) {
    const object = understood(element);
    statements.add(object);
    if (object?.kind === "leistung") {
      const service = comparison.serviceOf(object);
      if (service) ids.services.set(keyOf(object.id), service.slug);
    } else if (object?.kind === "organisationseinheit") {
      const authority = comparison.authorityOf(object);
      if (authority) ids.units.set(keyOf(object.id), authority.id);
    } else if (object?.kind === "onlinedienst" && object.url !== null) {
      ids.onlineServices.set(keyOf(object.id), object.url);
    } else if (object?.kind === "loesche") {
      const meant = kindsOfClass(object.objectClass);
      const key = keyOf(object.id);
      if (meant.includes("leistung")) ids.services.delete(key);
      if (meant.includes("organisationseinheit")) ids.units.delete(key);
      if (meant.includes("onlinedienst")) ids.onlineServices.delete(key);
    }
  }
  return { ids, statements };
}

/** @returns null where it says nothing usable; why is told when it is read once more */
function understood(element: XmlElement): XzufiObject | null {
  try {
    return interpret(element);
  } catch (error) {
    if (error instanceof UnreadableText) return null;
    throw error;
  }
}

function createCounts() {
  const counts = new Map<CountedKind, MessageCount>();
  const of = (kind: CountedKind): MessageCount => {
    const found = counts.get(kind);
    if (found) return found;
    const begun = {
      kind: kinds[kind],
      read: 0,
      unchanged: 0,
      changed: 0,
      created: 0,
      ignored: 0,
      ignoredNames: [],
      missing: 0,
    };
    counts.set(kind, begun);
    return begun;
  };
  return {
    add(kind: CountedKind, compared: Compared | null, name?: () => string) {
      const count = of(kind);
      const named = compared === null && name && count.ignoredNames.length < ignoredNamesMax;
      if (named) count.ignoredNames.push(name());
      count.read += 1;
      if (compared === null) count.ignored += 1;
      else if (compared.proposals.length > 0) {
        count.changed += 1;
        if (compared.isNew) count.created += 1;
      }
    },
    note(kind: CountedKind, known: boolean) {
      const count = of(kind);
      count.read += 1;
      if (!known) count.ignored += 1;
    },
    /** Differences show only once the whole message has been read. */
    change(kind: CountedKind, { proposals, isNew }: Compared) {
      if (proposals.length === 0) return;
      of(kind).changed += 1;
      if (isNew) of(kind).created += 1;
    },
    miss(kind: CountedKind, count: number) {
      if (counts.has(kind)) of(kind).missing = count;
    },
    list: () =>
      (Object.keys(kinds) as CountedKind[]).flatMap((kind) => {
        const count = counts.get(kind);
        if (!count) return [];
        const unchanged = Math.max(0, count.read - count.changed - count.ignored);
        return [{ ...count, unchanged }];
      }),
  };
}
