import type { AuthorityRecord, ServiceRecord } from "../../records.ts";
import { holdsOn } from "../../responsibility.ts";
import { daysFrom, dayBefore, holdsStill, periodWords, type Period } from "../../periods.ts";
import {
  compareFields,
  digestOf,
  type Claim,
  type Comparable,
  type LinkRecord,
  type Proposal,
} from "../proposal.ts";
import type { Areas } from "./areas.ts";
import {
  normalWords,
  type Compared,
  type Local,
  type MessageComparison,
} from "./compare-message.ts";
import { keyOf, type Identifier, type XzufiResponsibility } from "./objects.ts";
import type { ServedOn, ServedPlaces } from "../../served-places.ts";

/** Ids of the message → what they are here; collected before responsibilities can be read. */
export interface KnownIds {
  /** → slug */
  services: Map<string, string>;
  /** → id of the authority */
  units: Map<string, string>;
  /** → address */
  onlineServices: Map<string, string>;
}

/** What a message says that an authority does, in which areas and when. */
interface Claimed extends Period {
  authorityId: string;
  /** schemeAgencyID of the service. */
  agency: string;
  areas: Map<string, Identifier>;
}

const always: Period = { validFrom: null, validUntil: null };

/**
 * Collects the responsibilities of a message; what none of ours is concerned with, and what holds
 * no longer, is passed over.
 */
export class ResponsibilityComparison {
  readonly #comparison: MessageComparison;
  readonly #local: Pick<Local, "areasOn" | "today">;
  readonly #ids: KnownIds;
  /** Slug → authority and period. */
  readonly #claimed = new Map<string, Map<string, Claimed>>();
  /** Slug and section → address and the link of the online service. */
  readonly #online = new Map<string, { slug: string; section: string; url: string; id: string }>();

  constructor(
    comparison: MessageComparison,
    local: Pick<Local, "areasOn" | "today">,
    ids: KnownIds,
  ) {
    this.#comparison = comparison;
    this.#local = local;
    this.#ids = ids;
  }

  /** @returns whether it concerns something known here, today or later */
  add(responsibility: XzufiResponsibility): boolean {
    const slug = this.#ids.services.get(keyOf(responsibility.serviceId));
    if (slug === undefined) return false;
    const superior = keyOf(responsibility.superior);
    const url = this.#ids.onlineServices.get(superior);
    if (url !== undefined) return this.#addOnline(responsibility, { slug, url, id: superior });
    const authorityId = this.#ids.units.get(superior);
    // An Ansprechpunkt is whom to ask, not who decides.
    if (authorityId === undefined || /ansprech/i.test(responsibility.role ?? "")) return false;
    const periods = periodsOf(responsibility).filter((each) => holdsStill(each, this.#local.today));
    const claims = this.#claimed.get(slug) ?? new Map<string, Claimed>();
    for (const period of periods) {
      const { agency } = responsibility.serviceId;
      const key = JSON.stringify([authorityId, agency, period.validFrom, period.validUntil]);
      const claimed = claims.get(key) ?? { authorityId, agency, ...period, areas: new Map() };
      for (const area of responsibility.areas) claimed.areas.set(area.value, area);
      claims.set(key, claimed);
    }
    if (claims.size > 0) this.#claimed.set(slug, claims);
    return periods.length > 0;
  }

  /** A link has no dates of its own: it counts from the day on which it holds. */
  #addOnline(
    responsibility: XzufiResponsibility,
    found: { slug: string; url: string; id: string },
  ): boolean {
    const { today } = this.#local;
    const section = this.#comparison.sectionOf(responsibility.areas);
    if (section === null || !periodsOf(responsibility).some((each) => holdsOn(each, today))) {
      return false;
    }
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
   * Services for which the message names other authorities than our rules, today or later. Only the
   * places that it speaks of are compared, and only those that differ are shown.
   */
  *proposals(
    servedOn: ServedOn,
    authorities: readonly AuthorityRecord[],
    links: ReadonlyMap<string, LinkRecord>,
  ): Generator<Compared> {
    const names = new Map(authorities.map(({ id, name }) => [id, name]));
    for (const [slug, claims] of this.#claimed) {
      const service = this.#comparison.service(slug);
      if (!service) continue;
      const views = this.#views(service, [...claims.values()], servedOn);
      const id = JSON.stringify(["zustaendigkeit", slug, subjectOf([...claims.values()])]);
      const fresh = { id, kind: "zustaendigkeit", target: slug, digests: {} };
      const link: LinkRecord = links.get(id) ?? fresh;
      const { local, incoming } = describe(views, names, ({ spoken }) => spoken);
      const [ours, theirs] = [{ responsibility: local }, { responsibility: incoming }];
      const { fields, agreed } = compareFields(ours, theirs, link.digests, normalWords);
      const proposals = fields.map((field): Proposal => {
        const shown = describe(views, names, differing);
        const said = [{ ...field, ...shown, claims: this.#claimsOf([...claims.values()], views) }];
        const { name: title } = service;
        return { kind: "responsibility", target: slug, section: null, title, fields: said, link };
      });
      yield { proposals, agreed: { ...link, digests: agreed } };
    }
  }

  /** Both sides on every day from today on on which one of them changes. */
  #views(service: ServiceRecord, claims: readonly Claimed[], servedOn: ServedOn): View[] {
    const days = daysFrom(this.#local.today, [...claims, ...service.responsibility]);
    return days.map((day) => {
      const areas = this.#local.areasOn(day);
      const theirs = new Map<string, Set<string>>();
      for (const claim of claims.filter((each) => holdsOn(each, day))) {
        const places = theirs.get(claim.authorityId) ?? new Set();
        for (const ags of placesOf(claim, areas)) places.add(ags);
        theirs.set(claim.authorityId, places);
      }
      const spoken = new Set([...theirs.values()].flatMap((places) => [...places]));
      return { day, areas, ours: servedOn(service, day), theirs, spoken };
    });
  }

  #claimsOf(claims: readonly Claimed[], views: readonly View[]): Claim[] {
    return claims.map((claim) => {
      const held = views.filter(({ day }) => holdsOn(claim, day));
      const municipalities = new Set(held.flatMap(({ areas }) => placesOf(claim, areas)));
      const { authorityId, validFrom, validUntil } = claim;
      return { authorityId, validFrom, validUntil, municipalities: [...municipalities] };
    });
  }
}

/**
 * Whose words it is about, and which areas: what another source said, or the same of other areas,
 * is no earlier version of it.
 */
function subjectOf(claims: readonly Claimed[]): string {
  const areas = new Set(claims.flatMap((claim) => [...claim.areas.keys()]));
  const agencies = new Set(claims.map(({ agency }) => agency));
  return digestOf(JSON.stringify([[...agencies].toSorted(), [...areas].toSorted()]));
}

function periodsOf({ periods }: XzufiResponsibility): readonly Period[] {
  return periods.length > 0 ? periods : [always];
}

function placesOf({ areas }: Claimed, on: Areas): string[] {
  return [...areas.values()].flatMap((area) => on.municipalitiesIn(area));
}

/** What holds from a day on. */
interface View {
  day: string;
  areas: Areas;
  ours: ServedPlaces;
  theirs: ServedPlaces;
  /** Municipalities that the message speaks of. */
  spoken: ReadonlySet<string>;
}

/** The places for which the two name different authorities. */
function differing({ ours, theirs, spoken }: View): ReadonlySet<string> {
  const namedIn = (served: ServedPlaces, ags: string) =>
    [...served].flatMap(([authority, places]) => (places.has(ags) ? [authority] : []));
  const same = (ags: string) => {
    const [here, there] = [namedIn(ours, ags), namedIn(theirs, ags)];
    return here.toSorted().join(" ") === there.toSorted().join(" ");
  };
  return new Set([...spoken].filter((ags) => !same(ags)));
}

/**
 * Both sides in lines, "Verbandsgemeinde Daun: VG Daun (ganz)", in the order of the names; with the
 * period before them where it is not the same for ever: "ab 01.01.2027: …".
 */
function describe(
  views: readonly View[],
  names: ReadonlyMap<string, string>,
  placesIn: (view: View) => ReadonlySet<string>,
): { local: string[]; incoming: string[] } {
  const said = views.map((view) => {
    const places = placesIn(view);
    const [local, incoming] = [view.ours, view.theirs].map((served) =>
      linesOf(served, places, names, view.areas),
    );
    return { day: view.day, local: local ?? [], incoming: incoming ?? [] };
  });
  const changes = said.filter((each, index) => {
    const before = said[index - 1];
    return !before || words(before) !== words(each);
  });
  const dated = (side: "local" | "incoming") =>
    changes.flatMap((each, index) => {
      const next = changes[index + 1]?.day;
      const period = periodWords({
        validFrom: index === 0 ? null : each.day,
        validUntil: next === undefined ? null : dayBefore(next),
      });
      return each[side].map((line) => (period === "" ? line : `${period}: ${line}`));
    });
  return { local: dated("local"), incoming: dated("incoming") };
}

function words({ local, incoming }: { local: string[]; incoming: string[] }): string {
  return JSON.stringify([local, incoming]);
}

function linesOf(
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
