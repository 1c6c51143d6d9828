import type { Config } from "../config.ts";

export const cookiePrefix = "servicecenter";

/** As better-auth names it: behind https with the prefix that browsers enforce. */
export function sessionCookieName({ publicUrl }: Pick<Config, "publicUrl">): string {
  const secure = publicUrl?.startsWith("https:") ? "__Secure-" : "";
  return `${secure}${cookiePrefix}.session_token`;
}
