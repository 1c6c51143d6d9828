// Writes the sounds beside this file that stand in for a site's own: `npx tsx make-sounds.ts`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "../../../clock.ts";
import { soundBytesPerSecond, soundSamplesPerSecond } from "../sound.ts";
import { Speech } from "../speech.ts";

const headerBytes = 44;

interface Tone {
  hertz: number;
  seconds: number;
}

const music: Tone[] = [262, 330, 392, 523, 392, 330, 294, 349, 440, 587, 440, 349].map((hertz) => ({
  hertz,
  seconds: 0.5,
}));

const sentences = {
  closed:
    "Guten Tag. Wir können Ihren Anruf zurzeit leider nicht annehmen. Bitte versuchen Sie es " +
    "später noch einmal. Im Notfall wählen Sie die 112.",
  "please-wait": "Einen Augenblick, bitte.",
  "callback-offer": "Drücken Sie die Eins, dann rufen wir Sie zurück.",
  "callback-promised": "Vielen Dank. Wir rufen Sie zurück. Sie können jetzt auflegen.",
};

write("moh/music.wav", wave(soundOf(music.flatMap(samplesOf))));
const kept = mkdtempSync(path.join(tmpdir(), "sounds-"));
const speech = new Speech(kept, systemClock);
for (const [name, text] of Object.entries(sentences)) {
  write(`sounds/servicecenter/${name}.wav`, wave(readFileSync(`${await speech.say(text)}.sln`)));
}
rmSync(kept, { recursive: true });

function write(name: string, content: Buffer): void {
  const file = path.join(import.meta.dirname, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function samplesOf({ hertz, seconds }: Tone): number[] {
  const count = Math.round(seconds * soundSamplesPerSecond);
  return Array.from({ length: count }, (_, sample) => {
    // Begins and ends softly, for a tone that is cut off clicks.
    const loudness = Math.min(1, sample / 200, (count - sample) / 400) * 6_000;
    return Math.round(loudness * Math.sin((2 * Math.PI * hertz * sample) / soundSamplesPerSecond));
  });
}

function soundOf(samples: readonly number[]): Buffer {
  const sound = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, index) => sound.writeInt16LE(sample, index * 2));
  return sound;
}

/** Microsoft WAVE, PCM, one channel, 16 bit. */
function wave(sound: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write("RIFF", 0);
  header.writeUInt32LE(headerBytes + sound.length - 8, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(soundSamplesPerSecond, 24);
  header.writeUInt32LE(soundBytesPerSecond, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(sound.length, 40);
  return Buffer.concat([header, sound]);
}
