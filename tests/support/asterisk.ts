import type { ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { playbackIdOf } from "../../src/telephony/asterisk/names.ts";
import { ended, spawnChild } from "./child.ts";
import { freeTcpPort, freeUdpPort } from "./ports.ts";
import { until } from "./until.ts";

const project = path.resolve(import.meta.dirname, "../..");
const configuration = path.join(project, "src/telephony/asterisk/configuration");
const password = "test";
const rtpPorts = 400;

/** Address that the callers of the tests call from: the trunk. */
export const callerAddress = "127.0.0.2";

interface Program {
  command: string[];
  modules: string;
  data: string;
}

/** Where a phone is, and after how long without sound it counts as lost. */
interface PhoneAddress {
  address: string;
  port: number;
  rtpTimeoutSeconds?: number;
}

/** Where phones are; null for one that is known but not registered. */
export type PhoneAddresses = Record<string, PhoneAddress | null>;

/**
 * Whether there is an Asterisk to test with: in the folder ASTERISK_ROOT, unpacked by
 * asterisk/get-asterisk.sh, or installed. With CI=true a missing one is an error.
 */
export function asteriskAvailable(): boolean {
  if (findProgram()) return true;
  const how = "run `sh tests/support/asterisk/get-asterisk.sh` or install Asterisk 22.10";
  if (process.env["CI"] === "true") throw new Error(`no Asterisk: ${how}`);
  process.stderr.write(`Tests with Asterisk are skipped; ${how}.\n`);
  return false;
}

/** An Asterisk of the tests' own: configuration of the driver, free ports, a folder of its own. */
export class PrivateAsterisk {
  private readonly folder: string;
  private readonly program: Program;
  private readonly httpPort: number;
  readonly sipPort: number;
  private child: ChildProcess | null = null;

  private constructor(program: Program, httpPort: number, sipPort: number) {
    this.program = program;
    this.httpPort = httpPort;
    this.sipPort = sipPort;
    this.folder = mkdtempSync(path.join(tmpdir(), "asterisk-"));
  }

  /**
   * Starts one.
   * @param globals lines of the dialplan's section of that name
   * @param network where calls to citizens go
   */
  static async start(
    phones: PhoneAddresses,
    globals: readonly string[] = [],
    network: PhoneAddress | null = null,
  ) {
    const program = findProgram();
    if (!program) throw new Error("no Asterisk");
    const sipPort = await freeUdpPort("sip", "127.0.0.1");
    const asterisk = new PrivateAsterisk(program, await freeTcpPort(), sipPort);
    asterisk.furnish(await freeUdpPort("switch", "0.0.0.0", rtpPorts));
    asterisk.writeSite("pjsip.conf", pjsipFor(asterisk.sipPort, phones, network));
    asterisk.writeSite("globals.conf", globals.join("\n"));
    await asterisk.run();
    return asterisk;
  }

  /** Settings for the driver. */
  get settings() {
    const url = `http://127.0.0.1:${this.httpPort}/ari`;
    return { url, username: "servicecenter", password };
  }

  /** Asks ARI over HTTP, beside the driver. @returns null for what is not there */
  async ask<Body>(requestPath: string, method = "GET"): Promise<Body | null> {
    const { url, username } = this.settings;
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    const response = await fetch(`${url}/${requestPath}`, { method, headers: { authorization } });
    if (!response.ok) return null;
    const text = await response.text();
    return (text ? JSON.parse(text) : {}) as Body;
  }

  /** The channels of every two whom the service lets talk: the dialplan has bridges of its own. */
  async conversations(): Promise<string[][]> {
    const bridges = (await this.ask<{ id: string; channels: string[] }[]>("bridges")) ?? [];
    return bridges
      .filter(({ id, channels }) => id.startsWith("talk.") && channels.length === 2)
      .map(({ channels }) => channels);
  }

  /** Whether something is played to a caller by the service's wish: no music is meant. */
  async speaksTo(callId: string): Promise<boolean> {
    return (await this.ask(`playbacks/${playbackIdOf(callId)}`)) !== null;
  }

  /** Takes a recording away, "servicecenter/closed.wav". */
  removeSound(name: string): void {
    rmSync(this.file("data/sounds/en", name));
  }

  /** Starts it, or starts it again after `kill`, on the same ports. */
  async run(): Promise<void> {
    const command = [...this.program.command, "-f", "-C", this.file("etc/asterisk.conf")];
    const child = spawnChild(command, { directory: this.folder, output: this.file("log/output") });
    this.child = child;
    await until(
      "Asterisk has started",
      async () => {
        if (child.exitCode !== null) throw new Error(this.complaint());
        const info = await this.ask<{ status?: { startup_time?: string } }>(
          "asterisk/info?only=status",
        ).catch(() => null);
        return info?.status?.startup_time;
      },
      30_000,
    );
  }

  /** Dies as by a power cut. */
  async kill(): Promise<void> {
    this.child?.kill("SIGKILL");
    if (this.child) await ended(this.child);
    rmSync(this.file("run"), { recursive: true, force: true });
    mkdirSync(this.file("run"));
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private furnish(rtpStart: number): void {
    const folders = [
      "run",
      "log",
      "spool/tmp",
      "db",
      "keys/keys",
      "lib",
      "cache",
      "data",
      "etc/site",
    ];
    for (const name of folders) mkdirSync(this.file(name), { recursive: true });
    for (const name of readdirSync(configuration).filter((each) => each.endsWith(".conf"))) {
      cpSync(path.join(configuration, name), this.file("etc", name));
    }
    cpSync(path.join(configuration, "moh"), this.file("data/moh"), { recursive: true });
    cpSync(path.join(configuration, "sounds"), this.file("data/sounds/en"), { recursive: true });
    // Modules with documented options do not load without their documentation.
    for (const name of ["documentation", "rest-api"]) {
      symlinkSync(path.join(this.program.data, name), this.file("data", name));
    }
    writeFileSync(this.file("etc/asterisk.conf"), this.main());
    this.writeSite("http.conf", `[general](+)\nbindport = ${this.httpPort}\n`);
    this.writeSite("ari.conf", `[servicecenter](+)\npassword = ${password}\n`);
    const rtpEnd = rtpStart + rtpPorts - 1;
    this.writeSite("rtp.conf", `[general](+)\nrtpstart = ${rtpStart}\nrtpend = ${rtpEnd}\n`);
  }

  private main(): string {
    const directories = {
      astetcdir: this.file("etc"),
      astmoddir: this.program.modules,
      astvarlibdir: this.file("lib"),
      astdbdir: this.file("db"),
      astkeydir: this.file("keys"),
      astdatadir: this.file("data"),
      astagidir: this.file("data"),
      astspooldir: this.file("spool"),
      astrundir: this.file("run"),
      astlogdir: this.file("log"),
      astcachedir: this.file("cache"),
    };
    const lines = Object.entries(directories).map(([name, value]) => `${name} => ${value}`);
    return `[directories]\n${lines.join("\n")}\n[options]\nnocolor = yes\nsystemname = test\n`;
  }

  private writeSite(name: string, text: string): void {
    writeFileSync(this.file("etc/site", name), text);
  }

  private complaint(): string {
    return `Asterisk ended at its start:\n${readFileSync(this.file("log/output"), "utf8")}`;
  }

  private file(...names: string[]): string {
    return path.join(this.folder, ...names);
  }
}

function pjsipFor(sipPort: number, phones: PhoneAddresses, network: PhoneAddress | null): string {
  const parts = [
    `[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.1:${sipPort}`,
    ...trunk(network),
    `[network-address]\ntype = identify\nendpoint = network\nmatch = ${callerAddress}`,
  ];
  for (const [extension, place] of Object.entries(phones)) {
    const contact = place ? `contact = sip:${extension}@${place.address}:${place.port}` : "";
    const timeout = place?.rtpTimeoutSeconds;
    const limit = timeout === undefined ? "" : `\nrtp_timeout = ${timeout}`;
    parts.push(`[${extension}](phone)\naors = ${extension}${limit}`);
    parts.push(`[${extension}](phone-address)\nqualify_frequency = 0\n${contact}`);
  }
  return `${parts.join("\n\n")}\n`;
}

function trunk(network: PhoneAddress | null): string[] {
  if (network === null) return ["[network](trunk)"];
  const contact = `contact = sip:${network.address}:${network.port}`;
  return ["[network](trunk)\naors = network", `[network]\ntype = aor\n${contact}`];
}

function findProgram(): Program | null {
  const unpacked = path.join(project, "node_modules/.cache/asterisk");
  for (const root of [process.env["ASTERISK_ROOT"] ?? unpacked, ""]) {
    const binary = path.join(root, "/usr/sbin/asterisk");
    if (!existsSync(binary)) continue;
    const library = path.join(root, "/usr/lib", `${machine()}-linux-gnu`);
    const modules = [`${library}/asterisk/modules`, `${root}/usr/lib/asterisk/modules`].find(
      existsSync,
    );
    const data = [`${root}/usr/share/asterisk`, `${root}/var/lib/asterisk`].find((folder) =>
      existsSync(path.join(folder, "documentation")),
    );
    if (!modules || !data) continue;
    const command = root ? [...loader(root), `${library}:${library}/asterisk`, binary] : [binary];
    return { command, modules, data };
  }
  return null;
}

function machine(): string {
  return process.arch === "arm64" ? "aarch64" : "x86_64";
}

/** Unpacked packages bring their own C library, which only their own loader fits. */
function loader(root: string): string[] {
  const names = ["usr/lib64/ld-linux-x86-64.so.2", "usr/lib/ld-linux-aarch64.so.1"];
  const found = names.map((name) => path.join(root, name)).find(existsSync);
  return found ? [found, "--library-path"] : [];
}
