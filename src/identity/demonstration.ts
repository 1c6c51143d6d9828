import { readFile } from "node:fs/promises";
import { z } from "@hono/zod-openapi";
import { hashPassword } from "better-auth/crypto";
import { parse } from "yaml";
import { assert, StartError } from "../errors.ts";
import { invalidInput } from "../validation.ts";
import { findSamplePeople, sampleEmail, saveProfile } from "./accounts.ts";
import type { Identity } from "./identity.ts";
import { roles } from "./permissions.ts";
import type { DemonstrationAccounts } from "./schema.ts";
import { usernameSchema } from "./schema.ts";
import {
  deleteSessions,
  deleteUser,
  findUsername,
  insertUser,
  renameUser,
  replaceGrants,
  writeDisabled,
} from "./store.ts";
import type { Connection, UserRecord } from "./store.ts";

const memberSchema = z
  .strictObject({
    username: usernameSchema,
    name: z.string().min(1),
    role: z.enum(roles),
    administration: z.string().min(1).optional(),
    extension: z.string().regex(/^\d+$/).optional(),
    lines: z.array(z.string()).min(1).optional(),
    skills: z.array(z.string()).default([]),
  })
  .refine((member) => (member.extension === undefined) === (member.lines === undefined), {
    message: "Nebenstelle und Anschlüsse gehören zusammen.",
  })
  .refine((member) => member.extension === undefined || member.administration !== undefined, {
    message: "Wer Anrufe annimmt, braucht eine Verwaltung.",
  });
type Member = z.infer<typeof memberSchema>;

type DemonstrationAccount = DemonstrationAccounts["accounts"][number];

/**
 * Makes sure that the sample people of the file can sign in, and that no others remain. What they
 * have done since stays.
 * @returns the accounts with their passwords, as they are shown to everybody
 * @throws StartError when the file is missing or wrong
 */
export async function prepareDemonstration(
  identity: Identity,
  file: string,
): Promise<DemonstrationAccount[]> {
  const team = await readTeam(file);
  const known = await findSamplePeople(identity.prisma);
  const hashes = await hashPasswords(team, known);
  await identity.prisma.$transaction(async (transaction) => {
    for (const user of known) {
      if (team.some((member) => member.username === user.username)) continue;
      await identity.agents.remove(transaction, user.id);
      await deleteUser(transaction, user.id);
    }
    for (const member of team) {
      const userId = await saveUser(transaction, member, known, hashes);
      if (!member.extension || !member.lines || !member.administration) continue;
      await saveProfile(identity, transaction, userId, {
        displayName: member.name,
        administrationId: member.administration,
        extension: member.extension,
        lineIds: member.lines,
        skills: member.skills,
      });
    }
  });
  return team.map((member) => ({
    username: member.username,
    password: passwordOf(member.username),
    name: member.name,
    role: member.role,
    administration: member.administration ?? null,
  }));
}

/** Outside the demonstration mode nobody signs in with a password that everybody knows. */
export async function retireDemonstration(
  identity: Pick<Identity, "prisma" | "clock">,
): Promise<void> {
  const at = new Date(identity.clock.now());
  for (const user of await findSamplePeople(identity.prisma)) {
    await identity.prisma.$transaction(async (transaction) => {
      await writeDisabled(transaction, user.id, at);
      await deleteSessions(transaction, user.id);
    });
  }
}

async function readTeam(file: string): Promise<Member[]> {
  try {
    return z.array(memberSchema).parse(parse(await readFile(file, "utf8")));
  } catch (error) {
    throw new StartError(
      `Die Datei ${file} mit den Musterpersonen ist falsch: ${reasonOf(error)}.`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return invalidInput(error).message.replace(/\.$/, "");
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

/** Hashing is slow on purpose, so it is done side by side and before the transaction. */
async function hashPasswords(
  team: readonly Member[],
  known: readonly UserRecord[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Set(known.map((user) => user.username));
  const newcomers = team.filter((member) => !names.has(member.username));
  const hashed = newcomers.map(
    async ({ username }) => [username, await hashPassword(passwordOf(username))] as const,
  );
  return new Map(await Promise.all(hashed));
}

async function saveUser(
  transaction: Connection,
  member: Member,
  known: readonly UserRecord[],
  hashes: ReadonlyMap<string, string>,
): Promise<string> {
  const { username, name } = member;
  const grants = [{ role: member.role, administrationId: member.administration ?? null }];
  const user = known.find((candidate) => candidate.username === username);
  if (user) {
    await writeDisabled(transaction, user.id, null);
    await renameUser(transaction, user.id, name);
    await replaceGrants(transaction, user.id, grants);
    return user.id;
  }
  if (await findUsername(transaction, username)) {
    throw new StartError(
      `Den Benutzernamen „${username}“ des Vorführbetriebs trägt schon eine echte Person; ` +
        "verwenden Sie für den Vorführbetrieb eine andere Datenbank.",
    );
  }
  const passwordHash = hashes.get(username);
  assert(passwordHash !== undefined, "every new sample person has a password");
  const email = sampleEmail(username);
  return insertUser(transaction, { username, name, email, passwordHash, grants });
}

function passwordOf(username: string): string {
  return `demo-${username}`;
}
