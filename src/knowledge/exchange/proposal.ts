import { createHash } from "node:crypto";
import type { Period } from "../periods.ts";
import type { ServiceFields } from "./xzufi/service-texts.ts";

/** The fields that a review shows, with their names on screens. */
export const fieldLabels = {
  name: "Name",
  leikaKey: "LeiKa-Schlüssel",
  spoken: "Worte zum Vorlesen (Kurztext)",
  body: "Text (Volltext)",
  fee: "Gebühren",
  duration: "Bearbeitungsdauer",
  deadline: "Frist",
  appointment: "Termin",
  documents: "Erforderliche Unterlagen",
  legalBasis: "Rechtsgrundlagen",
  synonyms: "Suchbegriffe",
  agentHints: "Auskunftshinweis (nur intern)",
  source: "Quelle (Urheber)",
  checkedAt: "Geprüft am",
  releasedFrom: "Gültig ab",
  releasedUntil: "Gültig bis",
  onlineUrl: "Onlinedienst",
  address: "Anschrift",
  phone: "Telefon",
  website: "Internetseite",
  responsibility: "Zuständigkeit",
} as const;
export type ProposalFieldName = keyof typeof fieldLabels;

export const proposalKinds = [
  "answer",
  "service",
  "authority",
  "responsibility",
  "removal",
] as const;
export type ProposalKind = (typeof proposalKinds)[number];

type Words = string | string[];

export interface ProposalField {
  field: ProposalFieldName;
  label: string;
  /** What is said here; null: nothing. */
  local: Words | null;
  incoming: Words;
  /** Both sides say something else than the source said when it was last compared. */
  conflict: boolean;
  /** Nothing is known of before: it cannot be told who has changed it, here or there. */
  firstMet?: boolean;
  /** Of what the source says, remembered once somebody has decided. */
  digest: string;
  /** Of a responsibility: what it means in keys. */
  claims?: Claim[];
  /** Whether it was taken, once somebody has decided. */
  taken?: boolean;
}

/** A source says that an authority is responsible in these municipalities, in this period. */
export interface Claim extends Partial<Period> {
  authorityId: string;
  /** 8-digit keys. */
  municipalities: string[];
}

/** What a source said of one of its objects, remembered by digest and never by its words. */
export interface LinkRecord {
  id: string;
  kind: string;
  target: string;
  digests: Partial<Record<ProposalFieldName, string>>;
}

export interface Proposal {
  kind: ProposalKind;
  /** Slug of a service, id of an authority. */
  target: string;
  section: string | null;
  title: string;
  fields: ProposalField[];
  link: LinkRecord;
}

export type Comparable = Partial<Record<ProposalFieldName, Words>>;

/**
 * Compares what a source says with what is said here, field by field; what the source leaves out
 * is not compared.
 * @param last digests of what the source said when it was last reviewed
 * @param normal one way of writing for all that reads the same
 * @returns `fields` to review, and `agreed`: digests of what both sides say alike
 */
export function compareFields(
  local: Comparable,
  incoming: Comparable,
  last: LinkRecord["digests"],
  normal: (field: ProposalFieldName, words: Words, side: "local" | "incoming") => string,
): { fields: ProposalField[]; agreed: LinkRecord["digests"] } {
  const fields: ProposalField[] = [];
  const agreed: LinkRecord["digests"] = {};
  for (const [name, words] of Object.entries(incoming)) {
    const field = name as ProposalFieldName;
    const theirs = digestOf(normal(field, words, "incoming"));
    const own = local[field] ?? null;
    const ours = own === null ? null : digestOf(normal(field, own, "local"));
    if (ours === theirs) {
      agreed[field] = theirs;
      continue;
    }
    // The source says what it said before: whatever stands here was decided on.
    if (last[field] === theirs) continue;
    const before = last[field];
    const conflict = ours !== null && before !== undefined && ours !== before;
    const firstMet = ours !== null && before === undefined;
    const difference = { local: own, incoming: words, conflict, firstMet, digest: theirs };
    fields.push({ field, label: fieldLabels[field], ...difference });
  }
  return { fields, agreed };
}

export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

/** Which fields belong to the service as a whole and not to a version of its answer. */
export const serviceFieldNames: readonly (keyof ServiceFields)[] = ["name", "leikaKey", "synonyms"];
