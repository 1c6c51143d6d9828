import { addressParts } from "../exchange/xzufi/write-objects.ts";
import { schedulesOf } from "./hsds-schedule.ts";
import type { HsdsLocation } from "./hsds-schema.ts";
import type { PublicOffice } from "./schema.ts";
import { stableId } from "./stable-id.ts";

/** What is invented says so wherever it is read. */
export const sampleWords = "Musterangabe: ein erfundenes Beispiel, keine amtliche Auskunft.";

export function phoneOf(owner: readonly string[], number: string) {
  return { id: stableId("phone", ...owner, number), number, type: "voice" };
}

/** @param date ISO day whose schedules it carries, and those of the next season */
export function locationOf(office: PublicOffice, date: string): HsdsLocation {
  const { street, houseNumber, postalCode, town } = addressParts(office.address ?? "");
  return {
    id: stableId("location", office.id),
    location_type: "physical",
    name: office.name,
    ...(office.sample && { description: sampleWords }),
    addresses:
      postalCode === ""
        ? []
        : [
            {
              id: stableId("address", office.id),
              address_1: [street, houseNumber].filter(Boolean).join(" ") || town,
              city: town,
              state_province: "Rheinland-Pfalz",
              postal_code: postalCode,
              country: "DE",
              address_type: "physical",
            },
          ],
    phones: office.phone === null ? [] : [phoneOf(["location", office.id], office.phone)],
    schedules: schedulesOf(office, date, (...name) => stableId("schedule", office.id, ...name)),
  };
}
