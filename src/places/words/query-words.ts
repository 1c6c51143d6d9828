import { readWordList } from "../../language/spelling.ts";

/** Words around a place that say nothing about which one it is. */
export const fillerWords: ReadonlySet<string> = readWordList(`
# Sätze
ich bin wir sind er sie es ist war aus komme kommen kommt wohne wohnt wohnen wohnhaft gemeldet lebe
lebt leben gehört gehöre gehören liegt liegen in im am an auf der die das dem den des bei beim nach
von vom zu zur zum und oder mit mein meine meinem unser unsere unserem hier da dort also ja nein
hallo guten tag morgen abend grüß gott bitte danke ähm äh so halt eben gerade jetzt noch auch nur
anrufer anruferin bürger bürgerin kunde kundin herr frau familie ruft rufe anruf fragt glaube
nähe nahe gegend raum richtung umgebung ganz genau direkt neben hinter zwischen drüben oben unten
from live i in am
# Gebiete
ot ortsteil ortsteile stadtteil ortsbezirk teilort ort dorf stadt städtchen gemeinde ortsgemeinde
verbandsgemeinde verbandsgemeindeverwaltung vg vgv kreis landkreis kreisverwaltung lk bezirk
landratsamt bürgermeister rathaus plz postleitzahl d rlp rheinland-pfalz rheinland pfalz
`);

/** A caller who says where he is from, not what he talks about. */
export const locativeWords: ReadonlySet<string> = readWordList("aus in im nach von from");

/** What stands behind these only helps to tell two places of one name apart. */
export const nearWords: ReadonlySet<string> = readWordList(
  "bei nahe nähe neben hinter richtung raum",
);

/** What stands behind these is a person. */
export const personWords: ReadonlySet<string> = readWordList("herr frau familie name heiße heißt");

/** Marks the name that follows as that of a Verbandsgemeinde. */
export const associationWords: ReadonlySet<string> = readWordList(
  "vg vgv verbandsgemeinde verbandsgemeindeverwaltung",
);

/** Marks the name that follows as that of a district. */
export const districtWords: ReadonlySet<string> = readWordList(
  "kreis landkreis kreisverwaltung lk landratsamt",
);

/** Rivers and regions people add to a name, with the districts they run through. */
export const regionDistricts: ReadonlyMap<string, readonly string[]> = new Map([
  ["mosel", ["07135", "07231"]],
  ["mittelmosel", ["07135", "07231"]],
  ["untermosel", ["07135"]],
  ["hunsruck", ["07135", "07231"]],
  ["erbeskopf", ["07231"]],
  ["hochwald", ["07231"]],
  ["eifel", ["07135", "07231", "07232", "07233"]],
  ["sudeifel", ["07232"]],
  ["westeifel", ["07232"]],
  ["schneifel", ["07232", "07233"]],
  ["vordereifel", ["07135", "07233"]],
  ["hocheifel", ["07233"]],
  ["vulkaneifel", ["07233", "07135"]],
  ["kyll", ["07232", "07233"]],
  ["our", ["07232"]],
  ["sauer", ["07232"]],
  ["nims", ["07232"]],
  ["enz", ["07232"]],
  ["salm", ["07231", "07233"]],
  ["lieser", ["07231", "07233"]],
  ["elz", ["07135", "07233"]],
  ["see", ["07232", "07233", "07135"]],
  ["stausee", ["07232"]],
  ["maar", ["07233", "07135"]],
  ["grenze", ["07232"]],
]);
