// Reads an XZuFi file of 10,000 services and compares it with the knowledge base: how long, and
// how much memory at the most.
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createAreasOn } from "../../src/knowledge/exchange/xzufi/areas.ts";
import { readMessage } from "../../src/knowledge/exchange/xzufi/read-message.ts";
import { createServedOn } from "../../src/knowledge/served-places.ts";
import { readKnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { createPlaces } from "../../src/places/places.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { tell } from "./parts/figures.ts";

const serviceCount = 10_000;
const today = "2026-11-23";
const root = join(import.meta.dirname, "../../knowledge-base");

const paragraph = "<p>Die Leistung wird auf <b>Antrag</b> gewährt; nötig ist ein Ausweis.</p>";

/** Every twentieth service is one of ours, the others are the rest of a state's catalogue. */
function* services(keys: readonly string[]): Generator<string> {
  yield `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">\n`;
  for (let number = 0; number < serviceCount; number += 1) {
    const ours = number % 20 === 0;
    const key = ours ? keys[(number / 20) % keys.length] : `99${String(number).padStart(12, "0")}`;
    const module = (code: string, length: number) =>
      `<modulText><leikaTextmodul><code>${code}</code></leikaTextmodul><inhalt languageCode="de"><![CDATA[${paragraph.repeat(length)}]]></inhalt></modulText>`;
    const modules = ["05", "06", "07", "08", "09", "11", "16"].map((code) => module(code, 8));
    yield `<schreibe><leistung><id schemeAgencyID="L100">${number}</id><referenzLeiKa><code>${key}</code></referenzLeiKa>${modules.join("\n")}</leistung></schreibe>\n`;
    yield `<schreibe><zustaendigkeitTransferObjekt><uebergeordnetesObjektID>${number % 500}</uebergeordnetesObjektID><zustaendigkeit><id>z${number}</id><leistungID schemeAgencyID="L100">${number}</leistungID><gebietID>07233</gebietID></zustaendigkeit></zustaendigkeitTransferObjekt></schreibe>\n`;
    yield `<loesche klasse="Zustaendigkeit"><id>weg${number}</id></loesche>\n`;
  }
  yield "</t>\n";
}

const tree = await readKnowledgeTree(root, { today, demo: false });
const { records } = tree;
const keys = records.services.flatMap(({ leikaKey }) => leikaKey ?? []);

using folder = temporaryDirectory();
const path = join(folder.path, "catalogue.xml");
await pipeline(Readable.from(services(keys)), createWriteStream(path));

const begun = performance.now();
let proposals = 0;
const counts = await readMessage(
  {
    local: {
      records,
      administrations: tree.directory.records.administrations,
      areasOn: createAreasOn(tree.places),
      links: new Map(),
      today,
    },
    servedOn: createServedOn(createPlaces(tree.places), records.authorities),
    authorities: records.authorities,
    open: () => createReadStream(path) as AsyncIterable<Uint8Array>,
  },
  async (part) => {
    proposals += part.proposals.length;
  },
);
const read = counts.find(({ kind }) => kind === "Leistungen")?.read ?? 0;
const seconds = (performance.now() - begun) / 1000;
const megabytesMax = Math.round(process.resourceUsage().maxRSS / 1024);
tell({
  name: `XZuFi: ${read} services read and compared, ${proposals} proposals`,
  ratio: `${Math.round(read / seconds).toLocaleString("en-US")} services a second`,
  value: `${seconds.toFixed(1)} s, ${megabytesMax} MB at most`,
});
