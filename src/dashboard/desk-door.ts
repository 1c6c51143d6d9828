import type { Logger } from "pino";
import type { Namespace, Socket } from "socket.io";
import type { LiveCenter } from "../center/live-center.ts";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory/directory.ts";
import type { Principal } from "../identity/permissions.ts";
import { contactOf, type CenterEvent } from "../routing/events.ts";
import { sharedChange } from "./change.ts";
import type { CommandSources } from "./commands.ts";
import { createDeskLimits } from "./desk-limits.ts";
import type { ContactBackground } from "./desk-view.ts";
import { Desk } from "./desk.ts";
import { handleCommand } from "./handle-command.ts";
import { checkHandshake, type Opened } from "./handshake.ts";
import {
  deskCommands,
  type ClientEvents,
  type DeskCommandName,
  type DeskReply,
  type ServerEvents,
} from "./schema.ts";
import type { SharedViews } from "./views.ts";

export interface DeskParts {
  namespace: Namespace<ClientEvents, ServerEvents>;
  center: LiveCenter;
  directory: Directory;
  clock: Clock;
  log: Logger;
  commands: CommandSources;
  /** Who opens the socket, by the cookie and origin of its handshake. */
  principalOf(headers: Headers): Promise<Principal | null>;
  /** Who is behind each of the sockets by now. */
  stillSignedIn(opened: readonly Headers[]): Promise<(Principal | null)[]>;
  shared(): SharedViews;
  backgroundOf(contactId: string): Promise<ContactBackground | null>;
}

/** Hours and phrases change with the clock alone; so does who may still be here. */
const refreshMilliseconds = 15_000;
/** What everybody sees is told at once after a quiet time, and then at most this often. */
const sharedMilliseconds = 200;
const desksAtOnce = 40;
/** A whole picture costs more than a change: this long between two that a window asks for. */
const resyncMilliseconds = 500;
const pulseMilliseconds = 4_000;

/**
 * The desks' door: a snapshot on connect, then numbered changes, only what changed and only what
 * the role may see (DESIGN 6). Everything sent is durable already.
 */
export class DeskDoor {
  private readonly parts: DeskParts;
  private readonly desks = new Set<Desk>();
  private readonly limits = createDeskLimits();
  private readonly touchedContacts = new Set<string>();
  private readonly touchedAgents = new Set<string>();
  private readonly notedContacts = new Set<string>();
  private shared: SharedViews | null = null;
  private sharedAt = -Infinity;
  private ownDue = false;
  private stopped = false;
  private unsubscribe: () => void = () => {};
  private cancelRefresh: () => void = () => {};
  private cancelShare: () => void = () => {};
  private cancelPulse: () => void = () => {};
  private sharing = false;
  private shareDue = false;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  start(): void {
    const { namespace, center } = this.parts;
    this.shared = this.parts.shared();
    namespace.use(checkHandshake(this.parts));
    namespace.on("connection", (socket) => this.connect(socket));
    this.unsubscribe = center.onEntry(({ events }) => this.touch(events));
    this.refreshLater();
    this.pulseLater();
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    this.cancelRefresh();
    this.cancelShare();
    this.cancelPulse();
    this.parts.namespace.disconnectSockets(true);
  }

  /** Something about a contact was written down: its desk shows it. */
  refreshContact(contactId: string): void {
    this.notedContacts.add(contactId);
    this.showOwnSoon();
  }

  /** Something that concerns everybody changed: lines, connection to the switch. */
  refresh(): void {
    this.shareSoon();
  }

  private touch(events: readonly CenterEvent[]): void {
    for (const event of events) {
      const contactId = contactOf(event);
      if (contactId) this.touchedContacts.add(contactId);
      const agentId = event.type === "offerMade" ? event.offer.agentId : agentOf(event);
      if (agentId) this.touchedAgents.add(agentId);
    }
    this.showOwnSoon();
    this.shareSoon();
  }

  private refreshLater(): void {
    this.cancelRefresh = this.parts.clock.after(refreshMilliseconds, () => {
      this.shareSoon();
      void this.checkSignIns();
      this.refreshLater();
    });
  }

  private pulseLater(): void {
    this.cancelPulse = this.parts.clock.after(pulseMilliseconds, () => {
      for (const desk of this.desks) desk.pulse();
      this.pulseLater();
    });
  }

  private async checkSignIns(): Promise<void> {
    const desks = [...this.desks];
    try {
      const principals = await this.parts.stillSignedIn(desks.map(({ headers }) => headers));
      for (const [index, desk] of desks.entries()) desk.keepOnlyFor(principals[index] ?? null);
    } catch (error) {
      // A database out of reach signs nobody out.
      this.parts.log.warn({ error }, "sign-ins could not be checked");
    }
  }

  /** Decisions that became durable together are one change. */
  private showOwnSoon(): void {
    if (this.ownDue) return;
    this.ownDue = true;
    queueMicrotask(() => {
      this.ownDue = false;
      const [contacts, agents] = [new Set(this.touchedContacts), new Set(this.touchedAgents)];
      const noted = new Set(this.notedContacts);
      this.touchedContacts.clear();
      this.touchedAgents.clear();
      this.notedContacts.clear();
      for (const desk of this.desks) {
        const { agentId, contactShown } = desk;
        const written = contactShown !== null && noted.has(contactShown);
        const touched = contactShown !== null && contacts.has(contactShown);
        if (written || touched || (agentId !== null && agents.has(agentId))) desk.showOwn(written);
      }
    });
  }

  private shareSoon(): void {
    this.shareDue = true;
    if (this.sharing || this.stopped) return;
    this.sharing = true;
    const { clock, log } = this.parts;
    const wait = this.sharedAt + sharedMilliseconds - clock.now();
    this.cancelShare = clock.after(Math.min(wait, sharedMilliseconds), () => {
      this.shareDue = false;
      this.sharedAt = clock.now();
      void this.share()
        .catch((error: unknown) => log.error({ error }, "desks could not be updated"))
        .finally(() => {
          this.sharing = false;
          if (this.shareDue) this.shareSoon();
        });
    });
  }

  /**
   * Drawn once, and cut to size once for each circle of people who may see the same of it. Between
   * some desks and the next ones comes whatever is more urgent.
   */
  private async share(): Promise<void> {
    const before = this.shared;
    const after = this.parts.shared();
    this.shared = after;
    if (before === null) return;
    const change = sharedChange(before, after);
    const shares = new Map<string, ReturnType<Desk["shareOf"]>>();
    for (const [index, desk] of [...this.desks].entries()) {
      if (index % desksAtOnce === desksAtOnce - 1) await new Promise(setImmediate);
      if (desk.outdated) {
        this.showAll(desk);
        continue;
      }
      if (!desk.knows(before)) continue;
      const { audience } = desk;
      const share = shares.get(audience) ?? desk.shareOf(change);
      shares.set(audience, share);
      desk.learns(after, share);
    }
  }

  private connect(socket: Socket<ClientEvents, ServerEvents>): void {
    const { principal } = socket.data as Opened;
    const desk = new Desk(socket, this.parts);
    this.desks.add(desk);
    socket.on("disconnect", () => this.desks.delete(desk));
    socket.on("resync", this.resyncOf(desk));
    for (const name of Object.keys(deskCommands) as DeskCommandName[]) {
      socket.on(name, (input: unknown, reply: unknown) => {
        const answer = typeof reply === "function" ? (reply as (result: DeskReply) => void) : null;
        const sender = { principal, spend: () => this.limits.spendCommand(socket.id) };
        void handleCommand(name, input, sender, this.parts).then((result) => answer?.(result));
      });
    }
    this.showAll(desk);
  }

  /** A window that asks and asks is shown everything every now and then, the last time included. */
  private resyncOf(desk: Desk): () => void {
    let rests = false;
    let asked = false;
    const resync = () => {
      asked = rests;
      if (rests) return;
      rests = true;
      this.showAll(desk);
      this.parts.clock.after(resyncMilliseconds, () => {
        rests = false;
        if (asked && this.desks.has(desk)) resync();
      });
    };
    return resync;
  }

  private showAll(desk: Desk): void {
    desk
      .sendSnapshot(() => this.shared ?? this.parts.shared())
      .catch((error: unknown) => {
        this.parts.log.error({ error }, "a desk could not be shown");
        desk.close();
      });
  }
}

function agentOf(event: CenterEvent): string | null {
  if ("agentId" in event) return event.agentId;
  return event.type === "agentAdmitted" ? event.profile.id : null;
}
