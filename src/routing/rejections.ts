import type { Rejection, RejectionCode } from "./commands.ts";

/** What the person reads. */
const messages: Record<RejectionCode, string> = {
  unknown_line: "Diesen Anschluss gibt es nicht.",
  call_over: "Dieser Anruf ist schon beendet.",
  unknown_agent: "Diese Person gehört nicht zum Team.",
  unknown_contact: "Der Kontakt ist schon beendet.",
  offer_expired: "Das Angebot gilt nicht mehr.",
  not_your_offer: "Das Angebot richtet sich an eine andere Person.",
  not_your_contact: "Diesen Kontakt betreut eine andere Person.",
  not_talking: "Das geht nur während des Gesprächs.",
  not_transferring: "Dieser Kontakt wird gerade nicht vermittelt.",
  not_waiting: "Dieser Anruf wartet nicht mehr: Er ist schon angeboten, angenommen oder geparkt.",
  not_parked: "Dieser Anruf ist nicht mehr geparkt.",
  not_your_line: "Anrufe dieses Anschlusses gehören nicht zu Ihren Aufgaben.",
  missing_skill: "Für diesen Anruf ist eine Kenntnis nötig, die nicht in Ihrem Profil steht.",
  not_ready: "Das geht nur, wenn Sie bereit sind.",
  not_in_wrap_up: "Es läuft gerade keine Nachbearbeitung.",
  agent_in_conversation: "Das geht erst, wenn das laufende Gespräch beendet ist.",
  nobody_has_skill: "Zurzeit ist sonst niemand im Dienst, der das kann.",
  invalid_target: "Dorthin kann nicht vermittelt werden: Die Nebenstelle ist ungültig.",
  invalid_number: "Diese Nummer kann nicht zurückgerufen werden; nötig ist sie mit Vorwahl.",
  outside_hours: "Zu dieser Zeit ist der Anschluss geschlossen; wählen Sie eine andere.",
  line_closed: "Der Anschluss ist geschlossen: Zurückgerufen wird erst, wenn er wieder öffnet.",
  caller_is_waiting: "Diese Person ruft gerade selbst an und behält dabei den Platz des Rückrufs.",
  not_a_callback: "Das ist kein offener Rückruf.",
  callback_under_way: "Der Rückruf läuft gerade.",
  invalid_lines: "Die Einstellungen der Anschlüsse sind widersprüchlich.",
};

export function reject(code: RejectionCode): { ok: false; rejection: Rejection } {
  return { ok: false, rejection: { code, message: messages[code] } };
}
