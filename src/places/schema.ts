import { z } from "@hono/zod-openapi";

/** A municipality with everything that hangs above it, as screens and responsibility need it. */
export const placeHitSchema = z
  .object({
    kind: z.enum(["municipality", "locality", "postalCode", "association", "district"]),
    /** What was found, as it is written officially: "Kröv", "Gonzerath", "54536". */
    name: z.string(),
    municipality: z.object({ ags: z.string().regex(/^\d{8}$/), name: z.string() }),
    /** The Verbandsgemeinde; null where the municipality is free of one. */
    association: z.object({ key: z.string().regex(/^\d{9}$/), name: z.string() }).nullable(),
    district: z.object({ ags: z.string().regex(/^\d{5}$/), name: z.string() }),
    /** 0 … 1, comparable inside one reply. */
    score: z.number(),
    /** True where the words fit several municipalities equally: ask the caller. */
    ambiguous: z.boolean(),
    /** Why it was found, one German sentence: "Ortsteil von Morbach". */
    reason: z.string(),
  })
  .openapi("PlaceHit");
export type PlaceHit = z.infer<typeof placeHitSchema>;

export const placeSearchReplySchema = z
  .object({ hits: z.array(placeHitSchema) })
  .openapi("PlaceSearchReply");

/** Where a call probably comes from: a hint, never proof (R1). */
export const originGuessSchema = z
  .object({
    districtAgs: z.string(),
    districtName: z.string(),
    /** The exchange that the area code names, e.g. "Wittlich". */
    placeName: z.string(),
    /** 0 … 1: share of the exchange's municipalities that lie in the district. */
    probability: z.number(),
    /** "Vorwahl 06571 (Wittlich)" */
    reason: z.string(),
  })
  .openapi("OriginGuess");
export type OriginGuess = z.infer<typeof originGuessSchema>;

/** A municipality resolved for a date: what responsibility is decided on. */
export interface ResolvedPlace {
  municipality: { ags: string; name: string; kind: string };
  association: { key: string; name: string } | null;
  district: { ags: string; name: string };
}

/** A municipality that ended, and the one that its territory belongs to. */
export interface Successor {
  /** Name of the one that ended. */
  formerName: string;
  /** ISO day from which it belongs there. */
  since: string;
  place: ResolvedPlace;
}

/** The room's contract to the rooms above it. Everything is answered from memory. */
export interface Places {
  /** Finds what there is today. */
  search(query: string, limit: number): PlaceHit[];
  /** @returns null for a key outside the four districts or not valid at `date` (ISO day). */
  resolve(ags: string, date: string): ResolvedPlace | null;
  /** What stands at `date` (ISO day) in place of a municipality that had ended by then, or null. */
  successor(ags: string, date: string): Successor | null;
  /** Every municipality that there is at `date` (ISO day). */
  municipalities(date: string): ResolvedPlace[];
  /** Ranked, most probable first; empty for mobile, suppressed and foreign numbers. */
  guessOrigin(callerNumber: string | null): OriginGuess[];
}
