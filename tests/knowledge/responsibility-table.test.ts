import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { responsiblePhrase } from "../../src/knowledge/authority-phrase.ts";
import { readKnowledgeTree, type KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { resolveResponsibility } from "../../src/knowledge/responsibility.ts";
import { createResolver } from "../../src/places/resolve.ts";
import type { ResolvedPlace } from "../../src/places/schema.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const today = "2026-11-23";
let tree: KnowledgeTree;
let resolve: (ags: string, date: string) => ResolvedPlace | null;

beforeAll(async () => {
  tree = await readKnowledgeTree(root, { today, demo: false });
  resolve = createResolver(tree.places);
});

/** "Esch WIL": names repeat, so the badge of the district is said with them. */
const districts: Record<string, string> = {
  WIL: "07231",
  BIT: "07232",
  DAU: "07233",
  COC: "07135",
};

function municipality(spoken: string): string {
  const [, name = "", code = ""] = /^(.*) ([A-Z]{3})$/.exec(spoken) ?? [];
  const found = tree.places.municipalities.filter(
    (each) =>
      each.name === name && each.districtAgs === districts[code] && each.validUntil === null,
  );
  expect(found.map((each) => `${spoken} ${each.ags}`)).toHaveLength(1);
  return found[0]?.ags ?? "";
}

function decide(slug: string, ags: string, date: string) {
  const service = tree.records.services.find((each) => each.slug === slug);
  const place = resolve(ags, date);
  if (!service || !place) throw new Error(`${slug} or ${ags} is unknown on ${date}`);
  return resolveResponsibility(service, place, date, tree.records.authorities);
}

describe("who is responsible, by the real knowledge base", () => {
  test.each(
    `
    personalausweis          Kröv WIL              vg-traben-trarbach
    personalausweis          Wittlich WIL          stadt-wittlich
    personalausweis          Bitburg BIT           stadt-bitburg
    personalausweis          Morbach WIL           gemeinde-morbach
    personalausweis          Esch WIL              vg-wittlich-land
    personalausweis          Esch DAU              vg-gerolstein
    personalausweis          Bernkastel-Kues WIL   vg-bernkastel-kues
    personalausweis          Thalfang WIL          vg-thalfang-am-erbeskopf
    personalausweis          Manderscheid WIL      vg-wittlich-land
    personalausweis          Manderscheid BIT      vg-arzfeld
    personalausweis          Prüm BIT              vg-pruem
    personalausweis          Speicher BIT          vg-speicher
    personalausweis          Neuerburg BIT         vg-suedeifel
    personalausweis          Kyllburg BIT          vg-bitburger-land
    personalausweis          Cochem COC            vg-cochem
    personalausweis          Kaisersesch COC       vg-kaisersesch
    personalausweis          Ulmen COC             vg-ulmen
    personalausweis          Zell (Mosel) COC      vg-zell-mosel
    personalausweis          Daun DAU              vg-daun
    personalausweis          Kelberg DAU           vg-kelberg
    personalausweis          Hillesheim DAU        vg-gerolstein
    reisepass                Traben-Trarbach WIL   vg-traben-trarbach
    wohnsitz-anmeldung       Bitburg BIT           stadt-bitburg
    gewerbeanmeldung         Wittlich WIL          stadt-wittlich
    eheschliessung           Alf COC               vg-zell-mosel
    fischereischein          Kröv WIL              vg-traben-trarbach
    hundesteuer              Kröv WIL              vg-traben-trarbach
    hundesteuer              Morbach WIL           gemeinde-morbach
    grundsteuer              Wittlich WIL          stadt-wittlich
    winterdienst             Daun DAU              vg-daun
    kfz-zulassung            Kröv WIL              kreis-bernkastel-wittlich
    kfz-zulassung            Wittlich WIL          kreis-bernkastel-wittlich
    kfz-zulassung            Bitburg BIT           kreis-bitburg-pruem
    kfz-zulassung            Cochem COC            kreis-cochem-zell
    kfz-zulassung            Daun DAU              kreis-vulkaneifel
    kfz-abmeldung            Esch DAU              kreis-vulkaneifel
    wunschkennzeichen        Esch WIL              kreis-bernkastel-wittlich
    fuehrerschein-umtausch   Prüm BIT              kreis-bitburg-pruem
    elterngeld               Morbach WIL           kreis-bernkastel-wittlich
    wohngeld                 Wittlich WIL          kreis-bernkastel-wittlich
    baugenehmigung           Bitburg BIT           kreis-bitburg-pruem
    aufenthaltstitel         Ulmen COC             kreis-cochem-zell
    jagdschein               Kelberg DAU           kreis-vulkaneifel
    pflegeberatung           Daun DAU              kreis-vulkaneifel
    bussgeldstelle-kreis     Daun DAU              bussgeldstelle-gemeinsam
    bussgeldstelle-kreis     Cochem COC            bussgeldstelle-gemeinsam
    adoption                 Kröv WIL              adoptionsstelle-gemeinsam
    adoption                 Bitburg BIT           adoptionsstelle-gemeinsam
    sperrmuell               Kröv WIL              art
    sperrmuell               Bitburg BIT           art
    sperrmuell               Daun DAU              art
    sperrmuell               Cochem COC            kreiswerke-cochem-zell
    muellgebuehren           Wittlich WIL          art
    muelltonne-anmelden      Zell (Mosel) COC      kreiswerke-cochem-zell
    gelber-sack              Ulmen COC             kreiswerke-cochem-zell
    oepnv-fahrplan           Gerolstein DAU        vrt
    oepnv-fahrplan           Cochem COC            vrm
    einkommensteuer          Kröv WIL              finanzamt-wittlich
    einkommensteuer          Daun DAU              finanzamt-wittlich
    einkommensteuer          Prüm BIT              finanzamt-bitburg-pruem
    einkommensteuer          Cochem COC            finanzamt-simmern-zell
    schwerbehindertenausweis Wittlich WIL          landesamt-soziales-trier
    schwerbehindertenausweis Kaisersesch COC       landesamt-soziales-koblenz
    bodenrichtwert           Bitburg BIT           vermessungsamt-westeifel-mosel
    bodenrichtwert           Cochem COC            vermessungsamt-osteifel-hunsrueck
    handwerksrolle           Daun DAU              handwerkskammer-trier
    handwerksrolle           Cochem COC            handwerkskammer-koblenz
    buergergeld              Esch DAU              jobcenter-vulkaneifel
    buergergeld              Esch WIL              jobcenter-bernkastel-wittlich
    verkehrsverstoss-bussgeld Kröv WIL             bussgeldstelle-polizei
    kindergeld               Bitburg BIT           familienkasse
    punkte-flensburg         Cochem COC            kraftfahrt-bundesamt
    tierkoerperbeseitigung   Prüm BIT              zweckverband-tierische-nebenprodukte
    `
      .trim()
      .split("\n")
      .map((row) => row.trim().split(/\s{2,}| (?=[A-ZÄÖÜ].* [A-Z]{3}\s)/)),
  )("%s in %s: %s", (slug = "", place = "", id = "") => {
    const decision = decide(slug, municipality(place), today);
    expect(decision.authority.id).toBe(id);
    expect(decision.reason).toMatch(/^Zuständig (ist|sind) .+, weil .+\.$/);
  });

  test("a merged municipality: the old Obergeckler until 2024, the new one from 2025", () => {
    const [old, merged] = ["07232096", "07232503"];
    expect(decide("personalausweis", old, "2024-12-31").authority.id).toBe("vg-suedeifel");
    expect(decide("personalausweis", merged, "2025-01-01").authority.id).toBe("vg-suedeifel");
    expect(resolve(old, "2025-01-01")).toBeNull();
    expect(resolve(merged, "2024-12-31")).toBeNull();
  });

  test("every service leads somewhere from every place on other days too", () => {
    for (const day of ["2025-07-01", "2026-01-01", "2027-01-01"]) {
      for (const service of tree.records.services) {
        for (const { ags } of tree.places.municipalities) {
          const place = resolve(ags, day);
          if (!place) continue;
          const { authority } = resolveResponsibility(
            service,
            place,
            day,
            tree.records.authorities,
          );
          expect(authority.name.length).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe("the reason that may be said to the caller", () => {
  test.each([
    [
      "personalausweis",
      "Kröv WIL",
      "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil „Personalausweis beantragen“ Aufgabe der Verbandsgemeinde ist und Kröv zur Verbandsgemeinde Traben-Trarbach gehört.",
    ],
    [
      "personalausweis",
      "Wittlich WIL",
      "Zuständig ist die Stadt Wittlich, weil Wittlich zu keiner Verbandsgemeinde gehört und deren Aufgaben selbst erledigt.",
    ],
    [
      "sperrmuell",
      "Cochem COC",
      "Zuständig sind die Kreiswerke Cochem-Zell, weil in Cochem-Zell die Abfallwirtschaft der Kreiswerke für den Abfall zuständig ist.",
    ],
  ])("%s in %s", (slug, place, reason) => {
    expect(decide(slug, municipality(place), today).reason).toBe(reason);
  });

  test("is grammatical: an article for every authority but bare brand names", () => {
    const bare = tree.records.authorities
      .map((authority) => authority.name)
      .filter((name) => !/^Zuständig (ist|sind) (der|die|das) /.test(responsiblePhrase(name)));
    expect(bare).toEqual(["KfW und BAFA (Förderung von Heizung und Sanierung)"]);
  });
});
