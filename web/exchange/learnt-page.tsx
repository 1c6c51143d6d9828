import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { momentText, percentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { EditingFrame } from "../editing/editing-frame.tsx";
import { focusSoon } from "../editing/use-refresh.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { exchangeEndpoints } from "./endpoints.ts";
import type { Learnt } from "./endpoints.ts";
import { SureButton } from "../ui/sure-button.tsx";

const countFormat = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 1 });

/** What agents' choices have taught the search; an editor makes it forget. */
export function LearntPage() {
  const words = texts.learnt;
  const [wanted, setWanted] = useState("");
  const learnt = useQuery({
    queryKey: ["learnt"],
    queryFn: exchangeEndpoints.learnt,
    staleTime: 0,
    refetchInterval: 60_000,
  });
  const forgetting = useForgetting();
  const choices = learnt.data?.choices ?? [];
  const shown = choices.filter(({ terms, serviceName }) =>
    `${terms} ${serviceName}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <EditingFrame>
      <div className="learnt-columns">
        <Pane id="learnt" title={words.heading}>
          <div className="content">
            <p className="small">{words.lead}</p>
            <div className="field learnt-filter">
              <label htmlFor="learnt-wanted">{words.filter}</label>
              <input
                id="learnt-wanted"
                className="input"
                type="search"
                autoComplete="off"
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
              />
            </div>
            <div role="alert">
              {learnt.error && <Problem>{messageOf(learnt.error)}</Problem>}
              {forgetting.failed !== null && <Problem>{forgetting.failed}</Problem>}
            </div>
            {learnt.data && (
              <p className="small muted" role="status">
                {choices.length === 0
                  ? words.none
                  : shown.length === 0
                    ? words.nothing
                    : words.count(shown.length, choices.length)}
              </p>
            )}
          </div>
          {servicesOf(shown).map((service) => (
            <ServiceChoices key={service.slug} service={service} {...forgetting} />
          ))}
        </Pane>
        <Pane id="resets" title={words.resets}>
          <Resets resets={learnt.data?.resets ?? []} />
        </Pane>
      </div>
    </EditingFrame>
  );
}

type Choices = Learnt["choices"];

interface ServiceGroup {
  slug: string;
  name: string;
  choices: Choices;
}

function servicesOf(choices: Choices): ServiceGroup[] {
  const groups = new Map<string, ServiceGroup>();
  for (const each of choices) {
    const { serviceSlug: slug, serviceName: name } = each;
    const group = groups.get(slug) ?? { slug, name, choices: [] };
    group.choices.push(each);
    groups.set(slug, group);
  }
  return [...groups.values()];
}

interface GroupProps {
  service: ServiceGroup;
  forget: (what: { terms?: string; service: string }) => void;
  busy: boolean;
}

function ServiceChoices({ service, forget, busy }: GroupProps) {
  const words = texts.learnt;
  const titleId = `learnt-${service.slug}`;
  return (
    <section className="learnt-service" aria-labelledby={titleId}>
      <header>
        <h3 id={titleId}>{service.name}</h3>
        {service.choices.length > 1 && (
          <SureButton
            label={words.resetServiceOf(service.name)}
            sure={words.sure}
            disabled={busy}
            onSure={() => forget({ service: service.slug })}
          >
            {words.resetService}
          </SureButton>
        )}
      </header>
      <ul>
        {service.choices.map(({ terms, weight, lift }) => (
          <li key={terms}>
            <span className="learnt-terms">„{terms}“</span>
            <span className="learnt-lift">
              <LiftBar lift={lift} />
              <span className="small">{words.lift(percentText(lift))}</span>
            </span>
            <span className="small muted numbers">{words.choices(countFormat.format(weight))}</span>
            <SureButton
              label={words.resetOne(terms, service.name)}
              sure={words.sure}
              disabled={busy}
              onSure={() => forget({ terms, service: service.slug })}
            >
              {words.reset}
            </SureButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The number stands beside it. */
function LiftBar({ lift }: { lift: number }) {
  const width = 90;
  return (
    <svg
      className="lift-bar"
      width={width}
      height="8"
      viewBox={`0 0 ${width} 8`}
      aria-hidden="true"
    >
      <rect className="track" width={width} height="8" rx="3" />
      <rect className="bar" width={Math.min(1, lift) * width} height="8" rx="3" />
    </svg>
  );
}

function Resets({ resets }: { resets: Learnt["resets"] }) {
  const words = texts.learnt;
  const now = useServerNow(useDesk().clockOffset);
  if (resets.length === 0) return <p className="content muted">{words.noResets}</p>;
  return (
    <ul className="content resets">
      {resets.map(({ id, terms, serviceName, count, resetAt, resetBy }) => (
        <li key={id}>
          <span>{words.resetLine(whatWas(terms, serviceName), count)}</span>
          <span className="small muted">
            {momentText(resetAt, now)}, {resetBy}
          </span>
        </li>
      ))}
    </ul>
  );
}

function whatWas(terms: string | null, service: string | null): string {
  const words = texts.learnt;
  if (terms !== null && service !== null) return `„${terms}“ → ${service}`;
  if (terms !== null) return words.allTerms(terms);
  return service === null ? words.everything : words.allOf(service);
}

function useForgetting() {
  const queries = useQueryClient();
  const { tell } = useAnnouncer();
  const mutation = useMutation({
    mutationFn: exchangeEndpoints.forget,
    onSuccess: ({ count }) => {
      tell(texts.learnt.done(count));
      focusSoon("learnt");
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["learnt"] }),
  });
  return {
    forget: mutation.mutate,
    busy: mutation.isPending,
    failed: mutation.error ? messageOf(mutation.error) : null,
  };
}
