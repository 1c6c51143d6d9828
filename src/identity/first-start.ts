import { createHash, randomBytes } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { AppError } from "../errors.ts";
import type { Identity } from "./identity.ts";
import {
  countAdministrators,
  deleteFirstStartLink,
  insertUser,
  lockAdministrators,
  readFirstStartLink,
  writeFirstStartLink,
} from "./store.ts";
import { refuseTakenUsername, staffEmail } from "./accounts.ts";

const linkHours = 24;

/**
 * When nobody administrates yet: makes the one-time link under which the first administrator is
 * created, valid for 24 hours. A later start makes a new one, and the older no longer holds.
 * @returns the path with the token behind `#`, where no log ever sees it; null when not needed
 */
export async function offerFirstStart(
  identity: Pick<Identity, "prisma" | "clock">,
): Promise<string | null> {
  const { prisma, clock } = identity;
  if ((await countAdministrators(prisma)) > 0) return null;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(clock.now() + linkHours * 3_600_000).toISOString();
  await writeFirstStartLink(prisma, { tokenHash: hashOf(token), expiresAt });
  return `/erster-start#${token}`;
}

/**
 * Creates the administrator of all administrations; the link is used up.
 * @throws AppError 403 `first_start_refused`; 409 `username_taken`
 */
export async function completeFirstStart(
  identity: Pick<Identity, "prisma" | "clock">,
  request: { token: string; username: string; password: string; name: string },
): Promise<void> {
  const passwordHash = await hashPassword(request.password);
  await identity.prisma.$transaction(async (transaction) => {
    await lockAdministrators(transaction);
    const link = await readFirstStartLink(transaction);
    const holds =
      link !== null &&
      link.tokenHash === hashOf(request.token) &&
      identity.clock.now() < Date.parse(link.expiresAt) &&
      (await countAdministrators(transaction)) === 0;
    if (!holds) {
      const message =
        "Dieser Link gilt nicht (mehr); ein Neustart des Dienstes gibt einen neuen aus, " +
        "solange es keine Administration gibt.";
      throw new AppError(403, "first_start_refused", message);
    }
    await refuseTakenUsername(transaction, request.username);
    await deleteFirstStartLink(transaction);
    await insertUser(transaction, {
      username: request.username,
      name: request.name,
      email: staffEmail(request.username),
      passwordHash,
      grants: [{ role: "administrator", administrationId: null }],
    });
  });
}

/** The token has 256 random bits: a plain hash is enough, and comparing hashes tells nothing. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
