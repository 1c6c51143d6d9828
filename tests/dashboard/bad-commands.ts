import type { DeskCommandName } from "../../src/dashboard/schema.ts";

/** The moments of one caller's visit at which commands are sent that do not fit. */
export const moments = ["never", "offered", "talking", "transferring", "parked", "ended"] as const;
export type Moment = (typeof moments)[number];

/** Whose caller it is: offered to her, served, transferred, parked by her; and somebody else. */
type Person = "anna" | "other";

/** What a command may name at that moment. */
export interface Known {
  contactId: string;
  offerId: string;
}

/**
 * A code of refusal; "nothing": accepted, as it is so already; "works": it is right at that moment
 * and left out here.
 */
type Expected = string;

export interface Row {
  /** The command as a desk would send it. */
  input: (known: Known) => Record<string, unknown>;
  expected: Record<Person, Record<Moment, Expected>>;
}

const always = (expected: Expected): Record<Moment, Expected> => ({
  never: expected,
  offered: expected,
  talking: expected,
  transferring: expected,
  parked: expected,
  ended: expected,
});

const contact = ({ contactId }: Known) => ({ contactId });
const offer = ({ offerId }: Known) => ({ offerId });

/** Of a contact that is not here, and otherwise the same at every moment. */
const onContact = (expected: Expected, changes: Partial<Record<Moment, Expected>> = {}) => ({
  ...always(expected),
  never: "unknown_contact",
  ended: "unknown_contact",
  ...changes,
});

/** Every command of the desk: without a row here the test fails. */
export const badCommands: Record<DeskCommandName, Row> = {
  "presence.choose": {
    input: () => ({ presence: "ready", reason: null }),
    expected: { anna: always("nothing"), other: always("works") },
  },
  "offer.accept": {
    input: offer,
    expected: {
      anna: { ...always("offer_expired"), offered: "works", talking: "nothing" },
      other: { ...always("offer_expired"), offered: "not_your_offer" },
    },
  },
  "offer.decline": {
    input: offer,
    expected: {
      anna: { ...always("offer_expired"), offered: "works" },
      other: { ...always("offer_expired"), offered: "not_your_offer" },
    },
  },
  "contact.hangUp": {
    input: contact,
    expected: {
      anna: onContact("not_your_contact", { talking: "works", transferring: "not_talking" }),
      other: onContact("not_your_contact"),
    },
  },
  "contact.transfer": {
    input: ({ contactId }) => ({
      contactId,
      directoryEntryId: null,
      extension: "99997",
      evenIfClosed: false,
    }),
    expected: {
      anna: onContact("not_your_contact", { talking: "works", transferring: "not_talking" }),
      other: onContact("not_your_contact"),
    },
  },
  "contact.takeBack": {
    input: contact,
    expected: {
      anna: onContact("not_your_contact", { talking: "not_transferring", transferring: "works" }),
      other: onContact("not_your_contact"),
    },
  },
  "contact.passOn": {
    input: ({ contactId }) => ({ contactId, skills: ["Altgriechisch"] }),
    expected: {
      anna: onContact("not_your_contact", {
        talking: "nobody_has_skill",
        transferring: "not_talking",
      }),
      other: onContact("not_your_contact"),
    },
  },
  "contact.pull": {
    input: contact,
    expected: {
      anna: onContact("not_waiting", { offered: "works", talking: "nothing" }),
      other: onContact("not_waiting"),
    },
  },
  "contact.park": {
    input: contact,
    expected: {
      anna: onContact("not_your_contact", {
        talking: "works",
        transferring: "not_talking",
        parked: "nothing",
      }),
      other: onContact("not_your_contact"),
    },
  },
  "contact.retrieve": {
    input: contact,
    expected: {
      anna: onContact("not_parked", { talking: "nothing", parked: "works" }),
      // Her lines are others.
      other: onContact("not_parked", { parked: "not_your_line" }),
    },
  },
  "contact.confirmPlace": {
    input: ({ contactId }) => ({ contactId, ags: "07231072" }),
    expected: {
      anna: onContact("not_your_contact", { talking: "works", transferring: "works" }),
      other: onContact("not_your_contact"),
    },
  },
  "callback.promise": {
    input: ({ contactId }) => ({
      contactId,
      number: "06571 90009 12",
      at: null,
      toHerself: false,
      note: "",
    }),
    expected: {
      anna: {
        ...always("not_your_contact"),
        never: "contact_not_found",
        talking: "works",
        transferring: "works",
      },
      other: { ...always("not_your_contact"), never: "contact_not_found" },
    },
  },
  "callback.cancel": {
    input: contact,
    expected: { anna: onContact("not_a_callback"), other: onContact("not_a_callback") },
  },
  "wrapUp.extend": {
    input: () => ({}),
    expected: {
      anna: { ...always("not_in_wrap_up"), transferring: "works" },
      other: always("not_in_wrap_up"),
    },
  },
  "wrapUp.end": {
    input: () => ({}),
    expected: {
      anna: { ...always("not_in_wrap_up"), transferring: "works" },
      other: always("not_in_wrap_up"),
    },
  },
};
