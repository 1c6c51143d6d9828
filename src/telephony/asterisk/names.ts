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

/** A call that the centre makes (R11). */
export function isOutgoing(callId: string): boolean {
  return /^callback-[^.]+$/.test(callId);
}

/**
 * The caller's channel: it names the call, unless we dial him. The switch takes no channel whose
 * name another's begins with.
 */
export function callerChannelOf(callId: string): string {
  return isOutgoing(callId) ? `citizen.${callId}` : callId;
}

export function callOfCaller(channelId: string): string {
  return /^citizen\.(callback-.+)$/.exec(channelId)?.[1] ?? channelId;
}

export function bridgeIdOf(callId: string): string {
  return `talk.${callId}`;
}

/** What is played to a caller: one sound at a time. */
export function playbackIdOf(callId: string): string {
  return `announcement.${callId}`;
}

export function callOfPlayback(id: string): string | null {
  return /^announcement\.(.+)$/.exec(id)?.[1] ?? null;
}

export function callOfBridge(bridgeId: string): string | null {
  return /^talk\.(.+)$/.exec(bridgeId)?.[1] ?? null;
}

/** Null for a caller whom the dialplan names "anonymous", and for what is no number. */
export function callerNumberOf(number: string): string | null {
  return /^\+?[\d*#]+$/.test(number) ? number : null;
}

/** What may stand for {extension} where a phone is dialled: nothing that dials another. */
export function isExtension(text: string): boolean {
  return /^[\w*#+-]+$/.test(text);
}

/** What may stand for {number} where a citizen is dialled. */
export function isDialable(number: string): boolean {
  return /^\+?\d+$/.test(number);
}
