import { AppError } from "../errors.ts";
import { requireValid } from "../validation.ts";
import type { Places } from "../places/schema.ts";
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
export function toCommand<Name extends DeskCommandName>(
  name: Name,
  input: unknown,
  agentId: string,
  sources: CommandSources,
): { command: Command; commandId: string | null } {
  const parsed = requireValid<unknown>(deskCommands[name].safeParse(input));
  const { commandId = null, ...rest } = parsed as DeskCommand<Name>;
  return { command: translators[name](rest as DeskCommand<Name>, agentId, sources), commandId };
}

type Translators = {
  [Name in DeskCommandName]: (
    input: DeskCommand<Name>,
    agentId: string,
    sources: CommandSources,
  ) => Command;
};

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
      place: { ags: place.municipality.ags, name: place.municipality.name },
    };
  },
};
