import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";
import type { ActualCall, DesiredCall, Telephony, TelephonyEvent } from "../telephony.ts";
import { AriCommands } from "./ari-commands.ts";
import { AriConnection, AriError } from "./ari-connection.ts";
import type { AriBridge, AriChannel, AriEvent } from "./ari-types.ts";
import { AsteriskCall } from "./call.ts";
import { callerNumberOf, callOfAnnouncement, callOfBridge, partOfLeg } from "./names.ts";
import type { CallSurroundings } from "./surroundings.ts";

export interface AsteriskParts {
  /** Where ARI answers, "http://127.0.0.1:8088/ari". */
  url: string;
  username: string;
  password: string;
  clock: Clock;
  log: Logger;
  /** How long it leaves the switch to another process that has taken it; see `standDown`. */
  standDownSeconds?: number;
}

/** As in configuration/extensions.conf. */
const application = "servicecenter";
const prepareAgainMilliseconds = 1_000;
/** By then, who has lost the centre's lease knows it. */
const standDownSecondsDefault = 5;

/** The driver of an Asterisk, 22.10 or newer, set up as in the folder configuration/. */
export class AsteriskTelephony implements Telephony {
  private readonly parts: AsteriskParts;
  private readonly connection: AriConnection;
  private readonly ari: AriCommands;
  private readonly calls = new Map<string, AsteriskCall>();
  private readonly around: CallSurroundings;
  private listener: ((event: TelephonyEvent) => void) | null = null;
  private cancelRenewal: () => void = () => {};
  private cancelReturn: () => void = () => {};
  private ready = false;

  constructor(parts: AsteriskParts) {
    const { url, username, password, clock, log } = parts;
    this.parts = parts;
    this.connection = new AriConnection(
      { url, username, password, application },
      {
        up: () => void this.prepare(),
        down: () => this.lose(),
        event: (event) => this.receive(event),
      },
    );
    this.ari = new AriCommands(this.connection, application);
    this.around = {
      ari: this.ari,
      clock,
      log,
      report: (event) => this.report(event),
      forget: (callId) => void this.calls.delete(callId),
    };
  }

  async start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.listener = listener;
    await this.connection.start();
  }

  stop(): Promise<void> {
    this.listener = null;
    this.ready = false;
    this.cancelRenewal();
    this.cancelReturn();
    this.connection.stop();
    this.calls.clear();
    return Promise.resolve();
  }

  direct(callId: string, desired: DesiredCall): void {
    this.callOf(callId, false).direct(desired);
  }

  connected(): boolean {
    return this.ready;
  }

  async observe(): Promise<ActualCall[]> {
    if (!this.ready) throw unavailable();
    try {
      return await this.survey();
    } catch (error) {
      if (error instanceof AriError) throw unavailable();
      throw error;
    }
  }

  private async prepare(): Promise<void> {
    try {
      await this.ari.learnDialplan();
      await this.survey();
    } catch (error) {
      if (!this.connection.connected) return;
      this.parts.log.warn({ error }, "Asterisk answers, but not as expected");
      this.parts.clock.after(prepareAgainMilliseconds, () => void this.prepare());
      return;
    }
    if (this.listener === null) return;
    this.ready = true;
    this.renewLater();
    for (const call of this.calls.values()) call.verify();
    this.report({ type: "connection", up: true });
  }

  private lose(): void {
    if (!this.ready) return;
    this.ready = false;
    this.report({ type: "connection", up: false });
  }

  private receive(event: AriEvent): void {
    switch (event.type) {
      case "CallBroadcast":
        void this.ari.claim(event.channel.id).catch(() => {});
        return;
      case "StasisStart":
        return this.enter(event.channel, event.args[1]);
      case "StasisEnd":
        return this.calls.get(event.channel.id)?.leave();
      case "ChannelDestroyed": {
        const leg = partOfLeg(event.channel.id);
        if (leg) this.calls.get(leg.callId)?.noteLegOver(leg.partyId, event.cause);
        else this.calls.get(event.channel.id)?.leave();
        return;
      }
      case "PlaybackFinished":
        return this.calls
          .get(callOfAnnouncement(event.playback.id) ?? "")
          ?.announcement.note(event.playback.state !== "failed");
      case "ApplicationReplaced":
        return this.standDown();
    }
  }

  private enter(channel: AriChannel, dialled: string | undefined): void {
    const leg = partOfLeg(channel.id);
    if (leg) return this.enterLeg(channel.id, leg);
    this.callOf(channel.id, true);
    this.report({
      type: "callArrived",
      callId: channel.id,
      dialled: dialled ?? channel.dialplan.exten,
      callerNumber: callerNumberOf(channel.caller.number),
    });
  }

  private enterLeg(channelId: string, leg: { callId: string; partyId: string }): void {
    const call = this.calls.get(leg.callId);
    if (call) call.noteLeg(leg.partyId, "up");
    else void this.ari.hangUp(channelId).catch(() => {});
  }

  /**
   * Two processes that take the application from each other would serve nobody. Whoever leads no
   * longer is stopped soon; whoever still leads takes the application back from one that woke up
   * and did not know.
   */
  private standDown(): void {
    const { clock, log, standDownSeconds } = this.parts;
    log.error("another process has taken over the telephone switch; standing down");
    this.connection.stop();
    this.cancelReturn();
    this.cancelReturn = clock.after((standDownSeconds ?? standDownSecondsDefault) * 1000, () => {
      if (this.listener !== null) void this.connection.start();
    });
  }

  private async survey(): Promise<ActualCall[]> {
    const knownBefore = [...this.calls.keys()];
    const { channels, bridges, ours } = await this.ari.survey();
    const callers = new Map(
      channels
        .filter((channel) => ours.has(channel.id) && !partOfLeg(channel.id))
        .map((channel) => [channel.id, channel]),
    );
    for (const callId of knownBefore) if (!callers.has(callId)) this.calls.get(callId)?.leave();
    for (const callId of callers.keys()) this.callOf(callId, false);
    const legs = this.sortLegs(channels, callers);
    this.removeEmptyBridges(bridges, callers);
    return [...callers.values()].map((caller) => ({
      callId: caller.id,
      direction: "incoming",
      dialled: caller.dialplan.exten,
      callerNumber: callerNumberOf(caller.caller.number),
      caller: "present",
      party: this.partyAmong(legs.get(caller.id) ?? [], caller.id, bridges),
    }));
  }

  /** Legs by call; those whose caller has gone are hung up. */
  private sortLegs(
    channels: AriChannel[],
    callers: ReadonlyMap<string, AriChannel>,
  ): Map<string, AriChannel[]> {
    const legs = new Map<string, AriChannel[]>();
    for (const channel of channels) {
      const part = partOfLeg(channel.id);
      if (!part) continue;
      const call = this.calls.get(part.callId);
      if (!callers.has(part.callId) && !call) void this.ari.hangUp(channel.id).catch(() => {});
      call?.noteLeg(part.partyId, channel.state === "Up" ? "up" : "ringing");
      legs.set(part.callId, [...(legs.get(part.callId) ?? []), channel]);
    }
    return legs;
  }

  private partyAmong(
    legs: AriChannel[],
    callId: string,
    bridges: AriBridge[],
  ): ActualCall["party"] {
    const call = this.calls.get(callId);
    const wished = legs.find((leg) => partOfLeg(leg.id)?.partyId === call?.wishedPartyId);
    const leg = wished ?? legs.find((each) => each.state === "Up") ?? legs[0];
    if (call?.lacks(leg, bridges)) call.verify();
    if (!leg) return null;
    const id = partOfLeg(leg.id)?.partyId ?? leg.id;
    return { id, state: leg.state === "Up" ? "connected" : "ringing" };
  }

  private removeEmptyBridges(bridges: AriBridge[], callers: ReadonlyMap<string, unknown>): void {
    for (const bridge of bridges) {
      const callId = callOfBridge(bridge.id);
      if (callId === null || callers.has(callId) || this.calls.has(callId)) continue;
      void this.ari.destroyBridge(bridge.id).catch(() => {});
    }
  }

  private callOf(callId: string, fresh: boolean): AsteriskCall {
    const known = this.calls.get(callId);
    if (known) return known;
    const call = new AsteriskCall(callId, this.around, fresh);
    this.calls.set(callId, call);
    return call;
  }

  private renewLater(): void {
    this.cancelRenewal();
    this.cancelRenewal = this.parts.clock.after((this.ari.guardSeconds / 4) * 1000, () => {
      for (const call of this.calls.values()) {
        if (call.guarded) void this.ari.guard(call.id).catch(() => {});
      }
      this.renewLater();
    });
  }

  private report(event: TelephonyEvent): void {
    this.listener?.(event);
  }
}

function unavailable(): AppError {
  return new AppError(503, "telephony_unavailable", "Die Telefonanlage ist nicht erreichbar.");
}
