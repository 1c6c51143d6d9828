import { randomUUID } from "node:crypto";
import { AppError } from "../errors.ts";
import { may, type Principal } from "../identity/permissions.ts";
import { requireValid } from "../validation.ts";
import type { PlaceHit, Places, ResolvedPlace } from "../places/schema.ts";
import type { Command } from "../routing/commands.ts";
import type { TransferTarget } from "../routing/state.ts";
import { deskCommands, type DeskCommand, type DeskCommandName } from "./schema.ts";

const wrapUpExtensionSeconds = 60;

export interface CommandSources {
  places: Places;
  /** Local day of now, for places that exist by date. */
  today(): string;
  administrationOfDistrict(ags: string): string | null;
  findTarget(request: DeskCommand<"contact.transfer">): FoundTarget | null;
  /** What is known of a contact that may have left the centre; null when there is none. */
  about(contactId: string): Promise<AboutContact | null>;
}

export interface AboutContact {
  lineId: string;
  administrationId: string | null;
  place: { ags: string; name: string } | null;
}

export interface FoundTarget {
  target: TransferTarget;
  /** Whether it is inside its hours; digits that nobody is listed under always are. */
  open: boolean;
  /** German: "geschlossen, öffnet Mo 08:00" */
  hours: string;
}

/**
 * Translates what a desk sends into a command of the core; it decides nothing but whether the
 * target of a transfer is in its hours (R2).
 * @throws AppError with a German sentence
 */
export async function toCommand<Name extends DeskCommandName>(
  name: Name,
  input: unknown,
  principal: Principal,
  sources: CommandSources,
): Promise<{ command: Command; commandId: string | null }> {
  const parsed = requireValid<unknown>(deskCommands[name].safeParse(input));
  const { commandId = null, ...rest } = parsed as DeskCommand<Name>;
  const wish = rest as DeskCommand<Name>;
  if (name === "callback.cancel") {
    const { contactId } = wish as DeskCommand<"callback.cancel">;
    return { command: await cancelling(contactId, principal, sources), commandId };
  }
  const { agentId } = principal;
  if (agentId === null) {
    throw new AppError(403, "forbidden", "Dafür fehlt Ihnen die Berechtigung.");
  }
  const translate = translators[name as Translated] as Translate<Name>;
  return { command: await translate(wish, agentId, sources), commandId };
}

/** R11: a supervisor of the contact's administration needs no line of her own. */
async function cancelling(
  contactId: string,
  principal: Principal,
  sources: CommandSources,
): Promise<Command> {
  const about = await sources.about(contactId);
  const supervises =
    about !== null && may(principal, "callbacks.supervise", about.administrationId);
  const { agentId, name: byName } = principal;
  if (!supervises && agentId === null) {
    throw new AppError(403, "forbidden", "Dafür fehlt Ihnen die Berechtigung.");
  }
  const cancel = { type: "cancelCallback", contactId, byName } as const;
  return { ...cancel, agentId: supervises ? null : agentId };
}

type Translate<Name extends DeskCommandName> = (
  input: DeskCommand<Name>,
  agentId: string,
  sources: CommandSources,
) => Command | Promise<Command>;
type Translated = Exclude<DeskCommandName, "callback.cancel">;
type Translators = { [Name in Translated]: Translate<Name> };

const translators: Translators = {
  "presence.choose": (input, agentId) => ({ type: "choosePresence", agentId, ...input }),
  "offer.accept": (input, agentId) => ({ type: "acceptOffer", agentId, ...input }),
  "offer.decline": (input, agentId) => ({ type: "declineOffer", agentId, ...input }),
  "contact.hangUp": (input, agentId) => ({ type: "hangUp", agentId, ...input }),
  "contact.takeBack": (input, agentId) => ({ type: "takeBack", agentId, ...input }),
  "contact.passOn": ({ contactId, skills }, agentId) => ({
    type: "passOn",
    agentId,
    contactId,
    skills,
    words: skills.join(" und "),
  }),
  "contact.pull": (input, agentId) => ({ type: "pull", agentId, ...input }),
  "contact.park": (input, agentId) => ({ type: "park", agentId, ...input }),
  "contact.retrieve": (input, agentId) => ({ type: "retrieve", agentId, ...input }),
  "wrapUp.extend": (_, agentId) => ({
    type: "extendWrapUp",
    agentId,
    seconds: wrapUpExtensionSeconds,
  }),
  "wrapUp.end": (_, agentId) => ({ type: "endWrapUp", agentId }),
  "contact.transfer": (input, agentId, sources) => {
    const found = sources.findTarget(input);
    if (!found) {
      throw new AppError(
        422,
        "unknown_target",
        "Unter diesem Eintrag gibt es keine Durchwahl, zu der verbunden werden kann.",
      );
    }
    if (!found.open && !input.evenIfClosed) {
      const message = `${found.target.name} ist ${found.hours}. Trotzdem verbinden?`;
      throw new AppError(409, "target_closed", message);
    }
    return { type: "transfer", agentId, contactId: input.contactId, target: found.target };
  },
  "callback.promise": async (input, agentId, sources) => {
    const about = await sources.about(input.contactId);
    if (!about) throw new AppError(404, "contact_not_found", "Diesen Kontakt gibt es nicht.");
    const note = input.note.trim();
    return { type: "promiseCallback", agentId, ...input, note, callbackId: randomUUID(), about };
  },
  "contact.confirmPlace": (input, agentId, sources) => {
    const place = sources.places.resolve(input.ags, sources.today());
    if (!place) {
      throw new AppError(422, "place_outside", "Dieser Ort liegt außerhalb der Mitgliedskreise.");
    }
    return {
      type: "confirmPlace",
      agentId,
      contactId: input.contactId,
      administrationId: sources.administrationOfDistrict(place.district.ags),
      place: { ags: place.municipality.ags, name: placeName(place, input.locality, sources) },
    };
  },
};

const namesakesRead = 10;

/** "Wengerohr (Wittlich)", of namesakes "Esch (VG Gerolstein)", else "Kröv". */
function placeName(
  { municipality: { ags, name }, association }: ResolvedPlace,
  locality: string | undefined,
  { places }: CommandSources,
): string {
  const called = (wanted: string, kind: PlaceHit["kind"]) =>
    places
      .search(wanted, namesakesRead)
      .filter((hit) => hit.name === wanted && hit.kind === kind)
      .map(({ municipality }) => municipality.ags);
  if (locality !== undefined && locality !== name && called(locality, "locality").includes(ags)) {
    return `${locality} (${name})`;
  }
  const namesake = called(name, "municipality").some((other) => other !== ags);
  return namesake && association ? `${name} (VG ${association.name})` : name;
}
