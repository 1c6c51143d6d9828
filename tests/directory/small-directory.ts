import type {
  AdministrationRecord,
  DirectoryRecords,
  EntryRecord,
} from "../../src/directory/records.ts";
import type { WeeklyHours } from "../../src/directory/schema.ts";

const officeDay = [{ from: "08:00", to: "16:00" }];
export const office: WeeklyHours = {
  monday: officeDay,
  tuesday: officeDay,
  wednesday: officeDay,
  thursday: officeDay,
  friday: [{ from: "08:00", to: "12:00" }],
};

export function administration(
  fields: Pick<AdministrationRecord, "id" | "ags" | "code" | "position"> &
    Partial<AdministrationRecord>,
): AdministrationRecord {
  return {
    name: `Kreisverwaltung ${fields.id}`,
    shortName: fields.id,
    answers115Since: null,
    answers115Until: null,
    switchboardJoinedSince: null,
    switchboardJoinedUntil: null,
    knowledgeProvidedSince: null,
    knowledgeProvidedUntil: null,
    closures: [],
    ...fields,
  };
}

export function entry(
  fields: Pick<EntryRecord, "id" | "name"> & Partial<EntryRecord>,
): EntryRecord {
  return {
    kind: "unit",
    unit: null,
    unitKey: null,
    task: null,
    keywords: [],
    room: null,
    extension: null,
    publicNumber: null,
    email: null,
    address: null,
    authorityId: null,
    administrationId: null,
    deputyId: null,
    hours: office,
    confidential: false,
    sample: true,
    ...fields,
  };
}

const wil = { administrationId: "bernkastel-wittlich", authorityId: "kreis-bernkastel-wittlich" };
const dau = { administrationId: "vulkaneifel", authorityId: "kreis-vulkaneifel" };

/** Two districts, invented people. */
export const smallDirectory: DirectoryRecords = {
  administrations: [
    administration({
      id: "bernkastel-wittlich",
      ags: "07231",
      code: "WIL",
      position: 1,
      answers115Since: "2026-01-15",
      closures: [{ from: "2026-02-16", to: "2026-02-16", reason: "Rosenmontag" }],
    }),
    administration({
      id: "vulkaneifel",
      ags: "07233",
      code: "DAU",
      position: 2,
      answers115Since: "2020-01-01",
      answers115Until: "2026-06-30",
    }),
  ],
  lines: [],
  entries: [
    entry({
      id: "wil-kfz",
      name: "Zulassungsstelle Wittlich",
      unit: "Kfz-Zulassung",
      unitKey: "kfz-zulassung",
      task: "Fahrzeuge an- und abmelden",
      keywords: ["Auto", "Kennzeichen"],
      room: "E 12",
      extension: "1001",
      publicNumber: "06571 14-2001",
      deputyId: "wil-mueller",
      ...wil,
    }),
    entry({
      id: "dau-kfz",
      name: "Zulassungsstelle Daun",
      unit: "Kfz-Zulassung",
      unitKey: "kfz-zulassung",
      keywords: ["Auto", "Kennzeichen"],
      extension: "3001",
      ...dau,
    }),
    entry({
      id: "wil-mueller",
      kind: "person",
      name: "Sabine Müller-Muster",
      unit: "Kfz-Zulassung",
      task: "Kurzzeitkennzeichen",
      room: "117",
      extension: "1002",
      ...wil,
    }),
    entry({
      id: "dau-mueller",
      kind: "person",
      name: "Peter Mueller-Probe",
      unit: "Jugendamt",
      task: "Unterhaltsvorschuss",
      extension: "3017",
      ...dau,
    }),
    entry({
      id: "wil-schutz",
      kind: "person",
      name: "Petra Musterschutz",
      unit: "Jugendamt",
      task: "Schutzwohnung",
      keywords: ["Frauenhaus"],
      extension: "1066",
      publicNumber: "06571 990066",
      confidential: true,
      ...wil,
    }),
    entry({
      id: "art",
      name: "Zweckverband A.R.T.",
      unit: "Zentrale",
      unitKey: "telefonzentrale",
      keywords: ["Sperrmüll", "Mülltonne"],
      publicNumber: "0651 9491-0",
      authorityId: "art",
    }),
  ],
};
