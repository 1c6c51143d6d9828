/** The gazetteer as plain data: what the import writes and the search is built on. */
export interface PlaceData {
  districts: DistrictRecord[];
  associations: AssociationRecord[];
  municipalities: MunicipalityRecord[];
  localities: LocalityRecord[];
  areaCodes: AreaCodeRecord[];
}

export interface DistrictRecord {
  /** 5-digit key. */
  ags: string;
  name: string;
  shortName: string;
  seat: string;
  licencePlates: string[];
}

/** A Verbandsgemeinde. */
export interface AssociationRecord {
  /** First nine digits of the ARS of its members. */
  key: string;
  name: string;
  seat: string;
  districtAgs: string;
}

export interface MunicipalityRecord {
  ags: string;
  ars: string;
  name: string;
  kind: string;
  /** Null: free of an association. */
  associationKey: string | null;
  districtAgs: string;
  postalCodes: string[];
  areaCodes: string[];
  population: number | null;
  /** ISO days, both inclusive; null: always, still. */
  validFrom: string | null;
  validUntil: string | null;
  successorAgs: string | null;
}

export interface LocalityRecord {
  id: string;
  name: string;
  kind: string;
  municipalityAgs: string;
  postalCodes: string[];
  /** "high" | "medium" | "low": how well the source proves it. */
  certainty: string;
}

export interface AreaCodeRecord {
  /** With the leading zero: "06571". */
  code: string;
  exchangeName: string;
  municipalityAgs: string[];
  districtAgs: string[];
  /** Municipalities outside the four districts that share the code. */
  otherMunicipalityCount: number;
  certainty: string;
}
