import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** A file that was sent; it vanishes at the end of the block that holds it. */
export interface Upload extends AsyncDisposable {
  open(): AsyncIterable<Uint8Array>;
}

/** No file is read for as long as this. */
const keptMillisecondsMax = 3_600_000;

export function uploadsIn(dataDirectory: string): string {
  return join(dataDirectory, "uploads");
}

/** Removes what an end in the middle of reading has left behind; another process may be reading. */
export async function forgetUploads(directory: string, now: number): Promise<void> {
  if (!existsSync(directory)) return;
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const file = await stat(path).catch(() => null);
    if (file?.isFile() && now - file.mtimeMs > keptMillisecondsMax) await rm(path, { force: true });
  }
}

/** Streams what is sent into a file, so that it can be read twice and never fills the memory. */
export async function keepUpload(
  directory: string,
  body: globalThis.ReadableStream<Uint8Array> | null,
): Promise<Upload> {
  const path = join(directory, `${randomUUID()}.xml`);
  await mkdir(directory, { recursive: true });
  const remove = () => rm(path, { force: true });
  try {
    const source = body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
    await pipeline(source, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    open: () => createReadStream(path) as AsyncIterable<Uint8Array>,
    [Symbol.asyncDispose]: remove,
  };
}
