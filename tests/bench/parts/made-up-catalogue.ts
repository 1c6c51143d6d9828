import type { SearchableService } from "../../../src/knowledge/search/search.ts";

const kinds =
  "Abfall Abwasser Acker Aquarien Arbeits Archiv Arzt Asyl Auktions Bade Bagger Bahn Bank Bau " +
  "Baum Beamten Berg Bestattungs Betriebs Bienen Bilanz Binnenschiffs Biogas Blut Boden Boots " +
  "Brand Brauerei Brücken Bundes Chemikalien Dampfkessel Daten Deich Denkmal Diät Druckgas Düngemittel " +
  "Edelmetall Eich Einfuhr Eisenbahn Elektro Energie Entwässerungs Erdgas Ernte Fahrschul Fahrzeug " +
  "Familien Feinstaub Fernseh Feuerwehr Filial Finanz Fisch Flucht Flug Fluss Forst Fracht Futtermittel " +
  "Garten Gas Gebäude Gefahrgut Gemeinde Gen Geräusch Gericht Gesellschafts Gesundheits Getränke Gewässer " +
  "Gift Glücksspiel Gold Hafen Handels Handwerks Haus Hebammen Heilbad Heim Hochschul Holz Hygiene " +
  "Immissions Impf Industrie Insolvenz Jagd Jugend Kälte Kanal Kapital Kassen Kinder Kino Klär Klinik " +
  "Kohle Kraftstoff Kranken Kredit Kühl Kultur Künstler Kunst Küsten Labor Lager Land Lärm Leasing Lebensmittel " +
  "Lehrer Leichen Lotsen Luft Makler Markt Maschinen Masseur Medien Medizinprodukte Mess Miet Milch Mineral " +
  "Moor Museums Naturschutz Notar Notfall Obst Offshore Omnibus Opfer Optiker Orts Patent Pelztier Pflanzen " +
  "Pflege Photovoltaik Post Praxis Privatschul Prüf Psychotherapeuten Quell Radio Rechtsanwalts Recycling " +
  "Reeder Reben Renten Rettungs Rinder Röntgen Rundfunk Saatgut Sachverständigen Sammlungs Schausteller " +
  "Schiffs Schlacht Schornstein Schul Schwimm Seilbahn Seuchen Siedlungs Soldaten Sozial Spedition Spiel " +
  "Sport Sprengstoff Staats Statistik Steinbruch Sterbe Stiftungs Strahlen Straßen Studien Tabak Tank Taxi " +
  "Technik Tele Therapie Tier Torf Trinkwasser Umwelt Unfall Unternehmens Urheber Vereins Verkehrs " +
  "Vermessungs Versammlungs Versicherungs Versteigerungs Vieh Vogel Waffen Wald Wasser Wein Werbe Werk " +
  "Wind Winzer Wirtschafts Wohn Zahn Zirkus Zivil Zoll Zoo Zucht Zucker";
const heads =
  "anlage aufsicht ausbildung ausgleich ausweis beförderung beihilfe beitrag berechtigung bescheinigung " +
  "betrieb bewachung bewilligung eintragung entnahme entschädigung erlaubnis ersatz fach förderung " +
  "forschung führer genehmigung gesellschaft gewerbe güte haltung handel herstellung hilfe inspektion " +
  "kataster kennzeichnung kontrolle konzession kosten leitung liste lizenz lotterie meister meldung " +
  "nachweis nutzung ordnung pass plan platz probe prüfung qualifikation recht register sachkunde " +
  "schau schein schutz sicherheit sperre steuer stipendium transport überwachung unterstützung " +
  "untersuchung verband verfahren verkauf vermittlung verordnung versuch vertrag verzeichnis vorsorge " +
  "werkstatt zeichen zertifikat zulage zulassung zuschuss";
const deeds =
  "Erteilung Verlängerung Änderung Widerruf Anzeige Anerkennung Feststellung Ausstellung Eintragung " +
  "Löschung Entgegennahme Zustimmung Bewilligung Befreiung Ausnahme Beratung Überwachung Festsetzung " +
  "Erstattung Untersagung Verlust Ersatz Umschreibung Auskunft Registrierung Bestellung Zulassung";
const tails =
  "nach Landesrecht;für Unternehmen;für Privatpersonen;mit Sitz im Ausland;bei Wechsel des Betreibers;" +
  "bei wesentlicher Änderung;im vereinfachten Verfahren;für Staatsangehörige eines EU-Staates;" +
  "auf Antrag;von Amts wegen;für gemeinnützige Vereine;in Schutzgebieten;ohne Niederlassung;" +
  "bei vorübergehender Tätigkeit;für Minderjährige;auf Bundeswasserstraßen;für bestimmte Personen";

/** The same numbers from 0 to 1 on every run. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * The real services filled up to the size of the national catalogue (LeiKa) with made-up ones: as
 * long names as there, synonyms and texts as long as here.
 */
export function fillUpCatalogue(
  services: readonly SearchableService[],
  count: number,
): SearchableService[] {
  const chance = createChance(115);
  const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)]!;
  const pools = [kinds, heads, deeds].map((words) => words.split(" "));
  const [kindPool, headPool, deedPool] = pools as [string[], string[], string[]];
  const tailPool = tails.split(";");
  const compound = () => pick(kindPool) + pick(headPool);
  const madeUp = Array.from({ length: count - services.length }, (_, number): SearchableService => {
    const subject = chance() < 0.5 ? compound() : pick(kindPool) + compound().toLowerCase();
    const model = pick(services);
    return {
      slug: `made-up-${number}`,
      name: `${subject} ${pick(deedPool)} ${pick(tailPool)}`,
      category: model.category,
      synonyms: Array.from({ length: 3 + Math.floor(chance() * 4) }, () =>
        chance() < 0.6 ? compound() : `${compound()} ${pick(deedPool).toLowerCase()}`,
      ),
      responsibleUnit: `${compound()}stelle`,
      legalBasis: [`§ ${1 + Math.floor(chance() * 200)} ${pick(kindPool)}G`],
      leikaKey: `99${String(number).padStart(6, "0")}000000`,
      spoken: `${subject}: ${pick(services).spoken}`,
      text: `${pick(services).text} ${compound()} ${pick(services).text.slice(0, 400)}`,
      excerpt: model.excerpt,
    };
  });
  return [...services, ...madeUp];
}
