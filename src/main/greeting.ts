import type { Config } from "../config.ts";
import type { Role } from "../identity/permissions.ts";
import type { People } from "./people.ts";

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
 */
export function greetingOf(
  config: Config,
  address: string,
  people: People,
  writing: boolean,
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
    lines.push("", callersOf(config));
  }
  lines.push("Beenden mit Strg+C.");
  return lines.join("\n");
}

function callersOf({ telephony }: Config): string {
  if (telephony.kind === "asterisk") return "Anrufe kommen von der Telefonanlage.";
  const { callsPerHour } = telephony;
  if (callsPerHour === 0) return "Es rufen keine Übungsanrufer an (SIMULATOR_CALLS_PER_HOUR=0).";
  return `Übungsanrufer rufen etwa ${callsPerHour}-mal in der Stunde an.`;
}
