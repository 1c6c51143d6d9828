import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { columns, smallEntries } from "./small-entries.ts";

/** A whole knowledge base, small enough to read: two districts, two associations, one free town. */
const files: Record<string, string> = {
  "places/districts.csv": `ags,name,short,seat,licence_plates
07231,Landkreis Bernkastel-Wittlich,Bernkastel-Wittlich,Wittlich,WIL;BKS
07233,Landkreis Vulkaneifel,Vulkaneifel,Daun,DAU
`,
  "places/associations.csv": `association_key,district_ags,name,seat
072315009,07231,Traben-Trarbach,Traben-Trarbach
072335001,07233,Daun,Daun
`,
  "places/municipalities.csv": `${columns(
    "ags ars name kind association_name association_key district_ags",
    "postal_codes area_codes population_2022",
  )}
07231075,072315009075,Kröv,Ortsgemeinde,Traben-Trarbach,072315009,07231,54536,06541,2000
07231134,072310134134,Wittlich,verbandsfreie Stadt,,072310134,07231,54516,06571,19000
07233501,072335001501,Daun,Stadt,Daun,072335001,07233,54550,06592,8000
`,
  "places/localities.csv": `name,municipality_ags,kind,postal_codes,certainty
`,
  "places/area_codes.csv": `${columns(
    "area_code exchange_name municipality_ags district_ags other_municipality_count certainty",
  )}
`,
  "places/territory_changes.csv": `${columns(
    "former_ags former_ars former_name kind association_key district_ags postal_codes area_codes",
    "valid_until successor_ags successor_valid_from",
  )}
`,
  "administrations/administrations.yaml": `- id: bernkastel-wittlich
  ags: "07231"
  name: Kreisverwaltung Bernkastel-Wittlich
  shortName: Bernkastel-Wittlich
  code: WIL
  position: 1
  answers115Since: "2026-01-01"
- id: vulkaneifel
  ags: "07233"
  name: Kreisverwaltung Vulkaneifel
  shortName: Vulkaneifel
  code: DAU
  position: 2
  closures:
    - { from: "2026-12-24", to: "2026-12-24", reason: Heiligabend }
`,
  "administrations/lines.yaml": `- id: "115"
  number: "115"
  name: Behördennummer 115
  kind: "115"
  greeting: "115, guten Tag, mein Name ist {name}."
  hours: dienst
  demonstrationHours: immer
  closedAnnouncement: Wir sind Montag bis Freitag für Sie da.
  answerTargetSeconds: 30
  offerSecondsMax: 20
  ringSecondsMax: 20
  transferSecondsMax: 25
  wrapUpSecondsMax: 60
  recallReservedSecondsMax: 30
  position: 1
- id: zentrale-vulkaneifel
  number: "9330"
  name: Zentrale Vulkaneifel
  kind: switchboard
  administrationId: vulkaneifel
  greeting: "Kreisverwaltung Vulkaneifel, guten Tag."
  hours: dienst
  closedAnnouncement: Wir sind Montag bis Freitag für Sie da.
  answerTargetSeconds: 20
  offerSecondsMax: 20
  ringSecondsMax: 20
  transferSecondsMax: 25
  wrapUpSecondsMax: 30
  recallReservedSecondsMax: 30
  position: 2
`,
  "directory/hours.yaml": `immer:
  monday: [{ from: "00:00", to: "24:00" }]
  tuesday: [{ from: "00:00", to: "24:00" }]
  wednesday: [{ from: "00:00", to: "24:00" }]
  thursday: [{ from: "00:00", to: "24:00" }]
  friday: [{ from: "00:00", to: "24:00" }]
  saturday: [{ from: "00:00", to: "24:00" }]
  sunday: [{ from: "00:00", to: "24:00" }]
dienst:
  monday: [{ from: "08:00", to: "16:00" }]
  tuesday: [{ from: "08:00", to: "16:00" }]
  wednesday: [{ from: "08:00", to: "16:00" }]
  thursday: [{ from: "08:00", to: "18:00" }]
  friday: [{ from: "08:00", to: "12:00" }]
kurz:
  tuesday: [{ from: "09:00", to: "11:00" }]
`,
  "directory/entries.csv": smallEntries,
  "authorities/authorities.yaml": `- id: kreis-bernkastel-wittlich
  kind: district
  name: Kreisverwaltung Bernkastel-Wittlich
  administrationId: bernkastel-wittlich
  districtAgs: ["07231"]
- id: kreis-vulkaneifel
  kind: district
  name: Kreisverwaltung Vulkaneifel
  administrationId: vulkaneifel
  districtAgs: ["07233"]
- id: vg-traben-trarbach
  kind: association
  name: Verbandsgemeinde Traben-Trarbach
  associationKey: "072315009"
- id: vg-daun
  kind: association
  name: Verbandsgemeinde Daun
  associationKey: "072335001"
- id: stadt-wittlich
  kind: municipality
  name: Stadt Wittlich
  municipalityAgs: "07231134"
- id: art
  kind: specialPurpose
  name: Zweckverband Abfallwirtschaft Region Trier (A.R.T.)
  districtAgs: ["07231", "07233"]
`,
  "services/personalausweis.md": `---
name: Personalausweis
category: Ausweise
leikaKey: "99008001012000"
level: verbandsgemeinde
responsibleUnit: Bürgerbüro
unitKey: buergerbuero
synonyms: [Perso, Ausweis]
related: [kfz-zulassung]
legalBasis: [PAuswG]
completeness: full
source: PAuswG
checkedAt: "2026-11-01"
reviewMonths: 6
agentHints: Nie die Seriennummer erfragen.
answers:
  shared:
    fee: 37,00 Euro
    documents: [alter Ausweis, Lichtbild]
  vulkaneifel:
    fee: 37,00 Euro, Eilausgabe 20,00 Euro mehr
    sample: true
    checkedAt: "2026-10-01"
---

# Antwort

> Den Personalausweis beantragen Sie persönlich im Bürgerbüro.
>
> Bringen Sie den alten Ausweis mit.

## Ablauf

1. Termin vereinbaren
2. Antrag stellen

# Antwort: vulkaneifel

> In der Verbandsgemeinde Daun geht das ohne Termin.
`,
  "services/kfz-zulassung.md": `---
name: Kfz-Zulassung
category: Verkehr
level: kreis
responsibleUnit: Kfz-Zulassungsstelle
unitKey: kfz-zulassung
synonyms: [Auto anmelden]
responsibility:
  - districts: ["07231", "07233"]
    level: district
    sharedByDistricts: true
completeness: basic
source: FZV
checkedAt: "2026-11-01"
---
`,
  "services/sperrmuell.md": `---
name: Sperrmüll
category: Abfall
level: zweckverband
responsibleUnit: Zweckverband A.R.T.
unitKey: telefonzentrale
synonyms: [Sofa abholen, Auto entsorgen]
responsibility:
  - authority: art
    because: der A.R.T. in diesem Kreis den Abfall entsorgt
completeness: basic
source: Satzung
checkedAt: "2026-11-01"
answers:
  shared:
    scope: external
---
`,
};

export interface SmallTree extends Disposable {
  root: string;
  write(file: string, text: string): void;
  /** Replaces the first occurrence; the text must be there. */
  edit(file: string, from: string, to: string): void;
  remove(file: string): void;
}

/** Writes the small knowledge base into a folder of its own; `using` deletes it. */
export function smallTree(): SmallTree {
  const root = mkdtempSync(join(tmpdir(), "knowledge-"));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return treeAt(root, write);
}

function treeAt(root: string, write: SmallTree["write"]): SmallTree {
  return {
    root,
    write,
    edit(file, from, to) {
      const text = readFileSync(join(root, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      write(file, text.replace(from, to));
    },
    remove: (file) => rmSync(join(root, file)),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The lines of a file, so that a test can say where a mistake lies without counting. */
export function lineOf(tree: SmallTree, file: string, text: string): number {
  const lines = readFileSync(join(tree.root, file), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}
