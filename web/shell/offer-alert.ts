import { useEffect, useRef } from "react";
import type { ContactCard, DeskView } from "../../src/dashboard/schema.ts";
import { texts } from "../texts.ts";
import { useAnnouncer } from "./announcer.tsx";
import { useDesk, useSession } from "./session.tsx";

type OfferKind = NonNullable<DeskView["offer"]>["kind"];

/** "Anruf auf 115, vermutlich Wittlich"; who comes back is said to, and from where. */
function offerSentence(contact: ContactCard, kind: OfferKind): string {
  const line = contact.line.kind === "115" ? "115" : contact.line.name;
  if (kind === "callback") return texts.callback.spoken(line, contact.callerNumber ?? "");
  if (kind === "parked") return texts.waiting.parkedBackSpoken(line);
  if (kind === "recall" && contact.recall) {
    return texts.call.recallSpoken(line, contact.recall.name);
  }
  const guess = contact.place?.name ?? contact.origin[0]?.placeName;
  return texts.call.offerSpoken(line, guess ?? null, contact.place !== null);
}

/** Makes an offered call heard and seen: tone, one announcement, title, notification. */
export function useOfferAlert(): void {
  const { ring } = useSession();
  const { interrupt } = useAnnouncer();
  const { snapshot, connection } = useDesk();
  const desk = snapshot?.desk ?? null;
  const offerId = desk?.offer?.id ?? null;
  const sentence =
    desk?.offer && desk.contact ? offerSentence(desk.contact, desk.offer.kind) : null;

  const lending = desk?.lending ?? null;

  useEffect(() => {
    if (offerId === null) return;
    ring.start();
    return () => ring.stop();
  }, [offerId, ring]);

  // Once for each offer, whatever else becomes known of it meanwhile.
  const said = useRef<string | null>(null);
  useEffect(() => {
    if (offerId === null || sentence === null || said.current === offerId) return;
    said.current = offerId;
    interrupt(lending === null ? sentence : `${sentence}. ${lending}.`);
  }, [offerId, sentence, lending, interrupt]);
  useEffect(() => {
    if (offerId !== null) return notify(texts.call.notification);
  }, [offerId]);

  const state = desk ? texts.states[desk.state] : null;
  useEffect(() => {
    const words = connection === "lost" ? texts.connection.lost : (sentence ?? state);
    document.title = words ? `${words} · ${texts.product}` : texts.product;
  }, [connection, sentence, state]);
}

/** For whoever looks at another window; the screen of another person may see it: no details. */
function notify(text: string): (() => void) | undefined {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  if (document.visibilityState === "visible" && document.hasFocus()) return;
  const notification = new Notification(text, { tag: "offer" });
  notification.addEventListener("click", () => window.focus());
  return () => notification.close();
}
