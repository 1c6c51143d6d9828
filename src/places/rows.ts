import { z } from "zod";
import type { MunicipalityRecord } from "./data.ts";

// One shape a CSV file of knowledge-base/places: checks a row and turns it into a record.

const list = z.string().transform((cell) => cell.split(";").filter((entry) => entry !== ""));
const orNull = z.string().transform((cell) => (cell === "" ? null : cell));
const count = z.string().regex(/^\d+$/, "erwartet wird eine Zahl").transform(Number);
const countOrNull = z
  .string()
  .regex(/^\d*$/, "erwartet wird eine Zahl oder nichts")
  .transform((cell) => (cell === "" ? null : Number(cell)));
const text = z.string().min(1, "die Zelle ist leer");
const digits = (length: number) =>
  z.string().regex(new RegExp(`^\\d{${length}}$`), `erwartet werden ${length} Ziffern`);
const ags = digits(8);
const ars = digits(12);
const districtAgs = digits(5);
const associationKey = digits(9);
const day = z.iso.date("erwartet wird ein Tag wie 2025-01-01");
const certainty = z.enum(["high", "medium", "low"], "erlaubt sind high, medium und low");

export const districtRow = z
  .object({
    ags: districtAgs,
    name: text,
    short: text,
    seat: text,
    licence_plates: list,
  })
  .transform((row) => ({
    ags: row.ags,
    name: row.name,
    shortName: row.short,
    seat: row.seat,
    licencePlates: row.licence_plates,
  }));

export const associationRow = z
  .object({
    association_key: associationKey,
    district_ags: districtAgs,
    name: text,
    seat: text,
  })
  .transform((row) => ({
    key: row.association_key,
    name: row.name,
    seat: row.seat,
    districtAgs: row.district_ags,
  }));

export const municipalityRow = z
  .object({
    ags,
    ars,
    name: text,
    kind: text,
    association_name: z.string(),
    association_key: associationKey,
    district_ags: districtAgs,
    postal_codes: list,
    area_codes: list,
    population_2022: countOrNull,
  })
  .transform((row): MunicipalityRecord => ({
    ags: row.ags,
    ars: row.ars,
    name: row.name,
    kind: row.kind,
    associationKey: row.association_name === "" ? null : row.association_key,
    districtAgs: row.district_ags,
    postalCodes: row.postal_codes,
    areaCodes: row.area_codes,
    population: row.population_2022,
    validFrom: null,
    validUntil: null,
    successorAgs: null,
  }));

export const localityRow = z
  .object({
    name: text,
    municipality_ags: ags,
    kind: text,
    postal_codes: list,
    certainty,
  })
  .transform((row) => ({
    id: `${row.municipality_ags}:${row.name}`,
    name: row.name,
    kind: row.kind,
    municipalityAgs: row.municipality_ags,
    postalCodes: row.postal_codes,
    certainty: row.certainty,
  }));

export const areaCodeRow = z
  .object({
    area_code: z.string().regex(/^0\d{2,4}$/, "erwartet wird eine Vorwahl wie 06592"),
    exchange_name: text,
    municipality_ags: list,
    district_ags: list,
    other_municipality_count: count,
    certainty,
  })
  .transform((row) => ({
    code: row.area_code,
    exchangeName: row.exchange_name,
    municipalityAgs: row.municipality_ags,
    districtAgs: row.district_ags,
    otherMunicipalityCount: row.other_municipality_count,
    certainty: row.certainty,
  }));

/** A merger: what ended, and what has stood in its place since. */
export interface TerritoryChange {
  former: MunicipalityRecord;
  successorAgs: string;
  validFrom: string;
}

export const territoryChangeRow = z
  .object({
    former_ags: ags,
    former_ars: ars,
    former_name: text,
    kind: text,
    association_key: orNull,
    district_ags: districtAgs,
    postal_codes: list,
    area_codes: list,
    valid_until: day,
    successor_ags: ags,
    successor_valid_from: day,
  })
  .transform((row): TerritoryChange => ({
    former: {
      ags: row.former_ags,
      ars: row.former_ars,
      name: row.former_name,
      kind: row.kind,
      associationKey: row.association_key,
      districtAgs: row.district_ags,
      postalCodes: row.postal_codes,
      areaCodes: row.area_codes,
      population: null,
      validFrom: null,
      validUntil: row.valid_until,
      successorAgs: row.successor_ags,
    },
    successorAgs: row.successor_ags,
    validFrom: row.successor_valid_from,
  }));
