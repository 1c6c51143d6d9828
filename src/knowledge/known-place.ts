import { AppError } from "../errors.ts";
import { dayText } from "../language/day-text.ts";
import type { Places, ResolvedPlace } from "../places/schema.ts";

/**
 * The municipality with this key on an ISO day.
 * @throws AppError 422 `place_unknown`, naming what it belongs to where it has ended: in `details`
 *   `successor` {ags, name, since}, to be offered instead
 */
export function knownPlace(places: Places, ags: string, date: string): ResolvedPlace {
  const place = places.resolve(ags, date);
  if (place) return place;
  const found = places.successor(ags, date);
  if (found === null) {
    throw new AppError(
      422,
      "place_unknown",
      "Dieser Ort liegt nicht im Gebiet der beteiligten Kreise oder war an diesem Tag keine Gemeinde.",
      { place: ags, date },
    );
  }
  const { formerName, since } = found;
  const { municipality } = found.place;
  const day = dayText(since);
  const message =
    formerName === municipality.name
      ? `${formerName} ist seit ${day} neu gebildet und hat den Schlüssel ${municipality.ags}.`
      : `${formerName} gehört seit ${day} zu ${municipality.name}.`;
  const successor = { ags: municipality.ags, name: municipality.name, since };
  throw new AppError(422, "place_unknown", message, { place: ags, date, successor });
}
