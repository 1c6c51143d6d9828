import { directoryFiles } from "../directory/import.ts";
import type { Mistake } from "../directory/mistake.ts";
import { switchboardUnitKey } from "./escalation.ts";
import { authoritiesFile, type KnowledgeTree, type ReadService } from "./knowledge-tree.ts";
import type { AuthorityRecord } from "./records.ts";

/** Everything that one file says about another must lead somewhere. */
export function checkReferences(tree: KnowledgeTree): Mistake[] {
  const known = knownKeys(tree);
  return [
    ...tree.authorities.flatMap(({ record, line }) =>
      checkAuthority(record, known).map((message) => ({ file: authoritiesFile, line, message })),
    ),
    ...checkCoverage(tree),
    ...checkEntries(tree, known),
    ...tree.services.flatMap((service) => checkService(service, known)),
  ];
}

type KnownKeys = ReturnType<typeof knownKeys>;

function knownKeys({ authorities, directory, places, services, skipped }: KnowledgeTree) {
  const { entries, administrations } = directory.records;
  return {
    authorities: new Set(authorities.map(({ record }) => record.id)),
    administrations: new Set(administrations.map((each) => each.id)),
    districts: new Set(places.districts.map((district) => district.ags)),
    associations: new Set(places.associations.map((association) => association.key)),
    municipalities: new Set(places.municipalities.map((municipality) => municipality.ags)),
    units: new Set(entries.map((entry) => entry.unitKey)),
    switchboards: new Set(
      entries
        .filter((entry) => entry.kind === "unit" && entry.unitKey === switchboardUnitKey)
        .map((entry) => entry.authorityId),
    ),
    services: new Set([...services.map(({ file }) => file.slug), ...skipped]),
  };
}

function checkAuthority(record: AuthorityRecord, known: KnownKeys): string[] {
  const { id, kind, administrationId, associationKey, municipalityAgs, districtAgs } = record;
  const messages: string[] = [];
  if (administrationId !== null && !known.administrations.has(administrationId)) {
    messages.push(`„${id}“ nennt die unbekannte Verwaltung „${administrationId}“.`);
  }
  if (associationKey !== null && !known.associations.has(associationKey)) {
    messages.push(`„${id}“ nennt den unbekannten Schlüssel ${associationKey}.`);
  }
  if (municipalityAgs !== null && !known.municipalities.has(municipalityAgs)) {
    messages.push(`„${id}“ nennt den unbekannten Gemeindeschlüssel ${municipalityAgs}.`);
  }
  for (const ags of districtAgs.filter((each) => !known.districts.has(each))) {
    messages.push(`„${id}“ nennt den unbekannten Kreisschlüssel ${ags}.`);
  }
  if (kind === "association" && associationKey === null) {
    messages.push(`„${id}“ ist eine Verbandsgemeinde; ergänzen Sie „associationKey“.`);
  }
  if (kind === "municipality" && municipalityAgs === null) {
    messages.push(`„${id}“ ist eine Gemeinde; ergänzen Sie „municipalityAgs“.`);
  }
  if (kind === "district" && districtAgs.length !== 1) {
    messages.push(
      `„${id}“ ist eine Kreisverwaltung; nennen Sie in „districtAgs“ genau einen Kreis.`,
    );
  }
  if (!known.switchboards.has(id)) {
    messages.push(
      `„${id}“ ist nicht erreichbar; ergänzen Sie in ${directoryFiles.entries} eine Stelle mit unitKey „${switchboardUnitKey}“.`,
    );
  }
  return messages;
}

/** Each district, association and free municipality has exactly one authority. */
function checkCoverage({ authorities, places }: KnowledgeTree): Mistake[] {
  const records = authorities.map(({ record }) => record);
  const counts = new Map<string, number>();
  const count = (key: string | null | undefined) => {
    if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const record of records) {
    count(`id ${record.id}`);
    if (record.kind === "district") count(record.districtAgs[0]);
    if (record.kind === "association") count(record.associationKey);
    if (record.kind === "municipality") count(record.municipalityAgs);
  }
  const free = places.municipalities.filter(
    ({ associationKey, validUntil }) => associationKey === null && validUntil === null,
  );
  const needed = [
    ...places.districts.map(({ ags, name }) => ({ key: ags, name })),
    ...places.associations.map(({ key, name }) => ({ key, name: `Verbandsgemeinde ${name}` })),
    ...free.map(({ ags, name }) => ({ key: ags, name })),
  ];
  const at = { file: authoritiesFile, line: 1 };
  return [
    ...needed
      .filter(({ key }) => counts.get(key) !== 1)
      .map(({ key, name }) => ({
        ...at,
        message: `Für ${name} (${key}) gibt es ${counts.get(key) ?? 0} Behörden; nötig ist genau eine.`,
      })),
    ...authorities
      .filter(({ record }) => (counts.get(`id ${record.id}`) ?? 0) > 1)
      .map(({ record, line }) => ({
        ...at,
        line,
        message: `Das Kürzel „${record.id}“ kommt mehrfach vor; vergeben Sie ein anderes.`,
      })),
  ];
}

function checkEntries({ directory }: KnowledgeTree, known: KnownKeys): Mistake[] {
  return directory.records.entries
    .filter(({ authorityId }) => authorityId !== null && !known.authorities.has(authorityId))
    .map(({ id, authorityId }) => ({
      file: directoryFiles.entries,
      line: directory.entryLines.get(id) ?? 1,
      message: `„${id}“ nennt die unbekannte Behörde „${authorityId}“.`,
    }));
}

function checkService({ path, file, lineOf }: ReadService, known: KnownKeys): Mistake[] {
  const { frontMatter, sections } = file;
  const mistakes: Mistake[] = [];
  const report = (where: readonly PropertyKey[], message: string) => {
    mistakes.push({ file: path, line: lineOf(where), message });
  };
  if (!known.units.has(frontMatter.unitKey)) {
    report(
      ["unitKey"],
      `Die Stelle „${frontMatter.unitKey}“ gibt es im Verzeichnis nicht; berichtigen Sie sie oder ergänzen Sie ${directoryFiles.entries}.`,
    );
  }
  frontMatter.related.forEach((slug, index) => {
    if (!known.services.has(slug)) {
      report(["related", index], `Die verwandte Leistung „${slug}“ gibt es nicht.`);
    }
    if (slug === file.slug)
      report(["related", index], "Die Leistung ist mit sich selbst verwandt.");
  });
  frontMatter.responsibility.forEach((rule, index) => {
    const where = ["responsibility", index];
    if (rule.authority && !known.authorities.has(rule.authority)) {
      report([...where, "authority"], `Die Behörde „${rule.authority}“ gibt es nicht.`);
    }
    if (rule.unitKey && !known.units.has(rule.unitKey)) {
      report([...where, "unitKey"], `Die Stelle „${rule.unitKey}“ gibt es im Verzeichnis nicht.`);
    }
    for (const ags of rule.districts ?? []) {
      if (!known.districts.has(ags))
        report([...where, "districts"], `Den Kreis ${ags} gibt es nicht.`);
    }
    for (const key of rule.places ?? []) {
      if (!known.municipalities.has(key) && !known.associations.has(key)) {
        report([...where, "places"], `Gemeinde oder Verbandsgemeinde ${key} gibt es nicht.`);
      }
    }
  });
  const hasCases = frontMatter.responsibility.some((rule) => rule.case !== undefined);
  if (hasCases && frontMatter.question === undefined) {
    report(
      ["responsibility"],
      "Die Regeln haben Fälle; schreiben Sie unter „question“, was zu fragen ist.",
    );
  }
  if (!hasCases && frontMatter.question !== undefined) {
    report(["question"], "Zu dieser Frage gibt es keine Fälle; ergänzen Sie „case“ in den Regeln.");
  }
  const isScope = (id: string) => id === "shared" || known.administrations.has(id);
  for (const id of Object.keys(frontMatter.answers)) {
    if (!isScope(id)) report(["answers", id], `Die Verwaltung „${id}“ gibt es nicht.`);
  }
  for (const id of Object.keys(sections)) {
    if (!isScope(id)) report(["sections", id], `Die Verwaltung „${id}“ gibt es nicht.`);
  }
  if (frontMatter.completeness === "full") {
    const spoken = (id: string) => sections[id]?.spoken ?? null;
    if (spoken("shared") === null && [...known.administrations].some((id) => spoken(id) === null)) {
      report(
        ["completeness"],
        "Eine vollständige Leistung braucht Worte zum Vorlesen; beginnen Sie „# Antwort“ mit einem Zitat (>).",
      );
    }
  }
  return mistakes;
}
