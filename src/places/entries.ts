import type { AssociationRecord, DistrictRecord, MunicipalityRecord, PlaceData } from "./data.ts";
import type { PlaceHit } from "./schema.ts";
import { isValid } from "./resolve.ts";
import { soundOf } from "../language/sound.ts";
import { foldSpelling } from "../language/spelling.ts";

/** One way to say a place. */
export interface PlaceKey {
  spelling: string;
  sound: string;
  /** 1 for a name in use; less for a part that people leave over ("Bertrich"). */
  weight: number;
}

/** A place that can be said, with all its names and everything that hangs above it. */
export interface PlaceEntry {
  id: string;
  kind: "municipality" | "locality" | "association" | "district";
  keys: PlaceKey[];
  /** What tells it from others of its name: "mosel" in "Burg (Mosel)". */
  qualifiers: string[];
  /** Words that may stand beside the name because they name what is above it. */
  surroundings: ReadonlySet<string>;
  municipality: MunicipalityRecord;
  /** Ranks places of one name. */
  rank: number;
  hit: Omit<PlaceHit, "score" | "ambiguous">;
}

export interface Gazetteer {
  entries: PlaceEntry[];
  /** Municipalities by postal code, largest first. */
  postalCodes: Map<string, PlaceEntry[]>;
  licencePlates: Map<string, PlaceEntry>;
}

/** Everything above a municipality. */
interface Superior {
  association: AssociationRecord | null;
  district: DistrictRecord;
}

/**
 * Collects all names of `data` that hold on a day (ISO); municipalities that a merger has ended are
 * left to the localities that they have become.
 */
export function collectGazetteer(data: PlaceData, day: string): Gazetteer {
  const current = data.municipalities.filter((record) => isValid(record, day));
  const superiors = findSuperiors(data, current);
  const byAgs = new Map(current.map((record) => [record.ags, record]));
  const entries: PlaceEntry[] = [];
  for (const municipality of current) {
    entries.push(describeMunicipality(municipality, superiors.get(municipality.ags)!));
  }
  for (const locality of data.localities) {
    const municipality = byAgs.get(locality.municipalityAgs);
    if (municipality === undefined || !hasBecome(locality, current)) continue;
    entries.push(describeLocality(locality, municipality, superiors.get(municipality.ags)!));
  }
  for (const association of data.associations) {
    const members = current.filter((record) => record.associationKey === association.key);
    const speaker = chooseSpeaker(association.seat, members);
    if (speaker === undefined) continue;
    entries.push(describeAssociation(association, speaker, superiors.get(speaker.ags)!));
  }
  const licencePlates = new Map<string, PlaceEntry>();
  for (const district of data.districts) {
    const members = current.filter((record) => record.districtAgs === district.ags);
    const speaker = chooseSpeaker(district.seat, members);
    if (speaker === undefined) continue;
    const entry = describeDistrict(district, speaker, superiors.get(speaker.ags)!);
    entries.push(entry);
    for (const plate of district.licencePlates) licencePlates.set(plate, entry);
  }
  return { entries, postalCodes: groupByPostalCode(entries), licencePlates };
}

/** Not while the municipality still stands that a merger will make a locality of that name. */
function hasBecome(
  { name, municipalityAgs }: PlaceData["localities"][number],
  current: readonly MunicipalityRecord[],
): boolean {
  return !current.some((record) => record.successorAgs === municipalityAgs && record.name === name);
}

function findSuperiors(
  data: PlaceData,
  municipalities: MunicipalityRecord[],
): Map<string, Superior> {
  const associations = new Map(data.associations.map((record) => [record.key, record]));
  const districts = new Map(data.districts.map((record) => [record.ags, record]));
  return new Map(
    municipalities.flatMap((record) => {
      const district = districts.get(record.districtAgs);
      if (district === undefined) return [];
      const association = associations.get(record.associationKey ?? "") ?? null;
      return [[record.ags, { association, district }]];
    }),
  );
}

/** The seat if it belongs to the members, else the largest member. */
function chooseSpeaker(
  seat: string,
  members: MunicipalityRecord[],
): MunicipalityRecord | undefined {
  const largestFirst = members.toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0));
  return largestFirst.find((record) => record.name === seat) ?? largestFirst[0];
}

function describeMunicipality(municipality: MunicipalityRecord, superior: Superior): PlaceEntry {
  const above =
    superior.association === null
      ? "gehört zu keiner Verbandsgemeinde"
      : `Verbandsgemeinde ${superior.association.name}`;
  return {
    ...describe("municipality", municipality.name, municipality, superior),
    id: municipality.ags,
    rank: 1_000_000 + (municipality.population ?? 0),
    hit: makeHit("municipality", municipality.name, municipality, superior, {
      reason: `${municipality.kind}, ${above}`,
    }),
  };
}

function describeLocality(
  locality: PlaceData["localities"][number],
  municipality: MunicipalityRecord,
  superior: Superior,
): PlaceEntry {
  const kind = localityKinds[locality.kind] ?? locality.kind;
  const doubt = locality.certainty === "high" ? "" : " (Zuordnung nicht gesichert)";
  return {
    ...describe("locality", locality.name, municipality, superior),
    id: locality.id,
    rank: municipality.population ?? 0,
    hit: makeHit("locality", locality.name, municipality, superior, {
      reason: `${kind} von ${municipality.name}${doubt}`,
    }),
  };
}

const localityKinds: Record<string, string> = {
  "part of the municipality name": "Ortsteil",
  "former municipality": "Frühere Gemeinde, heute Teil",
};

function describeAssociation(
  association: AssociationRecord,
  speaker: MunicipalityRecord,
  superior: Superior,
): PlaceEntry {
  const name = `Verbandsgemeinde ${association.name}`;
  const why = speaker.name === association.seat ? "ihr Sitz" : "ihre größte Gemeinde";
  return {
    ...describe("association", association.name, speaker, superior),
    id: `association:${association.key}`,
    rank: 500_000,
    hit: makeHit("association", name, speaker, superior, {
      reason: `${name}; als Ort steht ${why} ${speaker.name}`,
    }),
  };
}

function describeDistrict(
  district: DistrictRecord,
  speaker: MunicipalityRecord,
  superior: Superior,
): PlaceEntry {
  const why = speaker.name === district.seat ? "die Kreisstadt" : "die größte Gemeinde";
  const names = [district.shortName, district.name];
  if (district.name.startsWith("Eifelkreis")) names.push("Eifelkreis");
  return {
    ...describe("district", district.shortName, speaker, superior),
    keys: names.map((name) => makeKey(name, 1)),
    id: `district:${district.ags}`,
    rank: 400_000,
    hit: makeHit("district", district.name, speaker, superior, {
      reason: `${district.name}; als Ort steht ${why} ${speaker.name}`,
    }),
  };
}

function describe(
  kind: PlaceEntry["kind"],
  name: string,
  municipality: MunicipalityRecord,
  superior: Superior,
): Pick<PlaceEntry, "kind" | "keys" | "qualifiers" | "surroundings" | "municipality"> {
  const { base, qualifiers } = splitName(name);
  const above = [municipality.name, superior.association?.name ?? "", superior.district.shortName];
  return {
    kind,
    keys: nameVariants(name, base),
    qualifiers,
    surroundings: new Set(above.flatMap((text) => text.split(/[\s\-()]+/)).map(foldSpelling)),
    municipality,
  };
}

const qualifierPattern = /\s*\((.+)\)$|\s+(?:an der|am|bei)\s+(.+)$/;

function splitName(name: string): { base: string; qualifiers: string[] } {
  const match = qualifierPattern.exec(name);
  if (match === null) return { base: name, qualifiers: [] };
  const qualifier = foldSpelling(match[1] ?? match[2] ?? "");
  return { base: name.slice(0, match.index), qualifiers: [qualifier] };
}

function nameVariants(name: string, base: string): PlaceKey[] {
  const keys = [makeKey(name, 1)];
  if (base !== name) keys.push(makeKey(base, 1));
  if (base.startsWith("Bad ")) keys.push(makeKey(base.slice(4), 0.9));
  if (base.includes("-")) {
    for (const part of base.split("-")) if (part.length >= 5) keys.push(makeKey(part, 0.9));
  }
  return keys;
}

function makeKey(name: string, weight: number): PlaceKey {
  return { spelling: foldSpelling(name), sound: soundOf(name), weight };
}

function makeHit(
  kind: PlaceHit["kind"],
  name: string,
  municipality: MunicipalityRecord,
  superior: Superior,
  { reason }: { reason: string },
): PlaceEntry["hit"] {
  const { association, district } = superior;
  return {
    kind,
    name,
    municipality: { ags: municipality.ags, name: municipality.name },
    association: association === null ? null : { key: association.key, name: association.name },
    district: { ags: district.ags, name: district.name },
    reason,
  };
}

function groupByPostalCode(entries: PlaceEntry[]): Map<string, PlaceEntry[]> {
  const groups = new Map<string, PlaceEntry[]>();
  for (const entry of entries.toSorted((a, b) => b.rank - a.rank)) {
    if (entry.kind !== "municipality") continue;
    for (const code of entry.municipality.postalCodes) {
      groups.set(code, [...(groups.get(code) ?? []), entry]);
    }
  }
  return groups;
}
