import { expect, test } from "vitest";
import { interpret } from "../../src/knowledge/exchange/xzufi/interpret.ts";
import type { XzufiObject } from "../../src/knowledge/exchange/xzufi/objects.ts";
import { readXmlObjects } from "../../src/knowledge/exchange/xzufi/read-xml.ts";

async function* bytes(text: string) {
  yield Buffer.from(text);
}

test("chooses among repeated periods, addresses and links", async () => {
  const period = (beginn: string, ende: string) =>
    `<gueltigkeit><beginn>${beginn}T00:00:00</beginn><ende>${ende}T23:59:59</ende></gueltigkeit>`;
  const [past, now, later] = [
    period("2020-01-01", "2020-12-31"),
    period("2026-01-01", "2027-12-31"),
    period("2029-01-01", "2029-12-31"),
  ];
  const unit = (addresses: string) =>
    `<organisationseinheit><id>1</id>${addresses}
<internetadresse languageCode="en"><uri>https://e.example</uri></internetadresse>
<internetadresse languageCode="de"><uri>https://d.example</uri></internetadresse></organisationseinheit>`;
  const box =
    "<anschrift><postfach>12 34</postfach><postleitzahl>54543</postleitzahl><ort>Daun</ort></anschrift>";
  const house =
    "<anschrift><strasse>Leopoldstraße</strasse><hausnummer>29</hausnummer><postleitzahl>54550</postleitzahl><ort>Daun</ort></anschrift>";
  const online = `<onlinedienst><id>1</id><link languageCode="en"><link>https://e.example</link></link>
<link languageCode="de"><link>https://d.example</link></link></onlinedienst>`;
  const objects: (XzufiObject | null)[] = [];
  const inner = `${[past + now, later + now, later + past, past].map((periods) => `<leistung><id>1</id>${periods}</leistung>`).join("")}${unit(box + house)}${unit(box)}${online}`;
  const text = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${inner}</t>`;
  for await (const { element } of readXmlObjects(bytes(text))) {
    objects.push(interpret(element, "2026-11-23"));
  }
  expect(objects).toMatchObject([
    { validFrom: "2026-01-01", validUntil: "2027-12-31" },
    { validFrom: "2026-01-01", validUntil: "2027-12-31" },
    { validFrom: "2029-01-01", validUntil: "2029-12-31" },
    { validFrom: "2020-01-01", validUntil: "2020-12-31" },
    { address: "Leopoldstraße 29, 54550 Daun", website: "https://d.example" },
    { address: "Postfach 12 34, 54543 Daun" },
    { url: "https://d.example" },
  ]);
});

test("takes addresses of the web alone, and completes those without a scheme", async () => {
  const written = {
    "https://www.daun.de/a?b=1": "https://www.daun.de/a?b=1",
    "www.daun.de": "https://www.daun.de",
    "//www.daun.de": "https://www.daun.de",
    "javascript:alert(1)": null,
    "JavaScript:alert(1)": null,
    "data:text/html,x": null,
    "mailto:post@daun.de": null,
    "siehe oben": null,
    "": null,
  };
  for (const [uri, expected] of Object.entries(written)) {
    const text = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0"><organisationseinheit><id>1</id>
<internetadresse><uri>${uri}</uri></internetadresse></organisationseinheit>
<onlinedienst><id>1</id><link><link>${uri}</link></link></onlinedienst></t>`;
    const found: (string | null)[] = [];
    for await (const { element } of readXmlObjects(bytes(text))) {
      const object = interpret(element);
      if (object?.kind === "organisationseinheit") found.push(object.website);
      if (object?.kind === "onlinedienst") found.push(object.url);
    }
    expect(found, uri).toEqual([expected, expected]);
  }
});
