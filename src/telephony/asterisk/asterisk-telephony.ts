import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";
import type { ActualCall, DesiredCall, Telephony, TelephonyEvent } from "../telephony.ts";
import { AriCommands } from "./ari-commands.ts";
import { AriConnection, AriError } from "./ari-connection.ts";
import type { AriBridge, AriChannel, AriEvent } from "./ari-types.ts";
import { AsteriskCall } from "./call.ts";
import {
  callerNumberOf,
  callOfPlayback,
  callOfBridge,
  callOfCaller,
  isOutgoing,
  partOfLeg,
} from "./names.ts";
import { actualCall, legOf, sortSurvey, type SurveyedCall } from "./survey.ts";
import type { CallSurroundings } from "./surroundings.ts";

export interface AsteriskParts {
  /** Where ARI answers, "http://127.0.0.1:8088/ari". */
  url: string;
  username: string;
  password: string;
  /**
   * Says German words; rejects when it cannot.
   * @returns the file of the sound, without its ending, as the switch sees it
   */
  speech: (text: string) => Promise<string>;
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
    const { url, username, password, speech, clock, log } = parts;
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
      speech,
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
    for (const call of this.calls.values()) call.doubt();
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
        return this.calls.get(callOfCaller(event.channel.id))?.leave();
      case "ChannelDestroyed": {
        const leg = partOfLeg(event.channel.id);
        if (leg) this.calls.get(leg.callId)?.noteLegOver(leg.partyId, event.cause);
        else this.calls.get(callOfCaller(event.channel.id))?.noteCallerOver(event.cause);
        return;
      }
      case "ChannelDtmfReceived":
        return this.calls.get(callOfCaller(event.channel.id))?.notePressed(event.digit);
      case "PlaybackFinished":
        return this.calls
          .get(callOfPlayback(event.playback.id) ?? "")
          ?.announcement.note(event.playback.media_uri, event.playback.state !== "failed");
      case "ApplicationReplaced":
        return this.standDown();
    }
  }

  private enter(channel: AriChannel, dialled: string | undefined): void {
    const leg = partOfLeg(channel.id);
    if (leg) return this.enterLeg(channel.id, leg);
    if (isOutgoing(callOfCaller(channel.id))) return this.enterCitizen(channel.id);
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
    else this.refuse(channelId);
  }

  private enterCitizen(channelId: string): void {
    const call = this.calls.get(callOfCaller(channelId));
    if (call) call.noteCallerAnswered();
    else this.refuse(channelId);
  }

  /** Nobody wants it any more; before the first survey nobody knows. */
  private refuse(channelId: string): void {
    if (this.ready) void this.ari.hangUp(channelId).catch(() => {});
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
    // Of a citizen who is still to be dialled there need not be anything.
    const withCaller = [...this.calls.values()].filter((call) => call.hasCaller);
    const survey = await this.ari.survey();
    const { calls, orphans, strayBridges } = sortSurvey(survey);
    for (const call of withCaller) if (!calls.has(call.id)) call.leave();
    for (const orphan of orphans) {
      const callId = partOfLeg(orphan.id)?.callId ?? "";
      if (!this.calls.has(callId)) void this.ari.hangUp(orphan.id).catch(() => {});
    }
    for (const { id } of strayBridges) {
      const callId = callOfBridge(id) ?? "";
      if (!this.calls.has(callId)) void this.ari.destroyBridge(id).catch(() => {});
    }
    return [...calls.values()].map((surveyed) => this.adopt(surveyed, survey.bridges));
  }

  private adopt(surveyed: SurveyedCall, bridges: readonly AriBridge[]): ActualCall {
    const call = this.callOf(surveyed.callId, false);
    for (const leg of surveyed.legs) {
      const partyId = partOfLeg(leg.id)?.partyId ?? "";
      call.noteLeg(partyId, leg.state === "Up" ? "up" : "ringing");
    }
    if (call.lacks(legOf(surveyed, call.wishedPartyId), bridges)) call.verify();
    return actualCall(surveyed, call);
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
