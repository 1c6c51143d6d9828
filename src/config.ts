import { BlockList, isIP } from "node:net";
import path from "node:path";
import { z } from "zod";
import { StartError } from "./errors.ts";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const loopbackHosts = ["127.0.0.1", "::1", "localhost"];

const environment = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8115),
  PUBLIC_URL: z.url().optional(),
  TRUSTED_PROXY: z
    .string()
    .default("127.0.0.0/8,::1")
    .transform((text) => text.split(",").map((each) => each.trim()))
    .refine((networks) => networks.every((each) => networkOf(each) !== null)),
  DATA_DIR: z.string().min(1).default("./data"),
  ANNOUNCEMENTS_DIR: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DEMO: flag.optional(),
  DEMO_CLOCK: z.iso.datetime({ offset: true }).optional(),
  TELEPHONY: z.enum(["simulated", "asterisk"]).default("simulated"),
  ASTERISK_URL: z.url().optional(),
  ASTERISK_USERNAME: z.string().optional(),
  ASTERISK_PASSWORD: z.string().optional(),
  SIMULATOR_CALLS_PER_HOUR: z.coerce.number().min(0).max(36_000).default(60),
  PUBLIC_API: flag.optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("warn"),
});

const explanations: Record<string, string> = {
  HOST: "eine Adresse wie 127.0.0.1",
  PORT: "eine Zahl von 0 bis 65535",
  PUBLIC_URL: "eine Adresse wie https://115.example.de",
  TRUSTED_PROXY: "eine Liste von IP-Adressen oder Netzen wie 192.0.2.10,10.0.0.0/8",
  DATA_DIR: "ein Ordner",
  ANNOUNCEMENTS_DIR: "ein Ordner",
  DATABASE_URL: "eine Adresse wie postgresql://nutzer:passwort@rechner:5432/datenbank",
  DEMO: "true oder false",
  DEMO_CLOCK: "ein Zeitpunkt wie 2026-11-24T10:00:00+01:00",
  TELEPHONY: "simulated oder asterisk",
  ASTERISK_URL: "eine Adresse wie http://127.0.0.1:8088/ari",
  SIMULATOR_CALLS_PER_HOUR: "eine Zahl von 0 bis 36000",
  PUBLIC_API: "true oder false",
  LOG_LEVEL: "debug, info, warn, error oder silent",
};

export interface Config {
  host: string;
  port: number;
  /** Where browsers reach the service, without a slash at the end. */
  publicUrl: string | null;
  /** Whose X-Forwarded-For counts; without the setting, of this machine alone. */
  trustedProxies: BlockList;
  dataDirectory: string;
  /** Where spoken announcements lie; the telephone switch sees it under the same path. */
  announcementsDirectory: string;
  databaseUrl: string | null;
  demo: boolean;
  /** Where the clock of the demonstration starts, milliseconds since the epoch; null: now. */
  demoClock: number | null;
  telephony:
    | { kind: "simulated"; callsPerHour: number }
    | { kind: "asterisk"; url: string; username: string; password: string };
  /** Whether released answers may be read by everybody, see knowledge/public. */
  publicApi: boolean;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/**
 * Reads the settings once (DESIGN 6). An empty variable counts as not set.
 * @throws StartError with one German sentence that names the wrong setting
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.entries(variables).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const parsed = environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? "");
    throw new StartError(
      `Die Einstellung ${name} ist ungültig; erwartet wird ${explanations[name] ?? "ein Text"}.`,
    );
  }
  const settings = parsed.data;
  const demo = settings.DEMO ?? settings.DATABASE_URL === undefined;
  if (demo && settings.DEMO !== true && !loopbackHosts.includes(settings.HOST)) {
    throw new StartError(
      "Der Vorführbetrieb läuft nur auf diesem Rechner (HOST=127.0.0.1); " +
        "soll er von außen erreichbar sein, setzen Sie ausdrücklich DEMO=true.",
    );
  }
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    trustedProxies: proxyList(settings.TRUSTED_PROXY),
    dataDirectory: settings.DATA_DIR,
    announcementsDirectory:
      settings.ANNOUNCEMENTS_DIR ?? path.join(settings.DATA_DIR, "announcements"),
    databaseUrl: settings.DATABASE_URL ?? null,
    demo,
    demoClock: demo && settings.DEMO_CLOCK ? Date.parse(settings.DEMO_CLOCK) : null,
    telephony: telephonyOf(settings),
    publicApi: settings.PUBLIC_API ?? demo,
    logLevel: settings.LOG_LEVEL,
  };
}

interface Network {
  address: string;
  prefix: number;
  family: "ipv4" | "ipv6";
}

/** "10.0.0.0/8" or a single address; null for anything else. */
function networkOf(text: string): Network | null {
  const [address = "", length] = text.split("/");
  const bits = { 0: null, 4: 32, 6: 128 }[isIP(address)] ?? null;
  if (bits === null) return null;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : bits + 1;
  return prefix > bits ? null : { address, prefix, family: bits === 32 ? "ipv4" : "ipv6" };
}

/** The addresses and networks in one list; what is neither is left out. */
export function proxyList(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of texts.flatMap((text) => networkOf(text) ?? [])) {
    list.addSubnet(address, prefix, family);
  }
  return list;
}

function telephonyOf(settings: z.infer<typeof environment>): Config["telephony"] {
  if (settings.TELEPHONY === "simulated") {
    return { kind: "simulated", callsPerHour: settings.SIMULATOR_CALLS_PER_HOUR };
  }
  const { ASTERISK_URL: url, ASTERISK_USERNAME: username, ASTERISK_PASSWORD: password } = settings;
  const missing = Object.entries({
    ASTERISK_URL: url,
    ASTERISK_USERNAME: username,
    ASTERISK_PASSWORD: password,
  })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  if (!url || !username || !password) {
    throw new StartError(`Für TELEPHONY=asterisk fehlt die Einstellung ${missing.join(", ")}.`);
  }
  return { kind: "asterisk", url, username, password };
}
