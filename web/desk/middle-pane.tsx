import { useEffect, useEffectEvent, useRef } from "react";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { focusQuestion } from "./ask-back.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { KnowledgeSearch } from "./knowledge-search.tsx";
import { isAnotherCaller } from "./served-caller.ts";
import { TargetPicker } from "./target-picker.tsx";
import type { Lookup } from "./use-lookup.ts";

const sections = [
  {
    id: "wissen",
    label: (
      <>
        <Icon name="book" /> {texts.knowledge.title}
      </>
    ),
  },
  {
    id: "verzeichnis",
    label: (
      <>
        <Icon name="contacts" /> {texts.directory.title}
      </>
    ),
  },
];

/** Knowledge and directory; a switchboard call starts with the directory, a 115 call not. */
export function MiddlePane() {
  const { contact, lookup, asked, forgetAsked, transfer } = useDeskParts();
  const { section } = lookup;
  const field = useSectionField(lookup);
  const { whisper } = useAnnouncer();
  useKeys({
    [keys.question.press]: () => focusQuestion() || whisper(texts.offices.asksNothing),
  });
  return (
    <section
      id="knowledge"
      className="pane middle"
      aria-label={texts.knowledge.label}
      tabIndex={-1}
    >
      <Tabs
        className="middle-tabs"
        label={texts.knowledge.sections}
        prefix="section"
        panelId="section-panel"
        selected={section}
        tabs={sections}
        onSelect={(id) => lookup.showSection(id === "verzeichnis" ? "verzeichnis" : "wissen")}
      />
      <div
        id="section-panel"
        className="section-panel"
        role="tabpanel"
        aria-labelledby={`section-${section}`}
      >
        {section === "wissen" ? (
          <KnowledgeSearch inputRef={field} />
        ) : (
          <TargetPicker
            filling
            label={texts.directory.label}
            inputRef={field}
            keyLabel={keys.directory.label}
            escalation={lookup.escalation}
            home={contact?.line.administrationId ?? contact?.administrationId ?? null}
            asked={asked}
            onEdit={forgetAsked}
            onPick={(target) => void transfer(target)}
          />
        )}
      </div>
    </section>
  );
}

/** The field of the shown section, and the keys and moments that lead into it. */
function useSectionField(lookup: Lookup) {
  const { desk, contact, talking } = useDeskParts();
  const { section } = lookup;
  const field = useRef<HTMLInputElement>(null);
  const wanted = useRef<Lookup["section"] | null>(null);
  const enter = () => {
    field.current?.focus();
    field.current?.select();
  };
  const show = (next: Lookup["section"]) => {
    if (next === section) return enter();
    wanted.current = next;
    lookup.showSection(next);
  };
  // What is typed while the phone is still ringing is meant for this caller already.
  const accept = () => {
    if (!desk?.offer || !contact) return;
    const another = isAnotherCaller(contact.id);
    if (another) lookup.reset();
    if (another && lookup.sectionAtFirst !== section) wanted.current = lookup.sectionAtFirst;
    else enter();
  };
  useKeys({
    [keys.accept.press]: accept,
    [keys.search.press]: () => show("wissen"),
    [keys.directory.press]: () => show("verzeichnis"),
  });

  // The field of another section is there only after the next drawing.
  useEffect(() => {
    if (wanted.current !== section) return;
    wanted.current = null;
    enter();
  });

  // When the caller is there, the search is what is needed next.
  const answered = useEffectEvent(() => {
    if (!document.querySelector("dialog[open]")) field.current?.focus();
  });
  const talkingWith = talking ? (contact?.id ?? null) : null;
  useEffect(() => {
    if (talkingWith !== null) answered();
  }, [talkingWith]);
  return field;
}
