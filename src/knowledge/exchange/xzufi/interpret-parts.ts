import { Temporal } from "temporal-polyfill";
import { zone } from "../../../directory/hours.ts";
import { holdsOn } from "../../responsibility.ts";
import { holdsStill, type Period } from "../../periods.ts";
import type { LocalText } from "./objects.ts";
import { childOf, childrenOf, htmlOf, textOf, type XmlElement } from "./xml-element.ts";

export function localTexts(elements: readonly XmlElement[]): LocalText[] {
  return elements
    .map((each) => ({ language: each.attributes["languageCode"] ?? "", text: htmlOf(each) }))
    .filter(({ text }) => text !== "");
}

export function positionOf(module: XmlElement | undefined): number | null {
  const text = textOf(module ? childOf(module, "positionDarstellung") : null);
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** `gueltigkeit` may be repeated; none: it always holds. */
export function periodsOf(element: XmlElement): Period[] {
  return childrenOf(element, "gueltigkeit").map(periodOf);
}

export function periodOf(period: XmlElement | null): Period {
  return {
    validFrom: dayOf(period && childOf(period, "beginn")),
    validUntil: dayOf(period && childOf(period, "ende")),
  };
}

/** Of several the one that holds on the day, else the next one, else the last that held. */
export function periodOn(element: XmlElement, day: string | undefined): Period {
  const periods = periodsOf(element).toSorted((left, right) =>
    (left.validFrom ?? "") < (right.validFrom ?? "") ? -1 : 1,
  );
  const still = day === undefined ? undefined : periods.find((each) => holdsStill(each, day));
  return still ?? periods.at(-1) ?? periodOf(null);
}

/** Whether it holds on the day; without a day everything does. */
export function holds(element: XmlElement, day: string | undefined): boolean {
  const periods = periodsOf(element);
  return day === undefined || periods.length === 0 || periods.some((each) => holdsOn(each, day));
}

/**
 * The day as it is here; "2026-12-31T23:00:00Z" is the first of January. What is no day says
 * nothing, nor do those by which systems mean "never": 0001-01-01, 9999-12-31.
 */
export function dayOf(element: XmlElement | null): string | null {
  const text = textOf(element);
  try {
    const day = /T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)
      ? Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDate()
      : Temporal.PlainDate.from(/^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? "", {
          overflow: "reject",
        });
    return day.year < 1900 || day.year >= 9999 ? null : day.toString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
