import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { responsiblePhrase } from "../../src/knowledge/authority-phrase.ts";
import { readKnowledgeTree, type KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { casesAt, resolveResponsibility } from "../../src/knowledge/responsibility.ts";
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

function decide(slug: string, ags: string, date: string, chosen: string | null = null) {
  const service = tree.records.services.find((each) => each.slug === slug);
  const place = resolve(ags, date);
  if (!service || !place) throw new Error(`${slug} or ${ags} is unknown on ${date}`);
  return resolveResponsibility(service, place, date, tree.records.authorities, chosen);
}

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
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
    personalausweis-verlust  Speicher BIT          vg-speicher
    personalausweis-vorlaeufig Kelberg DAU         vg-kelberg
    reisepass                Arzfeld BIT           vg-arzfeld
    reisedokument-kinder     Irrel BIT             vg-suedeifel
    wohnsitz-anmeldung       Wittlich WIL          stadt-wittlich
    wohnsitz-abmeldung       Zeltingen-Rachtig WIL vg-bernkastel-kues
    meldebescheinigung       Morbach WIL           gemeinde-morbach
    melderegisterauskunft    Ulmen COC             vg-ulmen
    auskunftssperre          Jünkerath DAU         vg-gerolstein
    fuehrungszeugnis         Kröv WIL              vg-traben-trarbach
    fuehrungszeugnis         Bitburg BIT           stadt-bitburg
    beglaubigung             Thalfang WIL          vg-thalfang-am-erbeskopf
    untersuchungsberechtigungsschein Daun DAU      vg-daun
    briefwahl                Treis-Karden COC      vg-cochem
    fundsachen               Gerolstein DAU        vg-gerolstein
    gewerbeabmeldung         Kaisersesch COC       vg-kaisersesch
    gewerbeummeldung         Bitburg BIT           stadt-bitburg
    gaststaettenerlaubnis    Bernkastel-Kues WIL   vg-bernkastel-kues
    gestattung               Manderscheid WIL      vg-wittlich-land
    geburtsurkunde           Prüm BIT              vg-pruem
    sterbefall-anzeigen      Zell (Mosel) COC      vg-zell-mosel
    kirchenaustritt          Wittlich WIL          stadt-wittlich
    kita-platz               Morbach WIL           gemeinde-morbach  Anmeldung in einer Kita
    kita-platz               Morbach WIL           kreis-bernkastel-wittlich  Kein Platz gefunden (Rechtsanspruch)
    gefaehrlicher-hund       Hillesheim DAU        vg-gerolstein
    strassenbeleuchtung      Kyllburg BIT          vg-bitburger-land
    bestattung-friedhof      Cochem COC            vg-cochem
    kfz-ummeldung-halterwechsel Speicher BIT       kreis-bitburg-pruem
    kfz-adressaenderung      Ulmen COC             kreis-cochem-zell
    kurzzeitkennzeichen      Daun DAU              kreis-vulkaneifel
    kennzeichen-verlust      Thalfang WIL          kreis-bernkastel-wittlich
    fuehrerschein-ersatz     Wittlich WIL          kreis-bernkastel-wittlich
    begleitetes-fahren-17    Bitburg BIT           kreis-bitburg-pruem
    internationaler-fuehrerschein Kelberg DAU      kreis-vulkaneifel
    personenbefoerderungsschein Alf COC            kreis-cochem-zell
    einbuergerung            Wittlich WIL          kreis-bernkastel-wittlich
    niederlassungserlaubnis  Bitburg BIT           kreis-bitburg-pruem
    familiennachzug          Gerolstein DAU        kreis-vulkaneifel
    verpflichtungserklaerung Kröv WIL              kreis-bernkastel-wittlich
    unterhaltsvorschuss      Prüm BIT              kreis-bitburg-pruem
    beistandschaft           Cochem COC            kreis-cochem-zell
    pflegekinder             Daun DAU              kreis-vulkaneifel
    grundsicherung-alter     Morbach WIL           kreis-bernkastel-wittlich
    hilfe-zur-pflege         Bitburg BIT           kreis-bitburg-pruem
    bildung-und-teilhabe     Kaisersesch COC       kreis-cochem-zell
    eingliederungshilfe      Kelberg DAU           kreis-vulkaneifel
    schuelerbefoerderung     Traben-Trarbach WIL   kreis-bernkastel-wittlich
    schueler-bafoeg          Arzfeld BIT           kreis-bitburg-pruem
    waffenbesitzkarte        Zell (Mosel) COC      kreis-cochem-zell
    kleiner-waffenschein     Gerolstein DAU        kreis-vulkaneifel
    lebensmittelueberwachung Wittlich WIL          kreis-bernkastel-wittlich
    tierseuchen              Prüm BIT              kreis-bitburg-pruem
    infektionsschutzbelehrung Ulmen COC            kreis-cochem-zell
    schuleingangsuntersuchung Daun DAU             kreis-vulkaneifel
    bauvoranfrage            Wittlich WIL          kreis-bernkastel-wittlich
    denkmalschutz            Bitburg BIT           kreis-bitburg-pruem
    baulast                  Cochem COC            kreis-cochem-zell
    widerspruch              Kelberg DAU           kreis-vulkaneifel
    bussgeldstelle-kreis     Kröv WIL              bussgeldstelle-gemeinsam
    bussgeldstelle-kreis     Bitburg BIT           bussgeldstelle-gemeinsam
    adoption                 Daun DAU              adoptionsstelle-gemeinsam
    adoption                 Cochem COC            adoptionsstelle-gemeinsam
    verkehrsverstoss-bussgeld Cochem COC           bussgeldstelle-polizei
    verkehrsverstoss-bussgeld Daun DAU             bussgeldstelle-polizei
    muellabfuhr-termine      Prüm BIT              art
    muellabfuhr-termine      Treis-Karden COC      kreiswerke-cochem-zell
    biotonne                 Gerolstein DAU        art
    muelltonne-nicht-geleert Morbach WIL           art
    wertstoffhof             Kaisersesch COC       kreiswerke-cochem-zell
    elektroschrott           Speicher BIT          art
    schadstoffe              Bernkastel-Kues WIL   art
    oepnv-fahrplan           Traben-Trarbach WIL   vrt
    oepnv-fahrplan           Bitburg BIT           vrt
    buergergeld              Bitburg BIT           jobcenter-bitburg-pruem
    buergergeld              Zell (Mosel) COC      jobcenter-cochem-zell
    arbeitslosengeld         Daun DAU              agentur-fuer-arbeit
    arbeitslos-melden        Wittlich WIL          agentur-fuer-arbeit
    kinderzuschlag           Prüm BIT              familienkasse
    kindergeld               Cochem COC            familienkasse
    kfz-steuer               Kröv WIL              hauptzollamt
    steuer-id                Bitburg BIT           bundeszentralamt-steuern
    steuerklasse             Gerolstein DAU        finanzamt-wittlich
    einkommensteuer          Ulmen COC             finanzamt-simmern-zell
    rente                    Daun DAU              deutsche-rentenversicherung
    rundfunkbeitrag          Morbach WIL           beitragsservice
    grundbuchauszug          Prüm BIT              amtsgericht
    beratungshilfe           Cochem COC            amtsgericht
    liegenschaftskataster    Morbach WIL           vermessungsamt-westeifel-mosel
    liegenschaftskataster    Kaisersesch COC       vermessungsamt-osteifel-hunsrueck
    schwerbehindertenausweis Bitburg BIT           landesamt-soziales-trier
    schwerbehindertenausweis Daun DAU              landesamt-soziales-trier
    wertmarke                Zell (Mosel) COC      landesamt-soziales-koblenz
    schornsteinfeger         Kelberg DAU           schornsteinfeger
    tierkoerperbeseitigung   Cochem COC            zweckverband-tierische-nebenprodukte
    aerztlicher-bereitschaftsdienst Wittlich WIL   bereitschaftsdienst
    haeusliche-gewalt        Daun DAU              kreis-vulkaneifel
    strassenschaden          Kröv WIL              vg-traben-trarbach  Straße, Gehweg oder Weg der Gemeinde
    strassenschaden          Wittlich WIL          stadt-wittlich  Straße, Gehweg oder Weg der Gemeinde
    strassenschaden          Kröv WIL              landesbetrieb-mobilitaet  Bundes-, Landes- oder Kreisstraße
    strassenschaden          Ulmen COC             autobahn-gmbh  Autobahn
    winterdienst             Daun DAU              vg-daun  Straße oder Gehweg im Ort
    winterdienst             Daun DAU              landesbetrieb-mobilitaet  Bundes-, Landes- oder Kreisstraße
    verkehrsrechtliche-anordnung Bitburg BIT       stadt-bitburg  Im Ort
    verkehrsrechtliche-anordnung Prüm BIT          vg-pruem  Im Ort
    verkehrsrechtliche-anordnung Prüm BIT          kreis-bitburg-pruem  Außerhalb der Orte
    schulbuchausleihe        Morbach WIL           gemeinde-morbach  Grundschule
    schulbuchausleihe        Morbach WIL           kreis-bernkastel-wittlich  Weiterführende Schule oder Förderschule
    schulbuchausleihe        Cochem COC            schule  Privatschule
    wasser-abwasser          Cochem COC            kreiswerke-cochem-zell  Trinkwasser
    wasser-abwasser          Cochem COC            vg-cochem  Abwasser und Kanal
    wasser-abwasser          Kröv WIL              vg-traben-trarbach
    veranstaltung            Gerolstein DAU        vg-gerolstein  Fest, Umzug, Konzert oder Markt
    veranstaltung            Gerolstein DAU        kreis-vulkaneifel  Demonstration oder Kundgebung
    `
      .trim()
      .split("\n")
      .map((row) => {
        const [, slug, place, id, chosen] =
          /^\s*(\S+)\s+(.+? [A-Z]{3})\s+(\S+)(?:\s{2}(.+))?$/.exec(row) ?? [];
        return [slug, place, id, chosen ?? null] as const;
      }),
  )("%s in %s: %s %s", (slug = "", place = "", id = "", chosen) => {
    const decision = decide(slug, municipality(place), today, chosen);
    expect(decision.authority.id).toBe(id);
    expect(decision.reason).toMatch(/^Zuständig (ist|sind) .+, weil .+\.$/);
  });

  test.each([
    ["strassenschaden", "Kröv WIL", "Um welche Straße geht es?", 3],
    ["schulbuchausleihe", "Wittlich WIL", "Auf welche Schule geht das Kind?", 3],
    ["wasser-abwasser", "Cochem COC", "Geht es um Trinkwasser oder um Abwasser?", 2],
  ])("%s in %s asks back instead of guessing: %s", (slug, place, question, count) => {
    const ask = () => decide(slug, municipality(place), today);
    expect(ask).toThrow(question);
    const expected = { code: "case_needed", details: { cases: { length: count } } };
    expect(caught(ask)).toMatchObject(expected);
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
          const { authorities } = tree.records;
          const cases = casesAt(service, place, day, authorities);
          for (const each of cases.length > 0 ? cases : [null]) {
            const { authority } = resolveResponsibility(service, place, day, authorities, each);
            expect(authority.name.length).toBeGreaterThan(0);
          }
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
