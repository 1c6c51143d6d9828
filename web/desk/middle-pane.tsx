import { useEffect, useRef } from "react";
import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { useDeskParts } from "./desk-context.tsx";
import { KnowledgeSearch } from "./knowledge-search.tsx";
import { TargetPicker } from "./target-picker.tsx";

/** Knowledge and directory; a switchboard call starts with the directory, a 115 call with knowledge. */
export function MiddlePane({ withDirectory }: { withDirectory: boolean }) {
  const { contact, talking, lookup, asked, forgetAsked, transfer } = useDeskParts();
  const section = withDirectory ? lookup.section : "wissen";
  const search = useRef<HTMLInputElement>(null);
  const directory = useRef<HTMLInputElement>(null);
  const wanted = useRef<typeof section | null>(null);

  // The field may only appear with the next drawing.
  useEffect(() => {
    if (wanted.current !== section) return;
    wanted.current = null;
    focusField(section === "wissen" ? search.current : directory.current);
  });
  const show = (next: typeof section) => {
    if (next === section) return focusField(next === "wissen" ? search.current : directory.current);
    wanted.current = next;
    lookup.showSection(next);
  };
  useKeys(
    withDirectory
      ? {
          [keys.search.press]: () => show("wissen"),
          [keys.directory.press]: () => show("verzeichnis"),
        }
      : { [keys.search.press]: () => show("wissen") },
  );

  // When the caller is there, the search is what is needed next.
  const talkingWith = talking ? contact?.id : undefined;
  useEffect(() => {
    if (talkingWith && !document.querySelector("dialog[open]")) {
      (section === "wissen" ? search : directory).current?.focus();
    }
  }, [talkingWith]);

  return (
    <section
      id="knowledge"
      className="pane middle"
      aria-label={texts.knowledge.label}
      tabIndex={-1}
    >
      {withDirectory && (
        <Tabs
          className="middle-tabs"
          label={texts.knowledge.sections}
          prefix="section"
          panelId="section-panel"
          selected={section}
          tabs={[
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
          ]}
          onSelect={(id) => lookup.showSection(id === "verzeichnis" ? "verzeichnis" : "wissen")}
        />
      )}
      <div
        id="section-panel"
        className="section-panel"
        {...(withDirectory ? { role: "tabpanel", "aria-labelledby": `section-${section}` } : {})}
      >
        {section === "wissen" ? (
          <KnowledgeSearch inputRef={search} />
        ) : (
          <TargetPicker
            filling
            label={texts.directory.label}
            inputRef={directory}
            keyLabel={keys.directory.label}
            escalation={lookup.detail?.escalation ?? []}
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

function focusField(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
