import { randomUUID } from "node:crypto";
import type { DeskCommand, DeskCommandName, DeskReply } from "../../src/dashboard/schema.ts";
import type { TestDesk } from "../support/service.ts";
import type { SharedSwitch } from "../support/shared-switch.ts";

const answerMilliseconds = 1_500;
const stepMilliseconds = 50;
const patienceSeconds = 3_600;

/** A command that was answered, and how. */
export interface Answered {
  commandId: string;
  name: DeskCommandName;
  ok: boolean;
}

/** Load: people who work at their desks and callers who keep coming, until it is stopped. */
export class BusyHouse {
  readonly answered: Answered[] = [];
  readonly placed: string[] = [];
  private over = false;
  private readonly running: Promise<void>[] = [];

  /** Sends a command under one id until it is answered, as the browser does. */
  async surely<Name extends DeskCommandName>(
    desk: TestDesk,
    name: Name,
    command: DeskCommand<Name>,
  ): Promise<DeskReply> {
    const commandId = randomUUID();
    const socket = desk.socket as unknown as {
      timeout(milliseconds: number): {
        emitWithAck(name: string, command: unknown): Promise<DeskReply>;
      };
    };
    for (;;) {
      const reply = await socket
        .timeout(answerMilliseconds)
        .emitWithAck(name, { ...command, commandId })
        .catch(() => null);
      if (!reply) continue;
      this.answered.push({ commandId, name, ok: reply.ok });
      return reply;
    }
  }

  /** Takes whatever is offered; who is `restless` also hangs up and takes the next. */
  work(desk: TestDesk, restless: boolean): void {
    this.repeat(async () => {
      const shown = desk.state.snapshot?.desk;
      if (!shown) return;
      const { offer, contact, state } = shown;
      const ready = { presence: "ready", reason: null } as const;
      if (offer) await this.surely(desk, "offer.accept", { offerId: offer.id });
      else if (state === "offline") await this.surely(desk, "presence.choose", ready);
      else if (!restless || !contact) return;
      else if (state === "talking")
        await this.surely(desk, "contact.hangUp", { contactId: contact.id });
      else if (state === "wrapUp") await this.surely(desk, "wrapUp.end", {});
    });
  }

  /** Lets callers ring so that about so many always hear the music. */
  call(exchange: SharedSwitch["exchange"], dialled: string, waiting: number): void {
    this.repeat(async () => {
      let missing =
        waiting - hearing(exchange, "music").length - hearing(exchange, "ringing").length;
      for (; missing > 0; missing -= 1) {
        this.placed.push(exchange.placeCall({ dialled, from: null, patienceSeconds }));
      }
    });
  }

  /** Nothing new happens; what has been sent is answered. */
  async stop(): Promise<void> {
    this.over = true;
    await Promise.all(this.running);
  }

  private repeat(step: () => Promise<void>): void {
    const run = async () => {
      while (!this.over) {
        await step();
        await new Promise((resolve) => setTimeout(resolve, stepMilliseconds));
      }
    };
    this.running.push(run());
  }
}

/** The calls whose callers hear music, ringing, or (`"talk"`) somebody. */
export function hearing(
  exchange: SharedSwitch["exchange"],
  what: "music" | "ringing" | "talk",
): string[] {
  return exchange
    .list()
    .map(({ callId }) => callId)
    .filter((callId) => {
      const heard = exchange.heard(callId);
      return what === "talk" ? typeof heard === "object" && heard !== null : heard === what;
    });
}
