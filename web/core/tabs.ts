import type { AnswerView, ServiceDetail } from "../../src/knowledge/schema.ts";

/** The tab of the answer that holds everywhere, shown while nobody knows where the caller lives. */
export const generalTab = "allgemein";

export interface AnswerTab {
  id: string;
  name: string;
  /** The caller's district: preselected and marked. */
  callers: boolean;
  answer: AnswerView | null;
}

/**
 * The answers of a service as tabs, the caller's district marked. At the place itself its own
 * answer holds, which may differ from the district's.
 * @param callers administration of the caller as the call knows it; the place is more exact
 */
export function answerTabs(
  detail: ServiceDetail,
  callers: string | null,
  administrationOfDistrict: (ags: string) => string | null,
): AnswerTab[] {
  const ofPlace = detail.place && administrationOfDistrict(detail.place.districtAgs);
  const own = ofPlace ?? callers;
  const tabs = detail.variants.map((variant) => {
    const isOwn = variant.administrationId === own;
    return {
      id: variant.administrationId,
      name: variant.administrationName,
      callers: isOwn,
      answer: isOwn && detail.place && ofPlace === own ? detail.answer : variant.answer,
    };
  });
  if (tabs.some((tab) => tab.callers)) return tabs;
  return [{ id: generalTab, name: "", callers: false, answer: detail.answer }, ...tabs];
}

/** The tab to show: the chosen one, else the caller's, else the first. */
export function shownTab(tabs: readonly AnswerTab[], chosen: string | null): AnswerTab | null {
  return (
    tabs.find((tab) => tab.id === chosen) ?? tabs.find((tab) => tab.callers) ?? tabs[0] ?? null
  );
}
