import type { DeskCommand, DeskCommandName, DeskReply } from "../../src/dashboard/schema.ts";
import { texts } from "../texts.ts";
import { newId } from "./new-id.ts";

/** The line that commands go over; it comes and goes. */
export interface CommandLine {
  connected(): boolean;
  /** Rejects when the connection is lost, or no reply has come in time. */
  emit(name: DeskCommandName, command: unknown): Promise<DeskReply>;
}

/** A later command of the same subject takes the place of one that could not be delivered (R8). */
type Subject = "work" | "place" | "wrapUpTime";

interface Sending {
  /** The same press twice is one command. */
  key: string;
  name: DeskCommandName;
  command: unknown;
  subject: Subject;
  /** Until when it is sent again, on this computer's clock in milliseconds. */
  until: number;
  reply: Promise<DeskReply>;
  settle(reply: DeskReply): void;
  emitted: boolean;
  onItsWay: boolean;
  superseded: boolean;
}

const resendMilliseconds = 20_000;
const busyMilliseconds = 500;
/** The process that was asked is ending, or not yet ready: another one will know. */
const passing: readonly string[] = ["center_stopped", "center_lost", "center_starting"];

/**
 * Commands on their way to the centre. Each carries an id of its own and goes out again, under the
 * same id, whenever the connection was lost before the reply came: it is carried out once. That
 * ends when its time is over or the person has done something else.
 */
export class Outbox {
  private readonly line: CommandLine;
  private readonly sendings = new Set<Sending>();

  constructor(line: CommandLine) {
    this.line = line;
  }

  /**
   * Never rejects: what could not be sent, or was not answered, says so in German.
   * @param until not sent again after this moment, of this computer's clock in milliseconds
   */
  send<Name extends DeskCommandName>(
    name: Name,
    input: DeskCommand<Name>,
    until = Infinity,
  ): Promise<DeskReply> {
    const subject = subjectOf(name);
    const key = `${name} ${JSON.stringify(input)}`;
    const same = [...this.sendings].find((each) => each.key === key && !each.superseded);
    // Each press gives more time for the wrap-up.
    if (same && (subject !== "wrapUpTime" || !same.onItsWay)) return same.reply;
    this.supersede(subject);
    let settle: Sending["settle"] = () => {};
    const reply = new Promise<DeskReply>((resolve) => (settle = resolve));
    const sending: Sending = {
      key,
      name,
      command: { ...input, commandId: newId() },
      subject,
      until: Math.min(until, Date.now() + resendMilliseconds),
      reply,
      settle: (result) => {
        clearTimeout(timer);
        this.sendings.delete(sending);
        settle(result);
      },
      emitted: false,
      onItsWay: false,
      superseded: false,
    };
    const timer = setTimeout(
      () => !sending.onItsWay && giveUp(sending),
      sending.until - Date.now(),
    );
    this.sendings.add(sending);
    void this.attempt(sending);
    return reply;
  }

  /** The connection is back: what has no reply yet goes out again, in the order of the person. */
  resume(): void {
    for (const sending of this.sendings) {
      if (!sending.onItsWay) void this.attempt(sending);
    }
  }

  private async attempt(sending: Sending): Promise<void> {
    if (!this.line.connected()) return;
    sending.emitted = true;
    sending.onItsWay = true;
    const reply = await this.line.emit(sending.name, sending.command).catch(() => null);
    sending.onItsWay = false;
    const passes = reply === null || (!reply.ok && passing.includes(reply.error.code));
    if (!passes) return sending.settle(reply);
    if (sending.superseded || Date.now() >= sending.until) return giveUp(sending);
    // Connected all the same: the reply did not come in time, or the process is about to end.
    if (this.line.connected()) setTimeout(() => this.resume(), busyMilliseconds);
  }

  private supersede(subject: Subject): void {
    for (const sending of this.sendings) {
      if (sending.subject !== subject) continue;
      sending.superseded = true;
      if (!sending.onItsWay) giveUp(sending);
    }
  }
}

function giveUp({ superseded, emitted, settle }: Sending): void {
  if (superseded) settle(failed("superseded", texts.errors.superseded));
  else if (emitted) settle(failed("noReply", texts.errors.noReply));
  else settle(failed("notConnected", texts.errors.notSent));
}

function failed(code: string, message: string): DeskReply {
  return { ok: false, error: { code, message } };
}

function subjectOf(name: DeskCommandName): Subject {
  if (name === "contact.confirmPlace") return "place";
  return name === "wrapUp.extend" ? "wrapUpTime" : "work";
}
