import { isDeepStrictEqual } from "node:util";
import type { Socket } from "socket.io";
import { may, permissions, type Permission, type Principal } from "../identity/permissions.ts";
import { changeShownTo, shownTo, supervisedScope } from "./audience.ts";
import type { sharedChange } from "./change.ts";
import type { DeskParts } from "./desk-door.ts";
import { contactIdOf, deskView, mayBeDrawnAlone, type ContactBackground } from "./desk-view.ts";
import type { Opened } from "./handshake.ts";
import type { ClientEvents, DeskChange, DeskView, ServerEvents, WaitingView } from "./schema.ts";
import { teamChangeShown, teamScope, teamShown } from "./team.ts";
import type { SharedViews } from "./views.ts";
import { asSeenFrom, linesServed } from "./waiting.ts";

type Change = Omit<DeskChange, "seq" | "now">;

/**
 * One window of a person. It learns at once what happens to itself, from what the core knows; what
 * is written down of its contact follows as soon as it is read.
 */
export class Desk {
  private readonly socket: Socket<ClientEvents, ServerEvents>;
  private readonly opened: Opened;
  private readonly parts: DeskParts;
  private seq = 0;
  /** What was sent last; undefined until the first snapshot is out. */
  private view: DeskView | null | undefined;
  /** The lines whose callers were sent (R9). */
  private lineIds: readonly string[] | null = null;
  /** Of what everybody sees, what was sent last. */
  private shared: SharedViews | null = null;
  private circle = "";
  /** What was last read of the contact that was shown then. */
  private background: { contactId: string; found: ContactBackground | null } | null = null;
  /** Whether that is being read anew, and something has happened since the reading began. */
  private reading: "no" | "yes" | "again" = "no";

  constructor(socket: Socket<ClientEvents, ServerEvents>, parts: DeskParts) {
    this.socket = socket;
    this.opened = socket.data as Opened;
    this.parts = parts;
  }

  /** What the sign-in was proved with. */
  get headers(): Headers {
    return this.opened.headers;
  }

  /** Who has signed out, or lost a role, gets nothing more over a socket that is still open. */
  keepOnlyFor(principal: Principal | null): void {
    if (!isDeepStrictEqual(principal, this.opened.principal)) this.close();
  }

  close(): void {
    this.socket.disconnect(true);
  }

  /** Everything, as it was last told to all; what changes meanwhile is looked at afterwards. */
  async sendSnapshot(shared: () => SharedViews): Promise<void> {
    const { principal } = this.opened;
    this.view = undefined;
    const { contactId } = this;
    const found = contactId ? await this.parts.backgroundOf(contactId) : null;
    const view = this.viewWith(this.contactId === contactId ? found : null);
    this.shared = shared();
    const { lines, waiting, callbacks, team, summary, status } = this.shared;
    this.view = view;
    this.lineIds = this.linesServed();
    this.circle = JSON.stringify([this.lineIds, teamScope(principal), supervisedScope(principal)]);
    const all = Object.keys(permissions) as Permission[];
    this.socket.emit("snapshot", {
      seq: this.seq,
      now: this.parts.clock.now(),
      me: {
        userId: principal.userId,
        name: principal.name,
        agentId: principal.agentId,
        permissions: all.filter((permission) => may(principal, permission)),
      },
      desk: view,
      lines: [...lines.values()],
      waiting: shownTo(waiting, principal, this.lineIds)?.map(this.asSeen) ?? null,
      callbacks: shownTo(callbacks, principal, this.lineIds),
      team: teamShown(team, principal),
      summary,
      status,
    });
    this.showOwn(true);
  }

  get agentId(): string | null {
    return this.opened.principal.agentId;
  }

  /** The contact that was sent last. */
  get contactShown(): string | null {
    return this.view?.contact?.id ?? null;
  }

  /**
   * Something has happened to the agent or the contact.
   * @param written whether something was written down of the contact, so that it is read anew
   */
  showOwn(written: boolean): void {
    const { contactId } = this;
    if (contactId === null) return this.sendOwn(null);
    if (mayBeDrawnAlone(contactId, this.parts.center.state)) {
      const background = this.known(contactId);
      this.sendOwn(background);
      if (background !== null && !written) return;
    }
    if (this.reading !== "no") this.reading = "again";
    else {
      void this.readBackground().catch((error: unknown) => {
        this.reading = "no";
        this.parts.log.error({ error }, "a desk could not be updated");
      });
    }
  }

  /** Whether the person serves other lines than those of which callers were sent. */
  get outdated(): boolean {
    if (this.view === undefined) return false;
    const served = this.linesServed();
    return served !== this.lineIds && !isDeepStrictEqual(served, this.lineIds);
  }

  /** Whoever has the same audience sees the same of what changes for everybody. */
  get audience(): string {
    return this.circle;
  }

  /** Whether this is what it knows; whoever was shown everything meanwhile knows more. */
  knows(shared: SharedViews): boolean {
    return this.view !== undefined && this.shared === shared;
  }

  learns(shared: SharedViews, change: Change): void {
    this.shared = shared;
    this.send(change);
  }

  /** The part of what changed for everybody that this desk may see. */
  shareOf({ team, waiting, callbacks, ...forAll }: ReturnType<typeof sharedChange>): Change {
    const share: Change = { ...forAll };
    const { principal } = this.opened;
    const callers = changeShownTo(waiting, principal, this.lineIds);
    if (callers) share.waiting = { ...callers, changed: callers.changed.map(this.asSeen) };
    const toCall = changeShownTo(callbacks, principal, this.lineIds);
    if (toCall) share.callbacks = toCall;
    const members = team && teamChangeShown(team, principal);
    if (members) share.team = members;
    return share;
  }

  /** A change that got lost without another after it would never be missed. */
  pulse(): void {
    if (this.view !== undefined) this.socket.emit("pulse", { seq: this.seq });
  }

  /** With the next number; nothing before the snapshot. */
  private send(change: Change): void {
    if (this.view === undefined || Object.keys(change).length === 0) return;
    this.seq += 1;
    this.socket.emit("change", { seq: this.seq, now: this.parts.clock.now(), ...change });
  }

  private async readBackground(): Promise<void> {
    do {
      this.reading = "yes";
      const { contactId } = this;
      if (contactId === null) break;
      const found = (await this.parts.backgroundOf(contactId)) ?? this.known(contactId);
      // Another contact is shown by now: whatever brought it asks for it.
      if (this.contactId !== contactId) continue;
      this.background = { contactId, found };
      this.sendOwn(found);
    } while (this.askedAgain() && this.socket.connected);
    this.reading = "no";
  }

  private askedAgain(): boolean {
    return this.reading === "again";
  }

  private known(contactId: string): ContactBackground | null {
    return this.background?.contactId === contactId ? this.background.found : null;
  }

  private sendOwn(background: ContactBackground | null): void {
    const view = this.viewWith(background);
    if (this.view === undefined || !view || isDeepStrictEqual(view, this.view)) return;
    this.view = view;
    this.send({ desk: view });
  }

  private viewWith(background: ContactBackground | null): DeskView | null {
    const { center, directory } = this.parts;
    const { agentId } = this;
    const agent = agentId ? center.state.agents[agentId] : undefined;
    return agent ? deskView(agent, center.state, directory, background) : null;
  }

  private readonly asSeen = (caller: WaitingView) => asSeenFrom(this.lineIds, caller);

  private get contactId(): string | null {
    const { state } = this.parts.center;
    const { agentId } = this;
    const agent = agentId ? state.agents[agentId] : undefined;
    return agent ? contactIdOf(agent, state) : null;
  }

  private linesServed(): readonly string[] | null {
    return linesServed(this.opened.principal, this.parts.center.state);
  }
}
