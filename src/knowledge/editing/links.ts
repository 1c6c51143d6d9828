import { z } from "@hono/zod-openapi";

/** Longer than this no address is that anybody has checked. */
const letters = 1_000;

/** A link as files and other systems say it, held to the same rule as what editors write. */
export const linkSchema = z.string().superRefine((link, context) => {
  const fault = linkFault(link);
  if (fault !== null) context.addIssue({ code: "custom", message: `Der Link ${fault}.` });
});

/** Why a link leads nowhere, as the end of a German sentence; null: it is well formed. */
export function linkFault(link: string): string | null {
  if (link.trim() === "") return "ist leer";
  if (link.length > letters) return `ist länger als ${letters.toLocaleString("de-DE")} Zeichen`;
  if (/\s/.test(link)) return "enthält ein Leerzeichen";
  // Copied along from documents; in a host browsers pass over it, in a path it leads astray.
  if (/\p{Cf}/u.test(link)) return "enthält ein unsichtbares Zeichen; tippen Sie ihn neu";
  const sign = /[\\<>"{}|^`]/.exec(link)?.[0];
  if (sign !== undefined) return `enthält „${sign}“, das in keiner Adresse stehen darf`;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(link)?.[1]?.toLowerCase();
  if (scheme === "mailto") {
    const isAddress = /^mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(\?\S*)?$/i.test(link);
    return isAddress ? null : "nennt keine E-Mail-Adresse";
  }
  if (scheme === "tel") {
    const isNumber = /^tel:\+?[\d()/.-]+$/i.test(link) && link.replaceAll(/\D/g, "").length > 2;
    return isNumber ? null : "nennt keine Telefonnummer";
  }
  if (scheme !== "https" && scheme !== "http") return "beginnt nicht mit https://";
  if (!/^https?:\/\/[^/]/i.test(link) || !URL.canParse(link)) return incomplete;
  return hostFault(new URL(link));
}

const incomplete = "nennt keine vollständige Adresse wie https://www.beispiel.de";

function hostFault({ hostname, username, password }: URL): string | null {
  if (username !== "" || password !== "") return "enthält Zugangsdaten";
  const labels = hostname.split(".");
  const isDomain =
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label)) &&
    /^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? "");
  return isDomain ? null : incomplete;
}
