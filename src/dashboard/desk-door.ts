import type { Logger } from "pino";
import type { Namespace, Socket } from "socket.io";
import type { LiveCenter } from "../center/live-center.ts";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory/directory.ts";
import { may, permissions, type Permission, type Principal } from "../identity/permissions.ts";
import { contactOf, type CenterEvent } from "../routing/events.ts";
import { same, sharedChange } from "./change.ts";
import type { CommandSources } from "./commands.ts";
import { contactIdOf, deskView, type ContactBackground } from "./desk-view.ts";
import {
  deskCommands,
  type ClientEvents,
  type DeskChange,
  type DeskCommandName,
  type DeskReply,
  type DeskView,
  type ServerEvents,
} from "./schema.ts";
import type { SharedViews } from "./views.ts";
import { handleCommand } from "./handle-command.ts";
import { checkHandshake, type Opened } from "./handshake.ts";
import { createDeskLimits } from "./desk-limits.ts";
import { teamChangeShown, teamShown } from "./team.ts";
import { linesServed, waitingChangeShown, waitingShown } from "./waiting.ts";

export interface DeskParts {
  namespace: Namespace<ClientEvents, ServerEvents>;
  center: LiveCenter;
  directory: Directory;
  clock: Clock;
  log: Logger;
  commands: CommandSources;
  /** Who opens the socket, by the cookie and origin of its handshake. */
  principalOf(headers: Headers): Promise<Principal | null>;
  shared(): SharedViews;
  backgroundOf(contactId: string): Promise<ContactBackground | null>;
}

interface Desk {
  socket: Socket<ClientEvents, ServerEvents>;
  headers: Headers;
  principal: Principal;
  seq: number;
  /** What was sent last; undefined until the first snapshot is out. */
  view: DeskView | null | undefined;
  /** The lines whose callers were sent (R9). */
  lineIds: readonly string[] | null;
  /** Whether it has just been shown everything, and has asked for that again since. */
  resync: "free" | "rests" | "asked";
}

/** Hours and phrases change with the clock alone; so does who may still be here. */
const refreshMilliseconds = 15_000;
/** A whole picture costs more than a change: this long between two that a window asks for. */
const resyncMilliseconds = 500;

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
  private shared: SharedViews | null = null;
  private publishing: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private unsubscribe: () => void = () => {};
  private cancelRefresh: () => void = () => {};

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
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    this.cancelRefresh();
    this.parts.namespace.disconnectSockets(true);
  }

  /** Something about a contact was written down: its desk shows it. */
  refreshContact(contactId: string): void {
    this.touchedContacts.add(contactId);
    this.publishSoon();
  }

  /** Something that concerns everybody changed: lines, connection to the switch. */
  refresh(): void {
    this.publishSoon();
  }

  private touch(events: readonly CenterEvent[]): void {
    for (const event of events) {
      const contactId = contactOf(event);
      if (contactId) this.touchedContacts.add(contactId);
      const agentId = event.type === "offerMade" ? event.offer.agentId : agentOf(event);
      if (agentId) this.touchedAgents.add(agentId);
    }
    this.publishSoon();
  }

  private refreshLater(): void {
    this.cancelRefresh = this.parts.clock.after(refreshMilliseconds, () => {
      this.publishSoon();
      for (const desk of this.desks) void this.checkSignIn(desk);
      this.refreshLater();
    });
  }

  /** Who has signed out, or lost a role, gets nothing more over a socket that is still open. */
  private async checkSignIn(desk: Desk): Promise<void> {
    try {
      const principal = await this.parts.principalOf(desk.headers);
      if (same(principal, desk.principal)) return;
    } catch (error) {
      // A database out of reach signs nobody out.
      this.parts.log.warn({ error }, "a sign-in could not be checked");
      return;
    }
    desk.socket.disconnect(true);
  }

  /** Changes that come while one picture is drawn go into the next one. */
  private publishSoon(): void {
    this.again = true;
    this.publishing ??= this.publish()
      .catch((error: unknown) => this.parts.log.error({ error }, "desks could not be updated"))
      .finally(() => {
        this.publishing = null;
        if (this.again && !this.stopped) this.publishSoon();
      });
  }

  private async publish(): Promise<void> {
    await Promise.resolve();
    this.again = false;
    const before = this.shared;
    const after = this.parts.shared();
    const change = before ? sharedChange(before, after) : {};
    this.shared = after;
    const contacts = new Set(this.touchedContacts);
    const agents = new Set(this.touchedAgents);
    this.touchedContacts.clear();
    this.touchedAgents.clear();
    const { team, waiting, ...forAll } = change;
    await Promise.all(
      [...this.desks].map(async (desk) => {
        if (desk.view === undefined) return;
        if (!same(desk.lineIds, this.linesOf(desk.principal))) return this.sendSnapshot(desk);
        const sent: Omit<DeskChange, "seq" | "now"> = { ...forAll };
        const shown = waitingChangeShown(waiting, desk.lineIds);
        if (shown) sent.waiting = shown;
        const members = team && teamChangeShown(team, desk.principal);
        if (members) sent.team = members;
        if (this.concerns(desk, contacts, agents)) {
          const view = await this.viewOf(desk.principal);
          if (view && !same(view, desk.view)) sent.desk = desk.view = view;
        }
        if (Object.keys(sent).length === 0) return;
        desk.seq += 1;
        desk.socket.emit("change", { seq: desk.seq, now: this.parts.clock.now(), ...sent });
      }),
    );
  }

  private concerns(desk: Desk, contacts: Set<string>, agents: Set<string>): boolean {
    const { agentId } = desk.principal;
    if (agentId === null) return false;
    if (agents.has(agentId)) return true;
    const shown = desk.view?.contact?.id;
    return shown !== undefined && contacts.has(shown);
  }

  private connect(socket: Socket<ClientEvents, ServerEvents>): void {
    const { principal, headers } = socket.data as Opened;
    const unseen = { seq: 0, view: undefined, lineIds: null, resync: "free" } as const;
    const desk: Desk = { socket, headers, principal, ...unseen };
    this.desks.add(desk);
    socket.on("disconnect", () => this.desks.delete(desk));
    socket.on("resync", () => this.resync(desk));
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
  private resync(desk: Desk): void {
    if (desk.resync !== "free") {
      desk.resync = "asked";
      return;
    }
    desk.resync = "rests";
    this.showAll(desk);
    this.parts.clock.after(resyncMilliseconds, () => {
      const asked = desk.resync === "asked";
      desk.resync = "free";
      if (asked && this.desks.has(desk)) this.resync(desk);
    });
  }

  private showAll(desk: Desk): void {
    this.sendSnapshot(desk).catch((error: unknown) => {
      this.parts.log.error({ error }, "a desk could not be shown");
      desk.socket.disconnect(true);
    });
  }

  private async sendSnapshot(desk: Desk): Promise<void> {
    const { principal } = desk;
    desk.view = undefined;
    const view = await this.viewOf(principal);
    const shared = this.shared;
    if (!shared || this.stopped) return;
    desk.view = view;
    desk.lineIds = this.linesOf(principal);
    const all = Object.keys(permissions) as Permission[];
    desk.socket.emit("snapshot", {
      seq: desk.seq,
      now: this.parts.clock.now(),
      me: {
        userId: principal.userId,
        name: principal.name,
        agentId: principal.agentId,
        permissions: all.filter((permission) => may(principal, permission)),
      },
      desk: view,
      lines: [...shared.lines.values()],
      waiting: waitingShown(shared.waiting, desk.lineIds),
      team: teamShown(shared.team, principal),
      summary: shared.summary,
      status: shared.status,
    });
    // Changes were held back meanwhile: look once more.
    if (principal.agentId !== null) this.touchedAgents.add(principal.agentId);
    this.publishSoon();
  }

  private async viewOf({ agentId }: Principal): Promise<DeskView | null> {
    const { center, directory } = this.parts;
    const contactId = agentId && this.contactShown(agentId);
    const background = contactId ? await this.parts.backgroundOf(contactId) : null;
    // Read after the wait, so that the picture is of one moment.
    const agent = agentId ? center.state.agents[agentId] : undefined;
    if (!agent) return null;
    const still = contactIdOf(agent, center.state) === contactId;
    return deskView(agent, center.state, directory, still ? background : null);
  }

  private linesOf(principal: Principal): readonly string[] | null {
    return linesServed(principal, this.parts.center.state);
  }

  private contactShown(agentId: string): string | null {
    const { state } = this.parts.center;
    const agent = state.agents[agentId];
    return agent ? contactIdOf(agent, state) : null;
  }
}

function agentOf(event: CenterEvent): string | null {
  if ("agentId" in event) return event.agentId;
  return event.type === "agentAdmitted" ? event.profile.id : null;
}
