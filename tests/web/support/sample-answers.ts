import type { SkillOnDuty } from "../../../src/dashboard/skills.ts";
import type { AdministrationView, DirectoryHit } from "../../../src/directory/schema.ts";
import type { AnswerView, EscalationTarget, ServiceDetail } from "../../../src/knowledge/schema.ts";
import type { PlaceHit } from "../../../src/places/schema.ts";

/** Invented, and only as much as the screens need. */
export const administrations: AdministrationView[] = [
  ["bernkastel-wittlich", "07231", "Bernkastel-Wittlich", "WIL"],
  ["bitburg-pruem", "07232", "Bitburg-Prüm", "BIT"],
  ["cochem-zell", "07135", "Cochem-Zell", "COC"],
  ["vulkaneifel", "07233", "Vulkaneifel", "DAU"],
].map(([id = "", ags = "", shortName = "", code = ""], index) => ({
  id,
  ags,
  name: `Kreisverwaltung ${shortName}`,
  shortName,
  code,
  position: index + 1,
  answers115: true,
  switchboardJoined: true,
  knowledgeProvided: true,
}));

function answer(administrationId: string | null, spoken: string): AnswerView {
  return {
    scope: administrationId ? "district" : "shared",
    administrationId,
    spoken,
    text:
      "## Ablauf\n\nDer Antrag wird persönlich gestellt & sofort geprüft.\n\n" +
      "- Foto digital aufnehmen lassen\n- Fingerabdrücke abgeben\n\n" +
      "| Alter | Gültigkeit |\n|---|---|\n| unter 24 | 6 Jahre |\n| ab 24 | 10 Jahre |\n\n" +
      "<script>window.broken = true</script>\n\nMehr beim [Bund](https://www.personalausweisportal.de).",
    fee: "37,00 €, unter 24 Jahren 22,80 €",
    duration: "etwa 3 Wochen",
    deadline: null,
    appointment: "nötig",
    documents: ["alter Personalausweis oder Reisepass", "biometrisches Foto"],
    onlineUrl: "https://www.personalausweisportal.de/",
    sample: administrationId === "vulkaneifel",
    source: "Personalausweisgesetz (PAuswG)",
    checkedAt: "2026-11-03",
    reviewDueAt: "2027-11-03",
    validUntil: null,
  };
}

function target(
  id: string,
  kind: EscalationTarget["kind"],
  name: string,
  extension: string | null,
  reachableNow = true,
): EscalationTarget {
  return {
    id,
    kind,
    name,
    detail: kind === "deputy" ? "Ausweise und Pässe" : "",
    extension,
    administrationId: "bernkastel-wittlich",
    reachableNow,
    reachability: reachableNow ? "geöffnet bis 16:00" : "geschlossen, öffnet Mo 08:00",
    hours: kind === "ticket" ? "" : "Mo–Fr 08:00–16:00",
    opensAt: reachableNow ? null : "2026-11-30T07:00:00.000Z",
    sample: kind === "deputy",
    confidential: false,
  };
}

const escalation = [
  target("unit-1", "unit", "Bürgerbüro Traben-Trarbach", "20310", false),
  target("deputy-1", "deputy", "Vertretung Muster", "20311"),
  target("switchboard-1", "switchboard", "Telefonzentrale VG Traben-Trarbach", "20300"),
  target("ticket:bernkastel-wittlich", "ticket", "Weiterleitung Bernkastel-Wittlich", null),
];

const perso = [
  ["personalausweis", "Personalausweis beantragen", "Persönlich im Bürgerbüro, mit Termin."],
  ["personalausweis-vorlaeufig", "Vorläufiger Personalausweis", "Sofort, drei Monate gültig."],
  ["personalausweis-verlust", "Personalausweis verloren", "Verlust sofort melden."],
  ["kfz-zulassung", "Kraftfahrzeug anmelden", "Bei jeder Zulassungsstelle der vier Kreise."],
].map(([slug = "", name = "", excerpt = ""], index) => ({
  slug,
  name,
  category: slug.startsWith("kfz") ? "Fahrzeuge" : "Ausweise und Meldewesen",
  score: 1 - index / 10,
  excerpt,
  why: `Alltagswort »${slug.startsWith("kfz") ? "Auto" : "Perso"}« für ${name}`,
}));

/** One whose place is not the caller's home, one that asks back, one with a long title. */
const others = [
  ["sterbeurkunde", "Sterbeurkunde ausstellen", "Das Standesamt des Sterbeortes stellt sie aus."],
  ["strassenschaden", "Straßenschaden melden", "Wo ist der Schaden genau?"],
  [
    "lebensmittelueberwachung",
    "Lebensmittelüberwachungsbeschwerde aufnehmen",
    "Was ist Ihnen in welchem Betrieb und an welchem Tag aufgefallen, und haben Sie die Ware noch?",
  ],
].map(([slug = "", name = "", excerpt = ""]) => ({
  slug,
  name,
  category: "Anderes",
  score: 1,
  excerpt,
  why: "Name der Leistung",
}));

export const services = [...perso, ...others];

const streetCases = ["Straße der Gemeinde", "Landes- oder Kreisstraße", "Autobahn"];

export function serviceDetail(
  slug: string,
  placeAgs: string | null,
  chosen: string | null = null,
): ServiceDetail | null {
  const hit = services.find((service) => service.slug === slug);
  if (!hit) return null;
  const place = placeAgs ? { ags: placeAgs, name: "Kröv", districtAgs: "07231" } : null;
  const asks = slug === "strassenschaden" && place !== null;
  const decided = place !== null && (!asks || chosen !== null);
  const spoken = (where: string) =>
    `${hit.name}: Das erledigen Sie persönlich im Bürgerbüro ${where}.\n\nBitte mit Termin.`;
  return {
    ...hit,
    leikaKey: "99010001001000",
    level: "verbandsgemeinde",
    responsibleUnit: "Bürgerbüro",
    synonyms: ["Perso"],
    legalBasis: ["§ 7 PAuswG"],
    related: [{ slug: "personalausweis-verlust", name: "Personalausweis verloren" }],
    completeness: slug === "personalausweis-vorlaeufig" ? "basic" : "full",
    agentHints: "Bei Kindern unter 16 nach der Zustimmung beider Eltern fragen.",
    place,
    responsibility: !decided
      ? null
      : {
          authority: {
            id: "vg-traben-trarbach",
            kind: "association",
            name: "Verbandsgemeinde Traben-Trarbach",
            address: "Am Markt 3, 56841 Traben-Trarbach",
            phone: "06541 708-0",
            website: "https://www.vgtt.de/",
            sample: false,
          },
          reason:
            "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil Personalausweise " +
            "Aufgabe der Verbandsgemeinde sind.",
        },
    placeRole: slug === "sterbeurkunde" ? "Sterbeort" : null,
    question: asks ? { ask: "Um welche Straße geht es?", cases: streetCases, chosen } : null,
    responsibilityProblem: null,
    answer: answer(null, spoken(place ? "Traben-Trarbach" : "Ihres Wohnorts")),
    variants: administrations.map((administration) => ({
      administrationId: administration.id,
      administrationName: administration.shortName,
      code: administration.code,
      answer:
        administration.id === "cochem-zell"
          ? null
          : answer(administration.id, spoken(administration.shortName)),
    })),
    escalation: decided ? escalation : [],
  };
}

const mosel = { ags: "07231", name: "Landkreis Bernkastel-Wittlich" };

export const places: PlaceHit[] = [
  municipality("Kröv", "07231071", "Traben-Trarbach", "07231509", mosel, "Gemeinde", false),
  municipality("Esch", "07231033", "Wittlich-Land", "07231510", mosel, "bei Wittlich", true),
  municipality(
    "Esch",
    "07233019",
    "Gerolstein",
    "07233502",
    { ags: "07233", name: "Landkreis Vulkaneifel" },
    "bei Jünkerath",
    true,
  ),
  {
    kind: "locality",
    name: "Wengerohr",
    municipality: { ags: "07231134", name: "Wittlich" },
    association: null,
    district: mosel,
    score: 1,
    ambiguous: false,
    reason: "Stadtteil von Wittlich",
  },
];

function municipality(
  name: string,
  ags: string,
  association: string,
  key: string,
  district: PlaceHit["district"],
  reason: string,
  ambiguous: boolean,
): PlaceHit {
  return {
    kind: "municipality",
    name,
    municipality: { ags, name },
    association: { key, name: association },
    district,
    score: 1,
    ambiguous,
    reason,
  };
}

export const directory: DirectoryHit[] = [
  entry("standesamt", "unit", "Standesamt Bitburg", "Trauungen", "2401", "bitburg-pruem", false),
  entry("kfz-wil", "unit", "Zulassungsstelle Wittlich", "KFZ-Zulassung", "2210"),
  entry("muster", "person", "Erika Mustermann", "Kraftfahrzeuge", "2214"),
  entry("bau-dau", "unit", "Bauaufsicht Daun", "Bauanträge", "4410", "vulkaneifel", false),
  {
    ...entry("schutz", "unit", "Frauenhaus, Notaufnahme", "Franz und Fran klingen so", "7777"),
    sure: false,
  },
  { ...entry("notruf", "unit", "Krisentelefon", "Hilfe in Not", "7778"), confidential: true },
];

/** What the team can do: one language with a colleague free, two without anybody on duty. */
export const skills: SkillOnDuty[] = [
  { name: "Englisch", onDuty: 0, ready: 0, own: true },
  { name: "Französisch", onDuty: 1, ready: 1, own: false },
  { name: "Polnisch", onDuty: 0, ready: 0, own: false },
];

function entry(
  id: string,
  kind: DirectoryHit["kind"],
  name: string,
  task: string,
  extension: string,
  administrationId = "bernkastel-wittlich",
  reachableNow = true,
): DirectoryHit {
  const administration = administrations.find((each) => each.id === administrationId);
  return {
    id,
    kind,
    name,
    unit: kind === "person" ? "Straßenverkehrsamt" : null,
    task,
    room: kind === "person" ? "Zimmer 104" : null,
    extension,
    publicNumber: kind === "person" ? null : "06571 900090",
    administrationId,
    administrationCode: administration?.code ?? null,
    deputy: null,
    confidential: kind === "person",
    sample: true,
    reachableNow,
    reachability: reachableNow ? "geöffnet bis 16:00" : "geschlossen, öffnet Mo 08:00",
    score: 1,
    sure: true,
  };
}
