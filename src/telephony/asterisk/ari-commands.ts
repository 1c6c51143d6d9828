import type { DesiredCall, DesiredParty } from "../telephony.ts";
import { AriError, type AriConnection, type AriRequest } from "./ari-connection.ts";
import type { AriApplication, AriBridge, AriChannel, AriPlayback } from "./ari-types.ts";
import { dialplanDefaults, readDialplan } from "./dialplan.ts";
import type { Survey } from "./survey.ts";
import { callerChannelOf, isDialable, isExtension, legIdOf, playbackIdOf } from "./names.ts";

/** Answers that mean: it is so already, or what it was about is gone. */
const settledStatuses = [404, 409, 412, 422];

const unallocatedNumberCause = "1";

/** What the driver asks of Asterisk, in the words of telephony. All of it may be repeated. */
export class AriCommands {
  private readonly connection: AriConnection;
  private readonly application: string;
  private dialplan = dialplanDefaults;

  constructor(connection: AriConnection, application: string) {
    this.connection = connection;
    this.application = application;
  }

  get guardSeconds(): number {
    return this.dialplan.guardSeconds;
  }

  get connected(): boolean {
    return this.connection.connected;
  }

  /** Reads how phones are dialled here, and how long a caller may be left alone. */
  async learnDialplan(): Promise<void> {
    this.dialplan = await readDialplan(async (variable) => {
      const found = await this.find<{ value: string }>("asterisk/variable", { variable });
      return found?.value;
    });
  }

  async claim(channelId: string): Promise<void> {
    const query = { channelId, application: this.application };
    await this.attempt({ method: "POST", path: "events/claim", query });
  }

  /** Everything that is there: all channels, all bridges, and which channels are ours. */
  async survey(): Promise<Survey> {
    const [application, channels, bridges] = await Promise.all([
      this.get<AriApplication>(`applications/${this.application}`),
      this.get<AriChannel[]>("channels"),
      this.get<AriBridge[]>("bridges"),
    ]);
    return { channels, bridges, ours: new Set(application.channel_ids) };
  }

  channel(channelId: string): Promise<AriChannel | null> {
    return this.find<AriChannel>(`channels/${channelId}`);
  }

  async bridgeMembers(bridgeId: string): Promise<string[] | null> {
    return (await this.find<AriBridge>(`bridges/${bridgeId}`))?.channels ?? null;
  }

  /** What is played to a caller now; null: nothing. */
  async soundPlayed(callId: string): Promise<string | null> {
    const playback = await this.find<AriPlayback>(`playbacks/${playbackIdOf(callId)}`);
    return playback?.media_uri ?? null;
  }

  answer(channelId: string): Promise<boolean> {
    return this.attempt({ method: "POST", path: `channels/${channelId}/answer` });
  }

  startMusic(channelId: string): Promise<boolean> {
    return this.attempt({ method: "POST", path: `channels/${channelId}/moh` });
  }

  stopMusic(channelId: string): Promise<boolean> {
    return this.attempt({ method: "DELETE", path: `channels/${channelId}/moh` });
  }

  /**
   * Unless this is renewed, the dialplan takes the caller back when the time is over.
   * @param moreSeconds while something is played the time cannot be renewed: it must last
   */
  guard(channelId: string, moreSeconds = 0): Promise<boolean> {
    return this.setTimeLimit(channelId, this.dialplan.guardSeconds + Math.ceil(moreSeconds));
  }

  /** Whoever talks to a person is never taken away. */
  unguard(channelId: string): Promise<boolean> {
    return this.setTimeLimit(channelId, 0);
  }

  /** @throws AriError 409 when the leg is there already, others when the phone is out of reach */
  async dial(
    callId: string,
    callerNumber: string | null,
    party: DesiredParty,
    secondsMax: number,
  ): Promise<void> {
    const path = `channels/${legIdOf(callId, party.id)}`;
    const shown = callerNumber ?? "anonymous";
    const { agentEndpoint, targetEndpoint } = this.dialplan;
    const endpoint = party.role === "agent" ? agentEndpoint : targetEndpoint;
    if (!isExtension(party.extension)) {
      throw new AriError({ method: "POST", path }, 400, "no extension");
    }
    await this.connection.request({
      method: "POST",
      path,
      query: {
        endpoint: endpoint.replace("{extension}", party.extension),
        app: this.application,
        appArgs: "leg",
        timeout: String(Math.max(1, Math.round(secondsMax))),
        callerId: `${shown} <${shown}>`,
        formats: "alaw",
      },
    });
  }

  createBridge(bridgeId: string): Promise<boolean> {
    return this.attempt({ method: "POST", path: `bridges/${bridgeId}`, query: { type: "mixing" } });
  }

  destroyBridge(bridgeId: string): Promise<boolean> {
    return this.attempt({ method: "DELETE", path: `bridges/${bridgeId}` });
  }

  /** @throws AriError when one of the channels is gone or not yet ready */
  async join(bridgeId: string, channelIds: string[]): Promise<void> {
    const query = { channel: channelIds.join(",") };
    await this.connection.request({
      method: "POST",
      path: `bridges/${bridgeId}/addChannel`,
      query,
    });
  }

  /**
   * Until it has ended, the switch answers no request to answer, guard or join this caller, and
   * none of those behind it.
   * @param sound "sound:" and a file without its ending, or "tone:" and a tone
   */
  play(callId: string, sound: string): Promise<boolean> {
    const path = `channels/${callerChannelOf(callId)}/play/${playbackIdOf(callId)}`;
    return this.attempt({ method: "POST", path, query: { media: sound } });
  }

  stopPlayback(callId: string): Promise<boolean> {
    return this.attempt({ method: "DELETE", path: `playbacks/${playbackIdOf(callId)}` });
  }

  /** Whoever is on the line and waits for somebody to answer hears the ringing tone. */
  startRinging(channelId: string): Promise<boolean> {
    return this.attempt({ method: "POST", path: `channels/${channelId}/ring` });
  }

  stopRinging(channelId: string): Promise<boolean> {
    return this.attempt({ method: "DELETE", path: `channels/${channelId}/ring` });
  }

  /**
   * Dials a citizen; his channel is hung up when nobody takes care
   * of it after his answer.
   * @throws AriError 409 when he is dialled already, others when he is out of reach
   */
  async dialCitizen(
    callId: string,
    { number, presents, secondsMax }: Extract<DesiredCall, { kind: "dialOut" }>,
  ): Promise<void> {
    const path = `channels/${callerChannelOf(callId)}`;
    const { citizenEndpoint, guardSeconds } = this.dialplan;
    const refused = citizenEndpoint === null ? "no CITIZEN_ENDPOINT in the dialplan" : "no number";
    if (citizenEndpoint === null || !isDialable(number)) {
      throw new AriError({ method: "POST", path }, 400, refused);
    }
    const timeout = Math.max(1, Math.round(secondsMax));
    await this.connection.request({
      method: "POST",
      path,
      query: {
        endpoint: citizenEndpoint.replace("{number}", number),
        app: this.application,
        appArgs: "citizen",
        timeout: String(timeout),
        callerId: presents,
        formats: "alaw",
      },
      body: { variables: { "TIMEOUT(absolute)": String(timeout + guardSeconds) } },
    });
  }

  hangUp(channelId: string): Promise<boolean> {
    return this.attempt({ method: "DELETE", path: `channels/${channelId}` });
  }

  /** One who was never answered dialled a number that is none, and his network tells him so. */
  hangUpCaller(channelId: string, answered: boolean): Promise<boolean> {
    const query: Record<string, string> = answered ? {} : { reason_code: unallocatedNumberCause };
    return this.attempt({ method: "DELETE", path: `channels/${channelId}`, query });
  }

  private setTimeLimit(channelId: string, seconds: number): Promise<boolean> {
    const query = { variable: "TIMEOUT(absolute)", value: String(seconds) };
    return this.attempt({ method: "POST", path: `channels/${channelId}/variable`, query });
  }

  private get<Body>(path: string, query?: Record<string, string>): Promise<Body> {
    return this.connection.request<Body>({ method: "GET", path, ...(query ? { query } : {}) });
  }

  private async find<Body>(path: string, query?: Record<string, string>): Promise<Body | null> {
    try {
      return await this.get<Body>(path, query);
    } catch (error) {
      if (error instanceof AriError && error.status === 404) return null;
      throw error;
    }
  }

  /** @returns false where there was nothing to do any more */
  private async attempt(request: AriRequest): Promise<boolean> {
    try {
      await this.connection.request(request);
      return true;
    } catch (error) {
      if (error instanceof AriError && settledStatuses.includes(error.status)) return false;
      throw error;
    }
  }
}
