import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import dgram from "node:dgram";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ended, spawnChild } from "./child.ts";
import type { Handset } from "./handset.ts";
import { canBind, freeUdpPort } from "./ports.ts";
import { until } from "./until.ts";

const playSound = '<exec rtp_stream="@FILE@,-1,8,PCMA/8000"/>';
const scenarios = path.join(import.meta.dirname, "sipp");

/**
 * Whether SIPp is there, which plays callers and phones. With CI=true a missing one is an error.
 */
export function sippAvailable(): boolean {
  if (program()) return true;
  if (process.env["CI"] === "true") throw new Error("no SIPp: install the package sip-tester");
  process.stderr.write("Tests with SIP phones are skipped; install SIPp (package sip-tester).\n");
  return false;
}

export type PhoneKind =
  | {
      kind: "answers";
      ringMilliseconds: number;
      talkMilliseconds: number;
      /** A sound without end, instead of what it hears. */
      plays?: boolean;
    }
  | { kind: "busy" }
  | { kind: "declines" }
  | { kind: "silent" };

/** Whom a caller dials, and from where. */
interface Dialling {
  dialled: string;
  from: string | null;
  address: string;
  switchPort: number;
  /** Whose sound and keys the caller has; otherwise he plays a sound without end. */
  handset?: Handset;
}

/** A SIPp that plays a caller or a phone, on an address of this machine. */
export class SipParty {
  readonly address: string;
  readonly port: number;
  /** Resolves when SIPp has ended: for a caller, when the call is over. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private told = 100;
  private readonly folder: string;

  private constructor(child: ChildProcess, folder: string, address: string, port: number) {
    this.child = child;
    this.folder = folder;
    this.address = address;
    this.port = port;
    this.ended = ended(child);
  }

  /** A phone that serves one call after the other until it is stopped; it can be rung already. */
  static async phone(phone: PhoneKind, address: string): Promise<SipParty> {
    const party = await SipParty.furnish(phone, address);
    await until(`the phone on ${address}:${party.port} can be rung`, async () => {
      if (party.child.exitCode !== null) throw new Error(party.complaint());
      return !(await canBind(address, party.port));
    });
    return party;
  }

  private static furnish(phone: PhoneKind, address: string): Promise<SipParty> {
    switch (phone.kind) {
      case "answers":
        return SipParty.play("answers", address, phone.plays ? [] : ["-rtp_echo"], {
          PLAY: phone.plays ? `<nop><action>${playSound}</action></nop>` : "",
          RING: String(phone.ringMilliseconds),
          TALK: String(phone.talkMilliseconds),
        });
      case "busy":
        return SipParty.play("refuses", address, [], { STATUS: "486 Busy Here" });
      case "declines":
        return SipParty.play("refuses", address, [], { STATUS: "603 Decline" });
      case "silent":
        return SipParty.play("silent", address, [], {});
    }
  }

  /** A caller who dials now and talks without end; `from` null hides the number. */
  static async caller(call: Dialling): Promise<SipParty> {
    const caller = await SipParty.dial(call, ["-m", "1"]);
    await until("the caller has dialled", () => caller.invites().size > 0);
    return caller;
  }

  /** So many callers, ten a second; the number of each is `from` and his place among them. */
  static callers(count: number, call: Dialling & { from: string }): Promise<SipParty> {
    const each = { ...call, from: `${call.from}[call_number]` };
    return SipParty.dial(each, ["-m", String(count), "-l", String(count), "-r", "10"]);
  }

  private static dial(call: Dialling, limits: string[]): Promise<SipParty> {
    const { dialled, from, address, switchPort, handset } = call;
    const target = ["-s", dialled, ...limits, `127.0.0.1:${switchPort}`];
    const hidden = "P-Asserted-Identity: <sip:+4911500115@network>\nPrivacy: id\n";
    return SipParty.play("caller", address, target, {
      USER: from ?? "anonymous",
      MEDIA: handset ? String(handset.port) : "[media_port]",
      PLAY: handset ? "" : playSound,
      HEADERS: from === null ? hidden : "",
    });
  }

  private static async play(
    scenario: string,
    address: string,
    words: string[],
    values: Record<string, string>,
  ): Promise<SipParty> {
    const folder = mkdtempSync(path.join(tmpdir(), `sipp-${scenario}-`));
    writeFileSync(path.join(folder, "sound.alaw"), sound());
    let text = readFileSync(path.join(scenarios, `${scenario}.xml`), "latin1");
    // What stands in for a name may name the file.
    const all = { ...values, FILE: path.join(folder, "sound.alaw") };
    for (const [name, value] of Object.entries(all)) text = text.replaceAll(`@${name}@`, value);
    writeFileSync(path.join(folder, "scenario.xml"), text);
    const port = await freeUdpPort("sip", address);
    const mediaPort = await freeUdpPort("sound", address, 4);
    const places = ["-i", address, "-p", String(port), "-mi", address, "-mp", String(mediaPort)];
    const traces = ["-nostdin", "-trace_shortmsg", "-trace_err"];
    const command = [program() ?? "sipp", "-sf", "scenario.xml", ...places, ...traces, ...words];
    const child = spawnChild(command, { directory: folder, output: path.join(folder, "output") });
    return new SipParty(child, folder, address, port);
  }

  /** How often this phone has been rung. */
  timesRung(): number {
    return this.invites().size;
  }

  private complaint(): string {
    return `SIPp ended at its start:\n${readFileSync(path.join(this.folder, "output"), "utf8")}`;
  }

  /** The calls whose INVITE was sent or received. */
  private invites(): Set<string> {
    const logs = readdirSync(this.folder).filter((name) => name.includes("shortmessages"));
    const calls = logs
      .flatMap((name) => readFileSync(path.join(this.folder, name), "latin1").split("\n"))
      .map((line) => line.split("\t"))
      .filter((fields) => fields.some((field) => field.startsWith("INVITE ")))
      .map((fields) => fields[4] ?? "");
    return new Set(calls);
  }

  /** A caller puts the receiver down, at whatever point the call is: the first, or another. */
  hangUp(which = 1): void {
    this.tell("INFO", which, []);
  }

  /** A caller on the line presses a key of his phone, which tells it by SIP INFO. */
  press(key: string): void {
    this.tell("MESSAGE", 1, [`Subject: ${key}`]);
  }

  private tell(method: string, which: number, headers: string[]): void {
    const place = `${this.address}:${this.port}`;
    const message = [
      `${method} sip:caller@${place} SIP/2.0`,
      `Via: SIP/2.0/UDP ${place};branch=z9hG4bK${randomUUID()}`,
      `From: <sip:test@${place}>;tag=test`,
      `To: <sip:caller@${place}>`,
      // SIPp names its calls by number, process and address.
      `Call-ID: ${which}-${this.child.pid}@${this.address}`,
      // What the caller sends thereupon counts on from here.
      `CSeq: ${(this.told += 1)} ${method}`,
      ...headers,
      "Content-Length: 0",
      "\r\n",
    ].join("\r\n");
    const socket = dgram.createSocket("udp4");
    socket.send(message, this.port, this.address, () => socket.close());
  }

  async stop(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A second of A-law that is not silence. */
function sound(): Buffer {
  return Buffer.from(Array.from({ length: 8_000 }, (_, index) => (index % 20 < 10 ? 0x2a : 0xaa)));
}

function program(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(":");
  return folders.map((folder) => path.join(folder, "sipp")).find(existsSync);
}
