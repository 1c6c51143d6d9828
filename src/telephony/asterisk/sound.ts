/** Sound of a telephone: one channel, 8,000 samples a second, signed, 16 bit, little-endian. */
export const soundSamplesPerSecond = 8_000;
export const soundBytesPerSecond = 2 * soundSamplesPerSecond;

/** What lies above is lost on the telephone anyway, and would come back as noise. */
const cutOffHertz = 3_600;
/** Half the width of the filter, in its zero crossings. */
const crossings = 16;
const peak = 24_000;

/** Brings sound to the telephone's rate, and to the loudness of a person who speaks up. */
export function toTelephoneSound(samples: Int16Array, samplesPerSecond: number): Buffer {
  const step = samplesPerSecond / soundSamplesPerSecond;
  const out = Float64Array.from({ length: Math.floor(samples.length / step) }, (_, index) =>
    filtered(samples, index * step, (2 * cutOffHertz) / samplesPerSecond),
  );
  const loudest = out.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const sound = Buffer.alloc(out.length * 2);
  out.forEach((value, index) => {
    sound.writeInt16LE(Math.round((value * peak) / loudest), index * 2);
  });
  return sound;
}

/**
 * The sample at a place between samples: a low-pass filter, sinc in a Hann window.
 * @param band share of the frequencies that may pass, 0 to 1
 */
function filtered(samples: Int16Array, place: number, band: number): number {
  const reach = crossings / band;
  let sum = 0;
  for (let index = Math.ceil(place - reach); index <= place + reach; index += 1) {
    const distance = index - place;
    const turn = Math.PI * distance * band;
    const sinc = turn === 0 ? 1 : Math.sin(turn) / turn;
    const window = (1 + Math.cos((Math.PI * distance) / reach)) / 2;
    sum += (samples[index] ?? 0) * sinc * window;
  }
  return sum * band;
}
