/**
 * Names of the things at the switch. They are made from the call and the party alone, so that every
 * request may be repeated and everything found after a restart tells whose it is.
 */
export function legIdOf(callId: string, partyId: string): string {
  return `${callId}.${partyId}`;
}

/** Asterisk's own channel ids end in a number, a party's id begins with a letter. */
export function partOfLeg(channelId: string): { callId: string; partyId: string } | null {
  const match = /^(.+)\.([a-z]\w*)$/i.exec(channelId);
  return match?.[1] && match[2] ? { callId: match[1], partyId: match[2] } : null;
}

export function bridgeIdOf(callId: string): string {
  return `talk.${callId}`;
}

export function callOfBridge(bridgeId: string): string | null {
  return /^talk\.(.+)$/.exec(bridgeId)?.[1] ?? null;
}

export function announcementIdOf(callId: string): string {
  return `announcement.${callId}`;
}

export function callOfAnnouncement(playbackId: string): string | null {
  return /^announcement\.(.+)$/.exec(playbackId)?.[1] ?? null;
}

/** Null for a caller whom the dialplan names "anonymous", and for what is no number. */
export function callerNumberOf(number: string): string | null {
  return /^\+?[\d*#]+$/.test(number) ? number : null;
}

/** What may stand for {extension} where a phone is dialled: nothing that dials another. */
export function isExtension(text: string): boolean {
  return /^[\w*#+-]+$/.test(text);
}
