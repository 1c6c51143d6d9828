const entryColumns = columns(
  "id kind name unit unitKey task keywords room extension publicNumber email address",
  "authorityId administrationId deputyId hours confidential sample",
);

/** The head of a CSV file. */
export function columns(...names: string[]): string {
  return names.join(" ").replaceAll(" ", ",");
}

/** Units with the hours "dienst" and a sample mark, unless a row says otherwise. */
function entriesTable(rows: readonly Record<string, string>[]): string {
  const defaults = { kind: "unit", hours: "dienst", confidential: "false", sample: "true" };
  const lines = rows.map((row) => {
    const cells: Record<string, string> = { ...defaults, ...row };
    return entryColumns
      .split(",")
      .map((column) => cells[column] ?? "")
      .join(",");
  });
  return `${[entryColumns, ...lines].join("\n")}\n`;
}

/** directory/entries.csv of the small knowledge base. */
export const smallEntries = entriesTable([
  {
    id: "wil-zentrale",
    name: "Zentrale Bernkastel-Wittlich",
    unit: "Zentrale",
    unitKey: "telefonzentrale",
    extension: "1000",
    publicNumber: "06571 14-0",
    authorityId: "kreis-bernkastel-wittlich",
    administrationId: "bernkastel-wittlich",
  },
  {
    id: "wil-kfz",
    name: "Zulassung Wittlich",
    unit: "Kfz-Zulassungsstelle",
    unitKey: "kfz-zulassung",
    task: "Fahrzeuge an- und abmelden",
    keywords: "Auto;Kennzeichen",
    room: "E 12",
    extension: "1001",
    publicNumber: "06571 14-2001",
    authorityId: "kreis-bernkastel-wittlich",
    administrationId: "bernkastel-wittlich",
    deputyId: "wil-meyer",
  },
  {
    id: "wil-meyer",
    kind: "person",
    name: "Sabine Mustermeyer",
    unit: "Kfz-Zulassungsstelle",
    task: "Vertretung Zulassung",
    room: "E 13",
    extension: "1002",
    authorityId: "kreis-bernkastel-wittlich",
    administrationId: "bernkastel-wittlich",
  },
  {
    id: "wil-frauenhaus",
    kind: "person",
    name: "Petra Musterschutz",
    unit: "Jugendamt",
    task: "Schutzwohnung",
    keywords: "Frauenhaus",
    extension: "1066",
    publicNumber: "06571 990066",
    authorityId: "kreis-bernkastel-wittlich",
    administrationId: "bernkastel-wittlich",
    confidential: "true",
  },
  {
    id: "dau-zentrale",
    name: "Zentrale Vulkaneifel",
    unit: "Zentrale",
    unitKey: "telefonzentrale",
    extension: "3000",
    publicNumber: "06592 933-0",
    authorityId: "kreis-vulkaneifel",
    administrationId: "vulkaneifel",
    hours: "immer",
  },
  {
    id: "dau-kfz",
    name: "Zulassung Daun",
    unit: "Kfz-Zulassungsstelle",
    unitKey: "kfz-zulassung",
    keywords: "Auto",
    extension: "3001",
    authorityId: "kreis-vulkaneifel",
    administrationId: "vulkaneifel",
    hours: "kurz",
  },
  {
    id: "vgt-zentrale",
    name: "Zentrale VG Traben-Trarbach",
    unit: "Zentrale",
    unitKey: "telefonzentrale",
    extension: "5000",
    authorityId: "vg-traben-trarbach",
  },
  {
    id: "vgt-buerger",
    name: "Bürgerbüro Traben-Trarbach",
    unit: "Bürgerbüro",
    unitKey: "buergerbuero",
    task: "Ausweise und Pässe",
    keywords: "Perso",
    extension: "5001",
    authorityId: "vg-traben-trarbach",
  },
  {
    id: "vgd-zentrale",
    name: "Zentrale VG Daun",
    unit: "Zentrale",
    unitKey: "telefonzentrale",
    extension: "5100",
    authorityId: "vg-daun",
  },
  {
    id: "stw-zentrale",
    name: "Zentrale Stadt Wittlich",
    unit: "Zentrale",
    unitKey: "telefonzentrale",
    extension: "5200",
    authorityId: "stadt-wittlich",
  },
  {
    id: "art-zentrale",
    name: "Zentrale A.R.T.",
    unit: "Zentrale",
    unitKey: "telefonzentrale",
    publicNumber: "0651 9491-0",
    authorityId: "art",
  },
]);
