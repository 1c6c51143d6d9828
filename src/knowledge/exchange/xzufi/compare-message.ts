import type {
  AnswerRecord,
  AuthorityRecord,
  KnowledgeRecords,
  ServiceRecord,
} from "../../records.ts";
import {
  compareFields,
  serviceFieldNames,
  type Comparable,
  type LinkRecord,
  type Proposal,
  type ProposalFieldName,
} from "../proposal.ts";
import { holdsStill } from "../../periods.ts";
import { chooseVersions } from "../service-rows.ts";
import type { AreasOn } from "./areas.ts";
import { ownAgency } from "./export-message.ts";
import { normalMarkdown } from "./html.ts";
import { germanTexts } from "./languages.ts";
import { localFields } from "./local-fields.ts";
import {
  kindsOfClass,
  linkKeyOf,
  type Identifier,
  type LinkedKind,
  type XzufiDeletion,
  type XzufiService,
  type XzufiSpecialisation,
  type XzufiUnit,
} from "./objects.ts";
import { fieldsOfTexts } from "./service-texts.ts";

export interface Local {
  records: KnowledgeRecords;
  administrations: readonly { id: string; ags: string; shortName: string }[];
  areasOn: AreasOn;
  /** By id. */
  links: ReadonlyMap<string, LinkRecord>;
  /** ISO day. */
  today: string;
}

/** What a message says of one object, compared; null: the object is not one of ours. */
export interface Compared {
  proposals: Proposal[];
  /** Digests of what both sides say alike: remembered at once. */
  agreed: LinkRecord;
  /** Whether there is no answer here yet that it would change. */
  isNew?: boolean;
}

interface Named extends Pick<XzufiService | XzufiSpecialisation, "kind" | "id"> {
  leikaKeys?: readonly string[];
}

/** Finds out what the objects of a message are here, and how what they say differs. */
export class MessageComparison {
  readonly #local: Local;
  readonly #services: ReadonlyMap<string, ServiceRecord>;
  readonly #authorities: ReadonlyMap<string, AuthorityRecord>;
  readonly #byKey: ReadonlyMap<string, ServiceRecord>;
  readonly #byName: ReadonlyMap<string, AuthorityRecord>;
  readonly #answers: ReadonlyMap<string, readonly AnswerRecord[]>;
  /** Many objects may be about one answer: its words are brought into one way of writing once. */
  readonly #written = new Map<string, string>();

  constructor(local: Local) {
    const { services, authorities, answers } = local.records;
    this.#local = local;
    this.#services = new Map(services.map((service) => [service.slug, service]));
    this.#authorities = new Map(authorities.map((each) => [each.id, each]));
    this.#byKey = onlyOnce(services, ({ leikaKey }) => leikaKey);
    this.#byName = onlyOnce(authorities, ({ name }) => plainName(name));
    const bySlug = new Map<string, AnswerRecord[]>();
    for (const answer of answers) {
      const known = bySlug.get(answer.serviceSlug);
      if (known) known.push(answer);
      else bySlug.set(answer.serviceSlug, [answer]);
    }
    this.#answers = bySlug;
  }

  /** By the link of an earlier review, by our own identifier, else by the LeiKa key alone. */
  serviceOf({ kind, id, leikaKeys = [] }: Named): ServiceRecord | null {
    const known = this.#services.get(this.#targetOf(kind, id) ?? "");
    return known ?? leikaKeys.map((key) => this.#byKey.get(key)).find((each) => each) ?? null;
  }

  service(slug: string): ServiceRecord | null {
    return this.#services.get(slug) ?? null;
  }

  authorityOf({
    kind,
    id,
    names,
  }: Pick<XzufiUnit, "kind" | "id" | "names">): AuthorityRecord | null {
    const named = germanTexts(names).map((name) => this.#byName.get(plainName(name)));
    const known = this.#authorities.get(this.#targetOf(kind, id) ?? "");
    return known ?? named.find((authority) => authority) ?? null;
  }

  #targetOf(kind: LinkedKind, id: Identifier): string | null {
    const link = this.#local.links.get(linkKeyOf(kind, id));
    return link?.target ?? (id.agency === ownAgency ? id.value : null);
  }

  /** "shared", the administration whose district holds all the areas, or null: nobody's here. */
  sectionOf(identifiers: readonly Identifier[]): string | null {
    const { areasOn, administrations, today } = this.#local;
    const areas = areasOn(today);
    const places = identifiers.flatMap((each) => areas.municipalitiesIn(each));
    if (identifiers.length > 0 && places.length === 0) return null;
    const district = areas.districtOf(places);
    return administrations.find(({ ags }) => ags === district)?.id ?? "shared";
  }

  /** The version of an answer that holds today, else the next one. */
  answerOf(slug: string, section: string): AnswerRecord | null {
    const versions = chooseVersions(this.#answers.get(slug) ?? [], this.#local.today);
    return (
      versions.find(({ administrationId }) => (administrationId ?? "shared") === section) ?? null
    );
  }

  /** @returns null where none of the message's areas is here, and for words that hold no longer */
  compareService(
    texts: XzufiService | XzufiSpecialisation,
    service: ServiceRecord,
  ): Compared | null {
    const section = this.sectionOf(texts.areas);
    if (section === null || (section === "shared" && texts.kind === "spezialisierung")) return null;
    if (!holdsStill(texts, this.#local.today)) return null;
    const said = saidOf(texts, service, section, this.#local.today);
    const answer = this.answerOf(service.slug, section);
    const ours = localFields(service, answer, section) as Comparable;
    const link = this.linkOf(texts.id, texts.kind, service.slug);
    const { fields, agreed } = compareFields(ours, said, link.digests, this.#normalOnce);
    const isWhole = ({ field }: { field: ProposalFieldName }) =>
      (serviceFieldNames as readonly string[]).includes(field);
    const proposal = { target: service.slug, section, title: this.titleOf(service, section), link };
    const parts = [
      { ...proposal, kind: "service" as const, fields: fields.filter(isWhole) },
      { ...proposal, kind: "answer" as const, fields: fields.filter((each) => !isWhole(each)) },
    ];
    return {
      proposals: parts.filter((part) => part.fields.length > 0),
      agreed: { ...link, digests: agreed },
      isNew: answer === null,
    };
  }

  readonly #normalOnce: typeof normalWords = (field, words, side) => {
    if (side === "incoming" || Array.isArray(words)) return normalWords(field, words, side);
    const key = `${field}:${words}`;
    const written = this.#written.get(key) ?? normalWords(field, words, side);
    this.#written.set(key, written);
    return written;
  };

  compareUnit(unit: XzufiUnit): Compared | null {
    const authority = this.authorityOf(unit);
    if (!authority) return null;
    const said = given({ address: unit.address, phone: unit.phone, website: unit.website });
    const { id: target, name: title, address, phone, website } = authority;
    const link = this.linkOf(unit.id, unit.kind, target);
    const ours = given({ address, phone, website });
    const { fields, agreed } = compareFields(ours, said, link.digests, normalWords);
    const proposal: Proposal = { kind: "authority", target, section: null, title, fields, link };
    return {
      proposals: fields.length > 0 ? [proposal] : [],
      agreed: { ...link, digests: agreed },
    };
  }

  /** Of what is not known here nothing need be deleted. */
  compareDeletion({ objectClass, id }: XzufiDeletion): Compared | null {
    const keys = kindsOfClass(objectClass).map((kind) => linkKeyOf(kind, id));
    const link = keys.map((key) => this.#local.links.get(key)).find((each) => each);
    const known = link && (this.#services.get(link.target) ?? this.#authorities.get(link.target));
    if (!link || !known) return null;
    const removal = { kind: "removal" as const, target: link.target, section: null, fields: [] };
    return { proposals: [{ ...removal, title: known.name, link }], agreed: link };
  }

  linkOf(id: Identifier, kind: LinkedKind, target: string): LinkRecord {
    const key = linkKeyOf(kind, id);
    const known = this.#local.links.get(key);
    return { id: key, kind, target, digests: known?.target === target ? known.digests : {} };
  }

  titleOf({ name }: ServiceRecord, section: string): string {
    const administration = this.#local.administrations.find(({ id }) => id === section);
    return administration ? `${name} (${administration.shortName})` : name;
  }
}

/** What the source says of the section; what belongs to the service as a whole is shared. */
function saidOf(
  texts: XzufiService | XzufiSpecialisation,
  service: ServiceRecord,
  section: string,
  today: string,
): Comparable {
  const said = fieldsOfTexts(texts) as Comparable;
  if (section !== "shared") for (const name of wholeServiceFields) delete said[name];
  else if (said.synonyms) said.synonyms = addedSynonyms(said.synonyms, service.synonyms);
  for (const name of ["releasedFrom", "releasedUntil"] as const) {
    if (typeof said[name] === "string" && said[name] <= today) delete said[name];
  }
  return said;
}

const wholeServiceFields = ["name", "leikaKey", "synonyms", "legalBasis", "agentHints"] as const;

/** Words of the source join ours; none of ours is taken away. */
function addedSynonyms(incoming: string | string[], own: readonly string[]): string[] {
  const known = new Set(own.map((word) => word.toLowerCase()));
  const added = [incoming].flat().filter((word) => !known.has(word.toLowerCase()));
  return [...own, ...added];
}

/** Maps what only one row says; what several say alike leads nowhere. */
function onlyOnce<Row>(rows: readonly Row[], keyFor: (row: Row) => string | null) {
  const counts = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyFor(row);
    if (key !== null) counts.set(key, [...(counts.get(key) ?? []), row]);
  }
  return new Map(
    [...counts].flatMap(([key, [row, ...more]]) =>
      row !== undefined && more.length === 0 ? [[key, row] as const] : [],
    ),
  );
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function given(fields: Record<string, string | null>): Comparable {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

const markdownFields = new Set<ProposalFieldName>(["body", "agentHints"]);

/** One way of writing for all that reads the same; what comes in has been brought into it. */
export function normalWords(
  field: ProposalFieldName,
  words: string | string[],
  side: "local" | "incoming",
): string {
  if (Array.isArray(words)) return words.map(plainWords).join("\n");
  if (!markdownFields.has(field)) return plainWords(words);
  return side === "local" ? normalMarkdown(words) : words.trim();
}

function plainWords(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
