import { APIError } from "better-auth/api";
import { AppError } from "../errors.ts";
import { refuseSamplePassword } from "./accounts.ts";
import type { Identity } from "./identity.ts";

/** What the browser keeps or forgets, as values of `Set-Cookie`. */
export interface SessionCookies {
  cookies: string[];
}

/**
 * Opens a session.
 * @param address where the person sits, for counting failures
 * @throws AppError 401 `sign_in_failed`, the same whether name or password is wrong or the account
 *   disabled; 429 `too_many_attempts`
 */
export async function signIn(
  identity: Identity,
  credentials: { username: string; password: string },
  address: string,
): Promise<SessionCookies & { userId: string }> {
  const username = credentials.username.trim();
  const { password } = credentials;
  await identity.signInLimits.attempt(username, address);
  try {
    const { headers, response } = await identity.auth.api.signInUsername({
      body: { username, password },
      returnHeaders: true,
    });
    await identity.signInLimits.forgive(username, address);
    return { cookies: headers.getSetCookie(), userId: response.user.id };
  } catch (error) {
    if (!isRefusal(error)) {
      await identity.signInLimits.takeBack(username, address);
      throw error;
    }
    throw new AppError(401, "sign_in_failed", "Benutzername oder Passwort ist falsch.");
  }
}

/** Ends the session of these headers, if there is one. */
export async function signOut(identity: Identity, headers: Headers): Promise<SessionCookies> {
  const result = await identity.auth.api.signOut({ headers, returnHeaders: true });
  return { cookies: result.headers.getSetCookie() };
}

/**
 * Changes one's own password and ends all other sessions of the person.
 * @throws AppError 409 `sample_account`; 422 `wrong_password`
 */
export async function changePassword(
  identity: Identity,
  headers: Headers,
  userId: string,
  passwords: { currentPassword: string; newPassword: string },
): Promise<SessionCookies> {
  await refuseSamplePassword(identity.prisma, userId);
  try {
    const result = await identity.auth.api.changePassword({
      body: { ...passwords, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    });
    return { cookies: result.headers.getSetCookie() };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new AppError(422, "wrong_password", "Das bisherige Passwort ist falsch.");
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof APIError && error.statusCode < 500;
}
