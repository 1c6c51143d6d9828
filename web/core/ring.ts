/**
 * The ring tone, synthesised: nothing to load, nothing to licence. Browsers keep audio silent until
 * somebody has clicked or pressed a key; `locked` says so.
 */
export interface Ring {
  unlock(): Promise<void>;
  locked(): boolean;
  start(): void;
  stop(): void;
  subscribe(listener: () => void): () => void;
}

const repeatSeconds = 2.4;
/** Scheduled ahead on the audio clock: timers of a tab in the background are slowed down. */
const repetitions = 50;
const notes = [
  { frequency: 659.25, at: 0 },
  { frequency: 830.61, at: 0.22 },
  { frequency: 659.25, at: 0.44 },
  { frequency: 830.61, at: 0.66 },
];

export function createRing(): Ring {
  let context: AudioContext | null = null;
  let ringing: GainNode | null = null;
  let wanted = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const open = () => {
    if (context) return context;
    context = new AudioContext();
    context.addEventListener("statechange", () => {
      if (wanted && ringing === null) ring();
      tell();
    });
    return context;
  };

  function ring(): void {
    if (context?.state !== "running") return;
    const volume = context.createGain();
    volume.gain.value = 0.35;
    volume.connect(context.destination);
    for (let index = 0; index < repetitions; index += 1) {
      const begin = context.currentTime + 0.02 + index * repeatSeconds;
      for (const note of notes) playNote(context, volume, note.frequency, begin + note.at);
    }
    ringing = volume;
  }

  return {
    async unlock() {
      const audio = open();
      if (audio.state !== "running") await audio.resume().catch(() => {});
      tell();
    },
    locked: () => context?.state !== "running",
    start() {
      if (wanted) return;
      wanted = true;
      ring();
    },
    stop() {
      wanted = false;
      ringing?.disconnect();
      ringing = null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function playNote(context: AudioContext, output: AudioNode, frequency: number, at: number): void {
  const tone = context.createOscillator();
  const shape = context.createGain();
  tone.type = "triangle";
  tone.frequency.value = frequency;
  shape.gain.setValueAtTime(0, at);
  shape.gain.linearRampToValueAtTime(1, at + 0.02);
  shape.gain.exponentialRampToValueAtTime(0.001, at + 0.2);
  tone.connect(shape).connect(output);
  tone.start(at);
  tone.stop(at + 0.22);
}
