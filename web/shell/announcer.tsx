import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";

interface Announcer {
  /** Says it politely and shows it for a moment. */
  tell: (text: string) => void;
  /** Says it at once; for an offered call only. */
  interrupt: (text: string) => void;
  /** Says it politely without showing it again: it already stands beside its action. */
  whisper: (text: string) => void;
}

const AnnouncerContext = createContext<Announcer | null>(null);
const shownMilliseconds = 4_000;

export function useAnnouncer(): Announcer {
  const announcer = useContext(AnnouncerContext);
  if (!announcer) throw new Error("There is no announcer here.");
  return announcer;
}

/** The two live regions of the page; they are there before anything is said in them. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState({ text: "", shown: false, count: 0 });
  const [urgent, setUrgent] = useState({ text: "", count: 0 });
  const say = useCallback((text: string, shown: boolean) => {
    setPolite(({ count }) => ({ text, shown, count: count + 1 }));
  }, []);
  useEffect(() => {
    if (polite.text === "") return;
    const timer = setTimeout(
      () => setPolite(({ count }) => ({ text: "", shown: false, count })),
      shownMilliseconds,
    );
    return () => clearTimeout(timer);
  }, [polite]);
  const announcer = useMemo<Announcer>(
    () => ({
      tell: (text) => say(text, true),
      whisper: (text) => say(text, false),
      interrupt: (text) => setUrgent(({ count }) => ({ text, count: count + 1 })),
    }),
    [say],
  );
  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div role="status" aria-live="polite">
        {polite.text !== "" && (
          <div key={polite.count} className={polite.shown ? "toast" : "only-spoken"}>
            {polite.text}
          </div>
        )}
      </div>
      <div role="alert" aria-live="assertive" className="only-spoken">
        <span key={urgent.count}>{urgent.text}</span>
      </div>
    </AnnouncerContext>
  );
}
