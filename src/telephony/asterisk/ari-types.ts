/**
 * The part of Asterisk's REST interface (ARI, as of Asterisk 22.10) that the driver uses. The full
 * description lies with every Asterisk in its folder rest-api.
 */
export interface AriChannel {
  id: string;
  /** "Up" once answered. */
  state: string;
  caller: { name: string; number: string };
  dialplan: { exten: string };
}

export interface AriBridge {
  id: string;
  channels: string[];
}

export interface AriApplication {
  /** Channels under control of the application; others may be in the dialplan. */
  channel_ids: string[];
}

export interface AriPlayback {
  id: string;
  /** What was asked for, "sound:servicecenter/closed". */
  media_uri: string;
  state: string;
}

export type AriEvent =
  | { type: "StasisStart"; args: string[]; channel: AriChannel }
  | { type: "StasisEnd"; channel: AriChannel }
  | { type: "ChannelDestroyed"; channel: AriChannel; cause: number }
  | { type: "ChannelDtmfReceived"; channel: AriChannel; digit: string }
  | { type: "PlaybackFinished"; playback: AriPlayback }
  /** A caller is offered to every application that listens; the first to claim gets him. */
  | { type: "CallBroadcast"; channel: AriChannel }
  | { type: "ApplicationReplaced" };

/** The event types above: Asterisk is asked to send no others. */
export const ariEventTypes: readonly AriEvent["type"][] = [
  "StasisStart",
  "StasisEnd",
  "ChannelDestroyed",
  "ChannelDtmfReceived",
  "PlaybackFinished",
  "CallBroadcast",
  "ApplicationReplaced",
];
