import { describe, expect, it } from "vitest";
import { dayOf } from "../../web/core/centre-time.ts";
import { clockText, dayText, momentText, timeText } from "../../web/core/format.ts";
import { promiseOf } from "../../web/core/promise.ts";
import { answerTabs, generalTab, shownTab } from "../../web/core/tabs.ts";
import { dialledDigits, firstReachable, targetsFor } from "../../web/core/targets.ts";
import { administrations, directory, serviceDetail } from "./support/sample-answers.ts";

const ofDistrict = (ags: string) =>
  administrations.find((administration) => administration.ags === ags)?.id ?? null;
const dial = (digits: string) => `${digits} wählen`;

describe("the tabs of an answer", () => {
  it("preselect and mark the caller's district", () => {
    const tabs = answerTabs(serviceDetail("personalausweis", null)!, "vulkaneifel", ofDistrict);
    expect(shownTab(tabs, null)).toMatchObject({ id: "vulkaneifel", callers: true });
  });

  it("believe the place rather than the area code", () => {
    const detail = serviceDetail("personalausweis", "07231071")!;
    const shown = shownTab(answerTabs(detail, "vulkaneifel", ofDistrict), null);
    expect(shown?.id).toBe("bernkastel-wittlich");
    expect(shown?.answer).toBe(detail.answer);
  });

  it("show what holds everywhere while nobody knows where the caller lives", () => {
    const tabs = answerTabs(serviceDetail("personalausweis", null)!, null, ofDistrict);
    expect(shownTab(tabs, null)?.id).toBe(generalTab);
    expect(tabs).toHaveLength(5);
  });

  it("show another district when it is chosen", () => {
    const tabs = answerTabs(serviceDetail("personalausweis", null)!, "vulkaneifel", ofDistrict);
    expect(shownTab(tabs, "cochem-zell")).toMatchObject({ id: "cochem-zell", callers: false });
  });
});

describe("the targets of a transfer", () => {
  const { escalation } = serviceDetail("personalausweis", "07231071")!;

  it("are those of the open answer before anything is typed, without the ticket box", () => {
    const targets = targetsFor("", escalation, [], dial);
    expect(targets.map((target) => target.key)).toEqual(["unit-1", "deputy-1", "switchboard-1"]);
  });

  it("say which number is not to be given out", () => {
    const guarded = escalation.map((target) => ({
      ...target,
      confidential: target.id === "deputy-1",
    }));
    const marked = targetsFor("", guarded, [], dial).filter((target) => target.confidential);
    expect(marked.map((target) => target.key)).toEqual(["deputy-1"]);
  });

  it("start at the first that can be reached now", () => {
    expect(firstReachable(targetsFor("", escalation, [], dial))).toBe(1);
    expect(firstReachable([])).toBe(0);
  });

  it("are what the directory found once something is typed", () => {
    const targets = targetsFor("muster", escalation, directory.slice(2, 3), dial);
    expect(targets.map((target) => target.name)).toEqual(["Erika Mustermann"]);
  });

  it("offer to dial digits that nobody is listed under", () => {
    expect(targetsFor("06571 14-22", escalation, [], dial)).toMatchObject([
      { directoryEntryId: null, extension: "065711422", name: "065711422 wählen" },
    ]);
    const listed = targetsFor("2210", escalation, directory.slice(1, 2), dial);
    expect(listed.map((target) => target.key)).toEqual(["kfz-wil"]);
  });

  it("do not take words or a single digit for a number", () => {
    expect(dialledDigits("Zimmer 4")).toBeNull();
    expect(dialledDigits("4")).toBeNull();
    expect(dialledDigits("+49 (6571) 14")).toBe("+49657114");
  });
});

describe("times and shares", () => {
  it("tell the centre's local time, whatever this computer is set to", () => {
    expect(timeText("2026-11-22T09:42:00Z")).toBe("10:42");
    expect(timeText("2026-07-01T09:42:00Z")).toBe("11:42");
    expect(dayText("2026-11-03")).toBe("03.11.2026");
  });

  it("begin a day at midnight of the centre, in winter and in summer", () => {
    expect(dayOf("2026-11-22T22:59:59Z")).toBe("2026-11-22");
    expect(dayOf(Date.parse("2026-11-22T23:00:00Z"))).toBe("2026-11-23");
    expect(dayOf("2026-07-01T22:00:00.000Z")).toBe("2026-07-02");
  });

  it("say today and yesterday", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(momentText("2026-11-22T09:42:00Z", now)).toBe("heute, 10:42");
    expect(momentText("2026-11-21T14:07:00Z", now)).toBe("gestern, 15:07");
    expect(momentText("2026-11-18T14:07:00Z", now)).toBe("18.11., 15:07");
  });

  it("count a talk in minutes and, when it is long, in hours", () => {
    expect(clockText(134_000)).toBe("2:14");
    expect(clockText(3_734_000)).toBe("1:02:14");
    expect(clockText(-5_000)).toBe("0:00");
  });

  it("promise nothing before the first call", () => {
    const today = { offered: 0, answered: 0, answeredInTarget: 0, abandoned: 0 };
    expect(promiseOf(today)).toBeNull();
    expect(promiseOf({ ...today, offered: 1 })).toBeNull();
  });

  it("count the promise over who was answered or has given up, not over who still waits", () => {
    const today = { offered: 9, answered: 3, answeredInTarget: 3, abandoned: 1 };
    expect(promiseOf(today)).toBe(0.75);
  });
});
