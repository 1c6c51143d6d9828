import { isUtf8 } from "node:buffer";
import { AppError } from "../../../errors.ts";

const headBytes = 200;

/** ZIP and gzip. */
const archiveHeads = ["PK\x03\x04", "\x1F\x8B"];

/**
 * Decodes by byte order mark or declaration, UTF-8 where neither says anything.
 * @param lineNow the line that has been reached, counted from 1
 * @throws AppError 422 `xml_malformed`, with the line
 */
export async function* decode(
  chunks: AsyncIterable<Uint8Array>,
  lineNow: () => number,
): AsyncGenerator<string> {
  let head = new Uint8Array();
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    if (decoder === null) head = Buffer.concat([head, chunk]);
    if (decoder === null && head.length < headBytes) continue;
    const bytes: Uint8Array = decoder === null ? head : chunk;
    decoder ??= decoderFor(head);
    yield decoded(decoder, lineNow, bytes);
  }
  yield decoder === null ? decoded(decoderFor(head), lineNow, head) : decoded(decoder, lineNow);
}

function decoded(
  decoder: InstanceType<typeof TextDecoder>,
  lineNow: () => number,
  bytes?: Uint8Array,
): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    const line = lineNow() + linesBeforeFault(bytes ?? new Uint8Array());
    const message = `Zeile ${line}: Die Zeichen sind nicht lesbar; speichern Sie die Datei mit der Zeichenkodierung UTF-8.`;
    throw new AppError(422, "xml_malformed", message, { line });
  }
}

/** A character may be cut in two between pieces: the first line is to blame where no other is. */
function linesBeforeFault(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  return Math.max(
    0,
    lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1"))),
  );
}

/** @throws AppError 422 `xml_malformed` for an encoding that nobody knows, for an archive */
function decoderFor(first: Uint8Array) {
  const head = Buffer.from(first.subarray(0, headBytes)).toString("latin1");
  if (archiveHeads.some((each) => head.startsWith(each))) {
    const message =
      "Das ist ein gepacktes Archiv; entpacken Sie es und wählen Sie die XML-Datei darin.";
    throw new AppError(422, "xml_malformed", message);
  }
  const utf16 = head.startsWith("\xFF\xFE")
    ? "utf-16le"
    : head.startsWith("\xFE\xFF")
      ? "utf-16be"
      : null;
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1];
  const encoding = utf16 ?? declared ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    const message = `Die Zeichenkodierung ${encoding} wird nicht gelesen; speichern Sie die Datei mit UTF-8.`;
    throw new AppError(422, "xml_malformed", message);
  }
}
