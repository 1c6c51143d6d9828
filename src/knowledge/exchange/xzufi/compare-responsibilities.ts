import type { AuthorityRecord, ServiceRecord } from "../../records.ts";
import {
  compareFields,
  type Claim,
  type Comparable,
  type LinkRecord,
  type Proposal,
} from "../proposal.ts";
import type { Areas } from "./areas.ts";
import { normalWords, type Compared, type MessageComparison } from "./compare-message.ts";
import { keyOf, type XzufiResponsibility } from "./objects.ts";
import type { ServedPlaces } from "./responsibilities.ts";

/** Ids of the message → what they are here; collected before responsibilities can be read. */
export interface KnownIds {
  /** → slug */
  services: Map<string, string>;
  /** → id of the authority */
  units: Map<string, string>;
  /** → address */
  onlineServices: Map<string, string>;
}

/** Collects the responsibilities of a message; what none of ours is concerned with is passed over. */
export class ResponsibilityComparison {
  readonly #comparison: MessageComparison;
  readonly #areas: Areas;
  readonly #ids: KnownIds;
  /** Slug → authority → municipalities. */
  readonly #claimed = new Map<string, Map<string, Set<string>>>();
  /** Slug and section → address and the link of the online service. */
  readonly #online = new Map<string, { slug: string; section: string; url: string; id: string }>();

  constructor(comparison: MessageComparison, areas: Areas, ids: KnownIds) {
    this.#comparison = comparison;
    this.#areas = areas;
    this.#ids = ids;
  }

  /** @returns whether it concerns something known here */
  add(responsibility: XzufiResponsibility): boolean {
    const slug = this.#ids.services.get(keyOf(responsibility.serviceId));
    if (slug === undefined) return false;
    const superior = keyOf(responsibility.superior);
    const url = this.#ids.onlineServices.get(superior);
    if (url !== undefined) return this.#addOnline(responsibility, { slug, url, id: superior });
    const authority = this.#ids.units.get(superior);
    // An Ansprechpunkt is whom to ask, not who decides.
    if (authority === undefined || /ansprech/i.test(responsibility.role ?? "")) return false;
    const places = responsibility.areas.flatMap((area) => this.#areas.municipalitiesIn(area));
    const claims = this.#claimed.get(slug) ?? new Map<string, Set<string>>();
    const claimed = claims.get(authority) ?? new Set();
    for (const ags of places) claimed.add(ags);
    this.#claimed.set(slug, claims.set(authority, claimed));
    return true;
  }

  #addOnline(
    { areas }: XzufiResponsibility,
    found: { slug: string; url: string; id: string },
  ): boolean {
    const section = this.#comparison.sectionOf(areas);
    if (section === null) return false;
    this.#online.set(`${found.slug}:${section}`, { ...found, section });
    return true;
  }

  /** Online services whose address differs from the answer's. */
  *onlineProposals(): Generator<Compared> {
    for (const { slug, section, url, id } of this.#online.values()) {
      const service = this.#comparison.service(slug);
      if (!service) continue;
      const [agency = "", scheme = "", value = ""] = JSON.parse(id) as string[];
      const link = this.#comparison.linkOf({ agency, scheme, value }, "onlinedienst", slug);
      const answer = this.#comparison.answerOf(slug, section);
      const own = answer?.onlineUrl;
      const ours: Comparable = own ? { onlineUrl: own } : {};
      const { fields, agreed } = compareFields(ours, { onlineUrl: url }, link.digests, normalWords);
      const title = this.#comparison.titleOf(service, section);
      yield {
        proposals:
          fields.length > 0 ? [{ kind: "answer", target: slug, section, title, fields, link }] : [],
        agreed: { ...link, digests: agreed },
        isNew: answer === null,
      };
    }
  }

  /**
   * Services for which the message names other authorities than our rules. Only the places that it
   * speaks of are compared, and only those that differ are shown.
   */
  *proposals(
    served: (service: ServiceRecord) => ServedPlaces,
    authorities: readonly AuthorityRecord[],
    links: ReadonlyMap<string, LinkRecord>,
  ): Generator<Compared> {
    const names = new Map(authorities.map(({ id, name }) => [id, name]));
    for (const [slug, claims] of this.#claimed) {
      const service = this.#comparison.service(slug);
      if (!service) continue;
      const spoken = new Set([...claims.values()].flatMap((places) => [...places]));
      const own = served(service);
      const saying = (places: ReadonlySet<string>) => ({
        local: describe(own, places, names, this.#areas),
        incoming: describe(claims, places, names, this.#areas),
      });
      const { local, incoming } = saying(spoken);
      const id = JSON.stringify(["zustaendigkeit", slug]);
      const fresh = { id, kind: "zustaendigkeit", target: slug, digests: {} };
      const link: LinkRecord = links.get(id) ?? fresh;
      const [ours, theirs] = [{ responsibility: local }, { responsibility: incoming }];
      const { fields, agreed } = compareFields(ours, theirs, link.digests, normalWords);
      const proposals = fields.map((field): Proposal => {
        const shown = saying(differing(own, claims, spoken));
        const claimed = [...claims].map(([authorityId, places]): Claim => {
          return { authorityId, municipalities: [...places] };
        });
        const said = [{ ...field, ...shown, claims: claimed }];
        const { name: title } = service;
        return { kind: "responsibility", target: slug, section: null, title, fields: said, link };
      });
      yield { proposals, agreed: { ...link, digests: agreed } };
    }
  }
}

/** The places for which the two name different authorities. */
function differing(
  ours: ServedPlaces,
  theirs: ServedPlaces,
  spoken: ReadonlySet<string>,
): ReadonlySet<string> {
  const namedIn = (served: ServedPlaces, ags: string) =>
    [...served].flatMap(([authority, places]) => (places.has(ags) ? [authority] : []));
  const same = (ags: string) => {
    const [here, there] = [namedIn(ours, ags), namedIn(theirs, ags)];
    return here.toSorted().join(" ") === there.toSorted().join(" ");
  };
  return new Set([...spoken].filter((ags) => !same(ags)));
}

/** "Verbandsgemeinde Daun: VG Daun (ganz)", one line each, in the order of the names. */
function describe(
  served: ServedPlaces,
  spoken: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
  areas: Areas,
): string[] {
  const lines = [...served].flatMap(([authority, places]) => {
    const concerned = new Set([...places].filter((ags) => spoken.has(ags)));
    if (concerned.size === 0) return [];
    return [`${names.get(authority) ?? authority}: ${areas.namesOf(concerned).join(", ")}`];
  });
  return lines.toSorted();
}
