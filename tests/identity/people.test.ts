import { afterAll, beforeAll, expect, test } from "vitest";
import { listTeam } from "../../src/identity/accounts.ts";
import { clientOf, demonstrationApp, signedIn } from "./signed-in-app.ts";
import type { Client } from "./signed-in-app.ts";

let house: Awaited<ReturnType<typeof demonstrationApp>>;
let administrator: Client;

beforeAll(async () => {
  house = await demonstrationApp();
  administrator = await signedIn(house.app, "verwaltung");
});
afterAll(() => house[Symbol.asyncDispose]());

const password = "ein langes Passwort";
let number = 0;

/** Somebody new, each time with another name and phone. */
function newcomer(changes: Record<string, unknown> = {}) {
  number += 1;
  return {
    username: `neu.${number}`,
    name: `Neu ${number}`,
    password,
    grants: [{ role: "agent", administrationId: "vulkaneifel" }],
    agent: {
      displayName: `Neu ${number}`,
      administrationId: "vulkaneifel",
      extension: String(8100 + number),
      lineIds: ["115"],
      skills: [],
    },
    ...changes,
  };
}

async function create(changes: Record<string, unknown> = {}) {
  const reply = await administrator.send("POST", "/api/people", newcomer(changes));
  expect(reply.status).toBe(201);
  return reply.body as { userId: string; username: string };
}

async function scopedAdministrator(): Promise<Client> {
  const grants = [{ role: "administrator", administrationId: "vulkaneifel" }];
  const { username } = await create({ grants, agent: null });
  return signedIn(house.app, username, password);
}

test("a new person can sign in at once, and the centre is told of the new phone", async () => {
  const { username, userId } = await create();
  const client = await signedIn(house.app, username, password);
  const me = await client.send("GET", "/api/me");
  expect(me.body).toMatchObject({ userId, roles: ["agent"], agent: { lineIds: ["115"] } });
  expect(house.identity.told.at(-1)).toMatchObject({ agent: { userId }, takesCalls: true });
});

test("a name or phone that is taken is a conflict, and nothing is half created", async () => {
  const taken = await administrator.send("POST", "/api/people", newcomer({ username: "leitung" }));
  expect(taken).toMatchObject({ status: 409, body: { error: { code: "username_taken" } } });
  const person = newcomer();
  person.agent.extension = "8001";
  const phone = await administrator.send("POST", "/api/people", person);
  expect(phone).toMatchObject({ status: 409, body: { error: { code: "extension_taken" } } });
  const { body } = await administrator.send("GET", "/api/people");
  const names = body.people.map((entry: { username: string }) => entry.username);
  expect(names).not.toContain(person.username);
});

test("disabling somebody ends his sessions at once, until he is enabled again", async () => {
  const { username, userId } = await create();
  const client = await signedIn(house.app, username, password);
  await administrator.send("POST", `/api/people/${userId}/disable`);
  expect((await client.send("GET", "/api/me")).status).toBe(401);
  expect(house.identity.told.at(-1)).toMatchObject({ agent: { userId }, takesCalls: false });
  const team = await listTeam(house.identity);
  expect(team.map((agent) => agent.userId)).not.toContain(userId);
  await expect(signedIn(house.app, username, password)).rejects.toThrow("401");
  await administrator.send("POST", `/api/people/${userId}/enable`);
  await signedIn(house.app, username, password);
});

test("a new role holds with the next request", async () => {
  const { username, userId } = await create({ agent: null });
  const client = await signedIn(house.app, username, password);
  expect((await client.send("GET", "/api/people")).status).toBe(403);
  const grants = [{ role: "administrator", administrationId: "vulkaneifel" }];
  await administrator.send("PUT", `/api/people/${userId}/grants`, { grants });
  expect((await client.send("GET", "/api/people")).status).toBe(200);
});

test("who loses the roles that take calls leaves the team, and comes back with them", async () => {
  const { userId } = await create();
  const change = async (role: string) => {
    const grants = [{ role, administrationId: "vulkaneifel" }];
    await administrator.send("PUT", `/api/people/${userId}/grants`, { grants });
    const team = await listTeam(house.identity);
    return team.some((agent) => agent.userId === userId);
  };
  expect(await change("editor")).toBe(false);
  expect(house.identity.told.at(-1)).toMatchObject({ agent: { userId }, takesCalls: false });
  expect(await change("operator")).toBe(true);
  const back = { agent: { userId, lineIds: ["115"] }, takesCalls: true };
  expect(house.identity.told.at(-1)).toMatchObject(back);
});

test("roles and profiles name administrations and lines that exist, or are refused", async () => {
  const { userId } = await create();
  const grants = [{ role: "agent", administrationId: "atlantis" }];
  const { agent } = newcomer();
  const profiles = [
    { ...agent, administrationId: "atlantis" },
    { ...agent, lineIds: ["115", "atlantis"] },
  ];
  const [administration, line] = [
    { code: "unknown_administration", message: "Die Verwaltung „atlantis“ gibt es hier nicht." },
    { code: "unknown_line", message: "Den Anschluss „atlantis“ gibt es hier nicht." },
  ];
  const path = `/api/people/${userId}`;
  for (const [method, address, body, error] of [
    ["PUT", `${path}/grants`, { grants }, administration],
    ["PUT", `${path}/agent`, profiles[0], administration],
    ["PUT", `${path}/agent`, profiles[1], line],
    ["POST", "/api/people", newcomer({ grants }), administration],
    ["POST", "/api/people", newcomer({ agent: profiles[1] }), line],
  ] as const) {
    const reply = await administrator.send(method, address, body);
    expect(reply).toMatchObject({ status: 422, body: { error } });
  }
  const { body } = await administrator.send("GET", "/api/people");
  const person = body.people.find((each: { userId: string }) => each.userId === userId);
  expect(person).toMatchObject({ grants: [{ role: "agent" }], agent: { lineIds: ["115"] } });
});

test("a reset password replaces the old one and ends the sessions", async () => {
  const { username, userId } = await create();
  const client = await signedIn(house.app, username, password);
  const reply = await administrator.send("PUT", `/api/people/${userId}/password`, {
    password: "ein neues Passwort",
  });
  expect(reply.status).toBe(204);
  expect((await client.send("GET", "/api/me")).status).toBe(401);
  await expect(signedIn(house.app, username, password)).rejects.toThrow("401");
  await signedIn(house.app, username, "ein neues Passwort");
});

test("one's own password is changed with the old one, and other windows end", async () => {
  const { username } = await create();
  const client = await signedIn(house.app, username, password);
  const elsewhere = await signedIn(house.app, username, password);
  const change = (currentPassword: string) =>
    client.send("POST", "/api/auth/change-password", {
      currentPassword,
      newPassword: "ein neues Passwort",
    });
  expect(await change("falsch")).toMatchObject({
    status: 422,
    body: { error: { code: "wrong_password" } },
  });
  expect((await change(password)).status).toBe(204);
  expect((await client.send("GET", "/api/me")).status).toBe(200);
  expect((await elsewhere.send("GET", "/api/me")).status).toBe(401);
  await signedIn(house.app, username, "ein neues Passwort");
});

test("a working profile is changed and keeps its id", async () => {
  const { userId } = await create();
  const profile = {
    displayName: "Neu mit Zentrale",
    administrationId: "vulkaneifel",
    extension: "8199",
    lineIds: ["115", "zentrale-vulkaneifel"],
    skills: ["vermittlung"],
  };
  const before = await house.identity.prisma.agent.findUniqueOrThrow({ where: { userId } });
  const reply = await administrator.send("PUT", `/api/people/${userId}/agent`, profile);
  expect(reply.body.agent).toEqual({ id: before.id, ...profile });
});

test("an administrator of one administration sees and changes its people only", async () => {
  const scoped = await scopedAdministrator();
  const { body } = await scoped.send("GET", "/api/people");
  const names = body.people.map((entry: { username: string }) => entry.username);
  expect(names).toContain("agentin.dau1");
  expect(names).not.toContain("agent.coc1");
  expect(names).not.toContain("verwaltung");
  const { userId } = await house.identity.prisma.user
    .findUniqueOrThrow({
      where: { username: "agent.coc1" },
      select: { id: true },
    })
    .then(({ id }) => ({ userId: id }));
  const reply = await scoped.send("POST", `/api/people/${userId}/disable`);
  expect(reply).toMatchObject({ status: 404, body: { error: { code: "unknown_person" } } });
});

test("an administrator of one administration gives no rights beyond it", async () => {
  const scoped = await scopedAdministrator();
  const own = await scoped.send("POST", "/api/people", newcomer());
  expect(own.status).toBe(201);
  for (const administrationId of ["cochem-zell", null]) {
    const grants = [{ role: "administrator", administrationId }];
    const created = await scoped.send("POST", "/api/people", newcomer({ grants }));
    expect(created).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    const path = `/api/people/${own.body.userId}/grants`;
    expect((await scoped.send("PUT", path, { grants })).status).toBe(403);
  }
  const elsewhere = newcomer();
  elsewhere.agent.administrationId = "cochem-zell";
  expect((await scoped.send("POST", "/api/people", elsewhere)).status).toBe(403);
});

test("the last who administrates everything can be neither disabled nor demoted", async () => {
  const { id } = await house.identity.prisma.user.findUniqueOrThrow({
    where: { username: "verwaltung" },
  });
  const refused = { status: 409, body: { error: { code: "last_administrator" } } };
  expect(await administrator.send("POST", `/api/people/${id}/disable`)).toMatchObject(refused);
  const grants = [{ role: "administrator", administrationId: "vulkaneifel" }];
  const path = `/api/people/${id}/grants`;
  expect(await administrator.send("PUT", path, { grants })).toMatchObject(refused);
  expect((await administrator.send("GET", "/api/people")).status).toBe(200);
});

test("nobody gives himself a right that he does not have", async () => {
  const { id } = await house.identity.prisma.user.findUniqueOrThrow({
    where: { username: "verwaltung" },
  });
  const path = `/api/people/${id}/grants`;
  const everything = { role: "administrator", administrationId: null };
  const grants = [everything, { role: "editor", administrationId: "vulkaneifel" }];
  expect(await administrator.send("PUT", path, { grants })).toMatchObject({
    status: 403,
    body: { error: { code: "own_grants" } },
  });
  expect((await administrator.send("PUT", path, { grants: [everything] })).status).toBe(200);
});

test("who is not an administrator manages nobody", async () => {
  const supervisor = await signedIn(house.app, "leitung");
  expect((await supervisor.send("POST", "/api/people", newcomer())).status).toBe(403);
  expect((await clientOf(house.app).send("GET", "/api/people")).status).toBe(401);
});
