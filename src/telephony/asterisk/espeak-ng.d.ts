/** The part of eSpeak NG's interface that is used; the package brings no types. */
declare module "@echogarden/espeak-ng-emscripten" {
  interface Worker {
    /** Samples a second. */
    samplerate: number;
    /** Words a minute. */
    rate: number;
    pitch: number;
    /** @returns 0 when there is such a voice */
    set_voice(name: string, language: string): number;
    /** @param take gets one part after the other; true breaks off */
    synthesize(text: string, take: (samples: Int16Array | null) => boolean): void;
  }

  interface Synthesizer {
    eSpeakNGWorker: new () => Worker;
  }

  export default function load(): Promise<Synthesizer>;
}
