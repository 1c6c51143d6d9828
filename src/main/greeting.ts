import type { Config } from "../config.ts";
import { isOpen } from "../directory/hours.ts";
import type { WeeklyHours } from "../directory/schema.ts";
import type { Role } from "../identity/permissions.ts";
import type { People } from "./people.ts";

const officeDay = [{ from: "08:00", to: "12:00" }];
/** When nearly every office of the demonstration is open. */
const officeHours: WeeklyHours = {
  monday: officeDay,
  tuesday: officeDay,
  wednesday: officeDay,
  thursday: officeDay,
  friday: officeDay,
};

const roleWords: Record<Role, string> = {
  agent: "Agent/in",
  operator: "Vermittlung",
  editor: "Redaktion",
  supervisor: "Leitung",
  administrator: "Administration",
};

/**
 * What the terminal says once the doors are open.
 * @param writing whether this process runs the centre, or stands by while another one does
 * @param now of the centre's clock, in milliseconds
 */
export function greetingOf(
  config: Config,
  address: string,
  people: People,
  writing: boolean,
  now: number,
): string {
  const lines = ["", "115-Servicecenter", `  Adresse: ${address}`];
  if (!writing) {
    lines.push(
      "  Ein anderer Prozess führt die Zentrale auf dieser Datenbank; dieser bedient Arbeitsplätze",
      "  und übernimmt von selbst, wenn jener ausfällt.",
    );
  }
  if (people.firstStartPath !== null) {
    lines.push(
      "  Noch gibt es niemanden, der sich anmelden kann. Legen Sie die Verwaltung an:",
      `  ${address}${people.firstStartPath}`,
      "  Der Link gilt einmal und 24 Stunden.",
    );
  }
  if (people.sampleAccounts !== null) {
    lines.push("", "Vorführbetrieb: Personen, Anrufe und Durchwahlen sind erfunden.", "");
    lines.push("  Benutzername, Passwort, Aufgabe und Verwaltung:");
    const widest = Math.max(...people.sampleAccounts.map((account) => account.username.length));
    for (const { username, password, role, administration } of people.sampleAccounts) {
      const where = administration ?? "alle Verwaltungen";
      const who = `${roleWords[role]}, ${where}`;
      lines.push(`  ${username.padEnd(widest)}  ${password.padEnd(widest + 5)}  ${who}`);
    }
    lines.push("", callersOf(config), ...clockHint(config, now));
  }
  lines.push("Beenden mit Strg+C.");
  return lines.join("\n");
}

/** At night and on days off the offices of the demonstration are closed: how to see them open. */
function clockHint({ demoClock }: Config, now: number): string[] {
  if (demoClock !== null || isOpen(officeHours, [], now)) return [];
  return [
    "Um diese Zeit sind die Ämter geschlossen, niemand ist dort zu erreichen. Einen Vormittag, an",
    "dem sie offen sind, zeigt DEMO_CLOCK=2026-11-24T10:00:00+01:00.",
  ];
}

function callersOf({ telephony }: Config): string {
  if (telephony.kind === "asterisk") return "Anrufe kommen von der Telefonanlage.";
  const { callsPerHour } = telephony;
  if (callsPerHour === 0) return "Es rufen keine Übungsanrufer an (SIMULATOR_CALLS_PER_HOUR=0).";
  return `Übungsanrufer rufen etwa ${callsPerHour}-mal in der Stunde an.`;
}
