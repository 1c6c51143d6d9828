import { randomUUID } from "node:crypto";
import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import type { Grant, Role } from "./permissions.ts";

export type Connection = PrismaClient | Prisma.TransactionClient;

export interface UserRecord {
  id: string;
  username: string;
  name: string;
  email: string;
  disabled: boolean;
  grants: Grant[];
}

const withGrants = {
  grants: { orderBy: [{ role: "asc" }, { administrationId: "asc" }] },
} satisfies Prisma.UserInclude;
type UserRow = Prisma.UserGetPayload<{ include: typeof withGrants }>;

export async function findUser(database: Connection, id: string): Promise<UserRecord | null> {
  const row = await database.user.findUnique({ where: { id }, include: withGrants });
  return row && toRecord(row);
}

/** Those of them that there are, in no order. */
export async function findUsers(
  database: Connection,
  ids: readonly string[],
): Promise<UserRecord[]> {
  const where = { id: { in: [...new Set(ids)] } };
  return (await database.user.findMany({ where, include: withGrants })).map(toRecord);
}

export async function findUsername(
  database: Connection,
  username: string,
): Promise<UserRecord | null> {
  const row = await database.user.findUnique({ where: { username }, include: withGrants });
  return row && toRecord(row);
}

export async function listUsers(database: Connection): Promise<UserRecord[]> {
  const rows = await database.user.findMany({ include: withGrants, orderBy: { name: "asc" } });
  return rows.map(toRecord);
}

/** Those of the sessions that have not ended. */
export async function findSessions(
  database: Connection,
  tokens: readonly string[],
  now: Date,
): Promise<{ token: string; userId: string }[]> {
  return database.session.findMany({
    where: { token: { in: [...tokens] }, expiresAt: { gt: now } },
    select: { token: true, userId: true },
  });
}

function toRecord(row: UserRow): UserRecord {
  return {
    id: row.id,
    username: row.username ?? "",
    name: row.name,
    email: row.email,
    disabled: row.disabledAt !== null,
    grants: row.grants.map(({ role, administrationId }) => ({
      role: role as Role,
      administrationId,
    })),
  };
}

/** @returns the id of the new user */
export async function insertUser(
  database: Connection,
  user: { username: string; name: string; email: string; passwordHash: string; grants: Grant[] },
): Promise<string> {
  const id = randomUUID();
  await database.user.create({
    data: {
      id,
      name: user.name,
      email: user.email,
      emailVerified: false,
      username: user.username,
      displayUsername: user.username,
      // The way better-auth keeps a password: an account of the provider "credential".
      accounts: {
        create: {
          id: randomUUID(),
          accountId: id,
          providerId: "credential",
          password: user.passwordHash,
        },
      },
      grants: { create: user.grants.map((grant) => ({ id: randomUUID(), ...grant })) },
    },
  });
  return id;
}

export async function replaceGrants(
  database: Connection,
  userId: string,
  grants: readonly Grant[],
): Promise<void> {
  await database.grant.deleteMany({ where: { userId } });
  await database.grant.createMany({
    data: grants.map((grant) => ({ id: randomUUID(), userId, ...grant })),
  });
}

export async function replacePassword(
  database: Connection,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await database.account.updateMany({
    where: { userId, providerId: "credential" },
    data: { password: passwordHash },
  });
}

/** `at` null lets the user sign in again. */
export async function writeDisabled(
  database: Connection,
  userId: string,
  at: Date | null,
): Promise<void> {
  await database.user.update({ where: { id: userId }, data: { disabledAt: at } });
}

export async function renameUser(database: Connection, id: string, name: string): Promise<void> {
  await database.user.update({ where: { id }, data: { name } });
}

export async function deleteSessions(database: Connection, userId: string): Promise<void> {
  await database.session.deleteMany({ where: { userId } });
}

/** People who may sign in and administrate everything. */
export function countAdministrators(database: Connection): Promise<number> {
  return database.user.count({
    where: {
      disabledAt: null,
      grants: { some: { role: "administrator", administrationId: null } },
    },
  });
}

/** One change of who administrates at a time, until the transaction ends. */
export async function lockAdministrators(transaction: Prisma.TransactionClient): Promise<void> {
  const name = "identity.administrators";
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${name}))::text`;
}

/**
 * The value of a setting, written once: whoever comes first decides it, also among several
 * processes that start together.
 */
export async function settleSetting(
  database: Connection,
  key: string,
  value: string,
): Promise<string> {
  await database.setting.createMany({ data: [{ key, value }], skipDuplicates: true });
  const row = await database.setting.findUniqueOrThrow({ where: { key } });
  return String(row.value);
}

/** Users whose address ends in this domain. */
export async function findUsersOfDomain(
  database: Connection,
  domain: string,
): Promise<UserRecord[]> {
  const where = { email: { endsWith: `@${domain}` } };
  const rows = await database.user.findMany({ where, include: withGrants });
  return rows.map(toRecord);
}

export async function deleteUser(database: Connection, id: string): Promise<void> {
  await database.user.delete({ where: { id } });
}

export interface FirstStartLink {
  tokenHash: string;
  /** ISO instant */
  expiresAt: string;
}

const firstStartKey = "identity.firstStart";

export async function writeFirstStartLink(
  database: Connection,
  link: FirstStartLink,
): Promise<void> {
  const value = { ...link };
  await database.setting.upsert({
    where: { key: firstStartKey },
    create: { key: firstStartKey, value },
    update: { value },
  });
}

export async function readFirstStartLink(database: Connection): Promise<FirstStartLink | null> {
  const row = await database.setting.findUnique({ where: { key: firstStartKey } });
  return row ? (row.value as unknown as FirstStartLink) : null;
}

export async function deleteFirstStartLink(database: Connection): Promise<void> {
  await database.setting.deleteMany({ where: { key: firstStartKey } });
}
