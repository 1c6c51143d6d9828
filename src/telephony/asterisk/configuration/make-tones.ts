// Writes the placeholder sounds beside this file: `npx tsx make-tones.ts`.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const samplesPerSecond = 8_000;
const headerBytes = 44;

interface Tone {
  /** 0: silence */
  hertz: number;
  seconds: number;
}

const pause: Tone = { hertz: 0, seconds: 0.4 };
/** The special information tone of ITU-T E.180: the call cannot be put through. */
const information: Tone[] = [950, 1400, 1800].map((hertz) => ({ hertz, seconds: 0.33 }));
const music: Tone[] = [262, 330, 392, 523, 392, 330, 294, 349, 440, 587, 440, 349].map((hertz) => ({
  hertz,
  seconds: 0.5,
}));

write("moh/music.wav", music);
write("sounds/servicecenter/closed.wav", [...information, pause, ...information, pause]);
write("sounds/servicecenter/please-wait.wav", [
  { hertz: 523, seconds: 0.3 },
  { hertz: 392, seconds: 0.5 },
  pause,
  pause,
]);

function write(name: string, tones: readonly Tone[]): void {
  const file = path.join(import.meta.dirname, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wave(tones.flatMap(samplesOf)));
}

function samplesOf({ hertz, seconds }: Tone): number[] {
  const count = Math.round(seconds * samplesPerSecond);
  return Array.from({ length: count }, (_, sample) => {
    // Begins and ends softly, for a tone that is cut off clicks.
    const loudness = Math.min(1, sample / 200, (count - sample) / 400) * 6_000;
    return Math.round(loudness * Math.sin((2 * Math.PI * hertz * sample) / samplesPerSecond));
  });
}

/** Microsoft WAVE, PCM, one channel, 16 bit. */
function wave(samples: readonly number[]): Buffer {
  const buffer = Buffer.alloc(headerBytes + samples.length * 2);
  buffer.write("RIFF", 0);
  buffer.writeUInt32LE(buffer.length - 8, 4);
  buffer.write("WAVEfmt ", 8);
  buffer.writeUInt32LE(16, 16);
  buffer.writeUInt16LE(1, 20);
  buffer.writeUInt16LE(1, 22);
  buffer.writeUInt32LE(samplesPerSecond, 24);
  buffer.writeUInt32LE(samplesPerSecond * 2, 28);
  buffer.writeUInt16LE(2, 32);
  buffer.writeUInt16LE(16, 34);
  buffer.write("data", 36);
  buffer.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => buffer.writeInt16LE(sample, headerBytes + index * 2));
  return buffer;
}
