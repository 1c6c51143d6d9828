import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { withSoftBreaks } from "../core/soft-breaks.ts";
import { answerTabs, generalTab, shownTab } from "../core/tabs.ts";
import type { AnswerTab } from "../core/tabs.ts";
import { keys } from "../keys.ts";
import { useAdministration, useRecord, useSession } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Badge } from "../ui/marks.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { AnswerChange } from "./answer-change.tsx";
import { AnswerBody } from "./answer-body.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { HandOver } from "./responsibility.tsx";
import { useSpokenDecision } from "./spoken-decision.ts";

/** One service: the caller's district first, words to say, facts, whom to transfer to. */
export function AnswerArticle({ detail }: { detail: ServiceDetail }) {
  const { administrations } = useSession();
  const { contact, lookup, presumption } = useDeskParts();
  const ofDistrict = (ags: string) =>
    administrations.find((administration) => administration.ags === ags)?.id ?? null;
  const tabs = answerTabs(detail, contact?.administrationId ?? null, ofDistrict);
  const tab = shownTab(tabs, lookup.chosen);
  useDistrictKeys(detail);
  useSpokenDecision(detail, presumption);
  const callers = tab !== null && (tab.callers || tab.id === generalTab);
  return (
    <article className="article" aria-label={detail.name} aria-busy={lookup.detailBusy}>
      {tab && (
        <AnswerChange identity={`${tab.id} ${detail.place?.ags ?? ""}`} answer={tab.answer} />
      )}
      <div className="article-text" role="group" aria-label={detail.name} tabIndex={0}>
        <ArticleHead detail={detail} sample={tab?.answer?.sample === true} />
        {tab && (
          <>
            <Tabs
              label={texts.knowledge.districts}
              prefix="district"
              panelId="answer"
              selected={tab.id}
              onSelect={(id) => lookup.choose(id)}
              tabs={tabs.map((each) => ({ id: each.id, label: <TabLabel tab={each} /> }))}
            />
            <div
              id="answer"
              className="answer"
              role="tabpanel"
              aria-labelledby={`district-${tab.id}`}
            >
              <OtherDistrict tab={tab} tabs={tabs} />
              <AnswerBody
                key={`${detail.slug} ${tab.id}`}
                detail={detail}
                tab={tab}
                callers={callers}
              />
            </div>
          </>
        )}
      </div>
      {callers && <HandOver detail={detail} />}
    </article>
  );
}

function ArticleHead({ detail, sample }: { detail: ServiceDetail; sample: boolean }) {
  return (
    <header className="article-head">
      <div>
        <p className="small muted article-kind">
          {detail.category}
          {detail.completeness === "basic" && (
            <Badge tone="warn" icon="warning">
              {texts.knowledge.basic}
            </Badge>
          )}
          {sample && (
            <Badge tone="warn" icon="warning">
              {texts.knowledge.sample}
            </Badge>
          )}
        </p>
        <h3>{withSoftBreaks(detail.name)}</h3>
      </div>
      <TakeAsConcern detail={detail} />
    </header>
  );
}

function TabLabel({ tab }: { tab: AnswerTab }) {
  const administration = useAdministration(tab.id);
  if (tab.id === generalTab) return texts.knowledge.general;
  return (
    <>
      <span className="tab-name">{tab.name}</span>
      <span className="tab-code" aria-hidden="true">
        {administration?.code}
      </span>
      {tab.callers && (
        <>
          <Icon name="headset" />
          <span className="only-spoken">{texts.knowledge.callers}</span>
        </>
      )}
    </>
  );
}

/** Whoever reads the answer of a neighbour must not take it for the caller's. */
function OtherDistrict({ tab, tabs }: { tab: AnswerTab; tabs: readonly AnswerTab[] }) {
  const callers = tabs.find((each) => each.callers);
  if (!callers || tab.callers) return null;
  return (
    <p className="note-box">
      <Icon name="warning" />
      <span>{texts.knowledge.otherDistrict(tab.name, callers.name)}</span>
    </p>
  );
}

/** Alt and the number of the district. */
function useDistrictKeys(detail: ServiceDetail): void {
  const { lookup } = useDeskParts();
  const bindings = detail.variants
    .slice(0, 9)
    .map((variant, index): [string, () => void] => [
      `${keys.district.press}${index + 1}`,
      () => lookup.choose(variant.administrationId),
    ]);
  useKeys(Object.fromEntries(bindings));
}

/** The service as a concern of this contact: a press here, or Enter in the search. */
function TakeAsConcern({ detail }: { detail: ServiceDetail }) {
  const { writable, addConcern, concernPlaceAgs: placeAgs } = useDeskParts();
  const { record } = useRecord();
  if (!writable) return null;
  const noted = record.concerns.some(
    (concern) => concern.serviceSlug === detail.slug && concern.placeAgs === placeAgs,
  );
  return noted ? (
    <Badge tone="good" icon="checked">
      {texts.record.noted}
    </Badge>
  ) : (
    <Button
      className="small"
      icon="add"
      keyLabel="↵"
      onClick={() => addConcern({ serviceSlug: detail.slug, title: detail.name, placeAgs })}
    >
      {texts.record.take}
    </Button>
  );
}
