import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { AppError, assert } from "../errors.ts";
import type { AgentRecord, Identity } from "./identity.ts";
import { administrationsWhere, demand, may } from "./permissions.ts";
import type { Grant, Principal } from "./permissions.ts";
import type { NewPerson, Person, WorkingProfile } from "./schema.ts";
import {
  countAdministrators,
  deleteSessions,
  findUser,
  findUsername,
  findUsersOfDomain,
  insertUser,
  listUsers,
  lockAdministrators,
  replaceGrants,
  replacePassword,
  writeDisabled,
} from "./store.ts";
import type { Connection, UserRecord } from "./store.ts";

/** The library wants an address; ours is one to which nothing can ever be sent (RFC 2606). */
export function staffEmail(username: string): string {
  return `${username}@servicecenter.invalid`;
}

const sampleDomain = "demonstration.invalid";

/** The sample people of the demonstration mode are known by the domain of their address. */
export function sampleEmail(username: string): string {
  return `${username}@${sampleDomain}`;
}

export function findSamplePeople(database: Connection): Promise<UserRecord[]> {
  return findUsersOfDomain(database, sampleDomain);
}

/**
 * The passwords of the sample people are published, so they stay what is published.
 * @throws AppError 409 `sample_account`
 */
export async function refuseSamplePassword(database: Connection, userId: string): Promise<void> {
  if (!(await isSamplePerson(database, userId))) return;
  throw new AppError(409, "sample_account", "Ein Musterkonto behält sein Passwort.");
}

async function isSamplePerson(database: Connection, userId: string): Promise<boolean> {
  const user = await findUser(database, userId);
  return user?.email.endsWith(`@${sampleDomain}`) ?? false;
}

/** Everybody whom this administrator may manage. */
export async function listPeople(identity: Identity, principal: Principal): Promise<Person[]> {
  const { prisma, agents } = identity;
  const [users, profiles] = await Promise.all([listUsers(prisma), agents.list(prisma)]);
  const agentOf = new Map(profiles.map((agent) => [agent.userId, agent]));
  return users
    .map((user) => toPerson(user, agentOf.get(user.id) ?? null))
    .filter((person) => maySee(principal, person));
}

/**
 * Creates somebody with roles and, for who takes calls, a working profile.
 * @throws AppError 403 `forbidden`; 409 `username_taken`, `extension_taken`; 422
 *   `unknown_administration`, `unknown_line`
 */
export async function createPerson(
  identity: Identity,
  principal: Principal,
  person: NewPerson,
): Promise<Person> {
  demandScope(principal, person.grants, person.agent);
  refuseUnknown(identity, person.grants, person.agent);
  const passwordHash = await hashPassword(person.password);
  const userId = await identity.prisma.$transaction(async (transaction) => {
    await refuseTakenUsername(transaction, person.username);
    const { username, name, grants } = person;
    const email = staffEmail(username);
    const id = await insertUser(transaction, { username, name, email, passwordHash, grants });
    if (person.agent) await saveProfile(identity, transaction, id, person.agent);
    return id;
  });
  return tell(identity, await readPerson(identity, userId));
}

/**
 * What somebody may do holds with the next request; who may take no calls any more leaves the team.
 * Nobody gives himself a right that he does not have: that takes another administrator.
 * @throws AppError 403 `forbidden`, `own_grants`; 404 `unknown_person`; 409 `last_administrator`;
 *   422 `unknown_administration`
 */
export async function changeGrants(
  identity: Identity,
  principal: Principal,
  userId: string,
  grants: Grant[],
): Promise<Person> {
  await demandPerson(identity, principal, userId);
  demandScope(principal, grants, null);
  if (userId === principal.userId) refuseOwnGrants(principal, grants);
  refuseUnknown(identity, grants, null);
  await keepingAnAdministrator(identity, (transaction) =>
    replaceGrants(transaction, userId, grants),
  );
  return tell(identity, await readPerson(identity, userId));
}

/**
 * @throws AppError 403 `forbidden`; 404 `unknown_person`; 409 `extension_taken`; 422
 *   `unknown_administration`, `unknown_line`
 */
export async function changeProfile(
  identity: Identity,
  principal: Principal,
  userId: string,
  profile: WorkingProfile,
): Promise<Person> {
  await demandPerson(identity, principal, userId);
  demandScope(principal, [], profile);
  refuseUnknown(identity, [], profile);
  await identity.prisma.$transaction((transaction) =>
    saveProfile(identity, transaction, userId, profile),
  );
  return tell(identity, await readPerson(identity, userId));
}

/**
 * Takes the sign-in away, at once and in every window, or gives it back; outside the
 * demonstration mode never to a sample person, whose password everybody knows.
 * @throws AppError 403 `forbidden`; 404 `unknown_person`; 409 `last_administrator`,
 *   `sample_account`
 */
export async function setDisabled(
  identity: Identity,
  principal: Principal,
  userId: string,
  disabled: boolean,
): Promise<Person> {
  await demandPerson(identity, principal, userId);
  if (!disabled && !identity.config.demo && (await isSamplePerson(identity.prisma, userId))) {
    const message = "Ein Musterkonto gilt nur im Vorführbetrieb.";
    throw new AppError(409, "sample_account", message);
  }
  const at = disabled ? new Date(identity.clock.now()) : null;
  await keepingAnAdministrator(identity, async (transaction) => {
    await writeDisabled(transaction, userId, at);
    if (disabled) await deleteSessions(transaction, userId);
  });
  return tell(identity, await readPerson(identity, userId));
}

/**
 * Sets a new password for somebody who has forgotten his, and ends his sessions.
 * @throws AppError 403 `forbidden`; 404 `unknown_person`
 */
export async function resetPassword(
  identity: Identity,
  principal: Principal,
  userId: string,
  password: string,
): Promise<void> {
  await demandPerson(identity, principal, userId);
  await refuseSamplePassword(identity.prisma, userId);
  const passwordHash = await hashPassword(password);
  await identity.prisma.$transaction(async (transaction) => {
    await replacePassword(transaction, userId, passwordHash);
    await deleteSessions(transaction, userId);
  });
}

export async function readPerson(identity: Identity, userId: string): Promise<Person> {
  const { prisma, agents } = identity;
  const [user, agent] = await Promise.all([findUser(prisma, userId), agents.find(prisma, userId)]);
  if (!user) throw unknownPerson();
  return toPerson(user, agent);
}

/** @throws AppError 409 `username_taken` */
export async function refuseTakenUsername(database: Connection, username: string): Promise<void> {
  if ((await findUsername(database, username)) === null) return;
  const message = `Den Benutzernamen „${username}“ gibt es schon.`;
  throw new AppError(409, "username_taken", message);
}

export async function saveProfile(
  identity: Pick<Identity, "agents">,
  database: Connection,
  userId: string,
  profile: WorkingProfile,
): Promise<void> {
  const existing = await identity.agents.find(database, userId);
  const id = existing?.id ?? randomUUID();
  await identity.agents.save(database, { ...profile, id, userId });
}

/** The working profiles of all who may sign in and take calls. */
export async function listTeam({ prisma, agents }: Identity): Promise<AgentRecord[]> {
  const [users, profiles] = await Promise.all([listUsers(prisma), agents.list(prisma)]);
  const team = new Set(users.filter(takesCalls).map((user) => user.id));
  return profiles.filter((agent) => team.has(agent.userId));
}

function takesCalls(person: Pick<UserRecord, "disabled" | "grants">): boolean {
  return !person.disabled && may(person, "calls.take");
}

/** The rights over somebody are the rights over all that he may do. */
async function demandPerson(
  identity: Identity,
  principal: Principal,
  userId: string,
): Promise<void> {
  const person = await readPerson(identity, userId);
  if (!maySee(principal, person)) throw unknownPerson();
}

function maySee(principal: Principal, person: Person): boolean {
  const where = administrationsWhere(principal, "people.manage");
  if (where === "all") return true;
  const scopes = person.grants.map((grant) => grant.administrationId);
  if (person.agent) scopes.push(person.agent.administrationId);
  return scopes.length > 0 && scopes.every((id) => id !== null && where.includes(id));
}

/** Nobody hands out what lies beyond his own administrations. */
function demandScope(
  principal: Principal,
  grants: readonly Grant[],
  profile: WorkingProfile | null,
): void {
  for (const grant of grants) demand(principal, "people.manage", grant.administrationId);
  if (profile) demand(principal, "people.manage", profile.administrationId);
}

/** @throws AppError 422 `unknown_administration`, `unknown_line` */
function refuseUnknown(
  { known }: Identity,
  grants: readonly Grant[],
  profile: WorkingProfile | null,
): void {
  const administrations = grants.flatMap(({ administrationId }) => administrationId ?? []);
  if (profile) administrations.push(profile.administrationId);
  const administration = administrations.find((id) => !known.administration(id));
  if (administration !== undefined) {
    const message = `Die Verwaltung „${administration}“ gibt es hier nicht.`;
    throw new AppError(422, "unknown_administration", message);
  }
  const line = profile?.lineIds.find((id) => !known.line(id));
  if (line === undefined) return;
  throw new AppError(422, "unknown_line", `Den Anschluss „${line}“ gibt es hier nicht.`);
}

function refuseOwnGrants(principal: Principal, grants: readonly Grant[]): void {
  const more = grants.some(
    ({ role, administrationId }) =>
      !principal.grants.some(
        (own) =>
          own.role === role &&
          (own.administrationId === null || own.administrationId === administrationId),
      ),
  );
  if (!more) return;
  const message = "Eigene Rechte kann niemand erweitern; das macht eine andere Person.";
  throw new AppError(403, "own_grants", message);
}

/** @throws AppError 409 `last_administrator` when nobody would administrate everything any more */
async function keepingAnAdministrator(
  identity: Identity,
  change: (transaction: Connection) => Promise<void>,
): Promise<void> {
  await identity.prisma.$transaction(async (transaction) => {
    await lockAdministrators(transaction);
    await change(transaction);
    if ((await countAdministrators(transaction)) > 0) return;
    const message = "Das geht nicht: Danach gäbe es niemanden mehr, der alles verwalten darf.";
    throw new AppError(409, "last_administrator", message);
  });
}

function tell(identity: Identity, person: Person): Person {
  const { agent, userId } = person;
  if (agent) identity.agentChanged({ ...agent, userId }, takesCalls(person));
  return person;
}

function toPerson(user: UserRecord, agent: AgentRecord | null): Person {
  assert(agent === null || agent.userId === user.id, "a profile belongs to its user");
  const { id: userId, username, name, disabled, grants } = user;
  if (!agent) return { userId, username, name, disabled, grants, agent: null };
  const { userId: _owner, ...profile } = agent;
  return { userId, username, name, disabled, grants, agent: profile };
}

function unknownPerson(): AppError {
  return new AppError(404, "unknown_person", "Diese Person gibt es nicht.");
}
