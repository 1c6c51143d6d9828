import load from "@echogarden/espeak-ng-emscripten";
import { toTelephoneSound } from "./sound.ts";
import { spokenText } from "./spoken-text.ts";

/** What this process sends. */
export interface Outcome {
  sound?: Uint8Array;
  error?: string;
}

/**
 * A process of its own that says one German text with the voice of eSpeak NG and ends: it gets the
 * text as a message and sends the sound, or what went wrong, as another.
 */
const wordsPerMinute = 150;

async function synthesise(text: string): Promise<Buffer> {
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Error("nothing to say");
  const { eSpeakNGWorker: Voice } = await load();
  const voice = new Voice();
  if (voice.set_voice("German", "de") !== 0) throw new Error("no German voice");
  voice.rate = wordsPerMinute;
  const parts: Int16Array[] = [];
  voice.synthesize(spokenText(text), (samples) => {
    if (samples) parts.push(samples.slice());
    return false;
  });
  const samples = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return toTelephoneSound(samples, voice.samplerate);
}

process.once("message", (text) => {
  const send = (outcome: Outcome) => process.send?.(outcome, () => process.disconnect());
  synthesise(String(text)).then(
    (sound) => send({ sound: new Uint8Array(sound) }),
    (error: unknown) => send({ error: String(error) }),
  );
});
