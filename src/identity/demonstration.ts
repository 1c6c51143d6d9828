import { readFile } from "node:fs/promises";
import { z } from "@hono/zod-openapi";
import { hashPassword } from "better-auth/crypto";
import { parse } from "yaml";
import { StartError } from "../errors.ts";
import { findSamplePeople, sampleEmail, saveProfile } from "./accounts.ts";
import type { Identity } from "./identity.ts";
import { roles } from "./permissions.ts";
import type { Grant } from "./permissions.ts";
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
  const wanted = new Set(team.map((member) => member.username));
  for (const user of known) if (!wanted.has(user.username)) await removeSample(identity, user.id);
  await Promise.all(
    team.map((member) =>
      saveSample(
        identity,
        member,
        known.find((user) => user.username === member.username),
      ),
    ),
  );
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
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new StartError(`Die Musterpersonen in ${file} sind nicht lesbar: ${reason}`);
  }
}

async function saveSample(
  identity: Identity,
  member: Member,
  known: UserRecord | undefined,
): Promise<void> {
  const save = known
    ? (transaction: Connection) => refreshSample(transaction, member, known.id)
    : await newSample(member);
  await identity.prisma.$transaction(async (transaction) => {
    const userId = await save(transaction);
    if (!member.extension || !member.lines || !member.administration) return;
    await saveProfile(identity, transaction, userId, {
      displayName: member.name,
      administrationId: member.administration,
      extension: member.extension,
      lineIds: member.lines,
      skills: member.skills,
    });
  });
}
async function newSample(member: Member): Promise<(transaction: Connection) => Promise<string>> {
  const { username, name } = member;
  const passwordHash = await hashPassword(passwordOf(username));
  return async (transaction) => {
    if (await findUsername(transaction, username)) {
      throw new StartError(
        `Den Benutzernamen „${username}“ des Vorführbetriebs trägt schon eine echte Person; ` +
          "verwenden Sie für den Vorführbetrieb eine andere Datenbank.",
      );
    }
    const grants = grantsOf(member);
    const email = sampleEmail(username);
    return insertUser(transaction, { username, name, email, passwordHash, grants });
  };
}

async function refreshSample(
  transaction: Connection,
  member: Member,
  userId: string,
): Promise<string> {
  await writeDisabled(transaction, userId, null);
  await renameUser(transaction, userId, member.name);
  await replaceGrants(transaction, userId, grantsOf(member));
  return userId;
}

function grantsOf({ role, administration }: Member): Grant[] {
  return [{ role, administrationId: administration ?? null }];
}

async function removeSample(identity: Identity, userId: string): Promise<void> {
  await identity.prisma.$transaction(async (transaction) => {
    await identity.agents.remove(transaction, userId);
    await deleteUser(transaction, userId);
  });
}

function passwordOf(username: string): string {
  return `demo-${username}`;
}
