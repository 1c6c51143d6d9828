import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { AreaCodeRecord, PlaceData } from "./data.ts";
import type { OriginGuess } from "./schema.ts";

/** @returns a function that guesses the district from the caller's area code (R1: a hint only). */
export function createOriginGuesser(data: PlaceData): (caller: string | null) => OriginGuess[] {
  const areaCodes = new Map(data.areaCodes.map((areaCode) => [areaCode.code, areaCode]));
  const districtNames = new Map(data.districts.map((district) => [district.ags, district.name]));
  return (caller) => {
    const areaCode = findAreaCode(areaCodes, caller);
    return areaCode === null ? [] : guessDistricts(areaCode, districtNames);
  };
}

/** Mobile, personal (032) and service numbers start with no area code of the list. */
function findAreaCode(
  areaCodes: Map<string, AreaCodeRecord>,
  caller: string | null,
): AreaCodeRecord | null {
  if (caller === null) return null;
  const number = parsePhoneNumberFromString(caller, "DE");
  if (number === undefined || number.countryCallingCode !== "49") return null;
  const national = `0${number.nationalNumber}`;
  for (let length = 5; length >= 3; length -= 1) {
    const areaCode = areaCodes.get(national.slice(0, length));
    if (areaCode !== undefined) return areaCode;
  }
  return null;
}

function guessDistricts(
  areaCode: AreaCodeRecord,
  districtNames: Map<string, string>,
): OriginGuess[] {
  const counts = new Map<string, number>();
  for (const ags of areaCode.municipalityAgs) {
    const districtAgs = ags.slice(0, 5);
    counts.set(districtAgs, (counts.get(districtAgs) ?? 0) + 1);
  }
  const total = areaCode.municipalityAgs.length + areaCode.otherMunicipalityCount;
  return [...counts]
    .map(([districtAgs, count]) => ({
      districtAgs,
      districtName: districtNames.get(districtAgs) ?? districtAgs,
      placeName: areaCode.exchangeName,
      probability: count / total,
      reason: `Vorwahl ${areaCode.code} (${areaCode.exchangeName})`,
    }))
    .toSorted(
      (a, b) => b.probability - a.probability || a.districtAgs.localeCompare(b.districtAgs),
    );
}
