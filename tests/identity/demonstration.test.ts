import { readFile, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { StartError } from "../../src/errors.ts";
import { prepareDemonstration, retireDemonstration } from "../../src/identity/demonstration.ts";
import { createPerson, setDisabled } from "../../src/identity/accounts.ts";
import type { Principal } from "../../src/identity/permissions.ts";
import { roles } from "../../src/identity/permissions.ts";
import {
  appOf,
  clientOf,
  demonstrationApp,
  signedIn,
  teamFile,
  testIdentity,
} from "./signed-in-app.ts";

const everywhere: Principal = {
  userId: "user-1",
  name: "Lutz Probe",
  grants: [{ role: "administrator", administrationId: null }],
  agentId: null,
};

test("everybody on the list can sign in with the password that is shown", async () => {
  await using house = await demonstrationApp();
  const { body } = await clientOf(house.app).send("GET", "/api/demo/accounts");
  expect(body.accounts).toHaveLength(19);
  expect(new Set(body.accounts.map((account: { role: string }) => account.role))).toEqual(
    new Set(roles),
  );
  for (const { username, password, role, administration } of body.accounts) {
    const client = await signedIn(house.app, username, password);
    const me = await client.send("GET", "/api/me");
    expect(me.body.grants).toEqual([{ role, administrationId: administration }]);
  }
});

test("who takes calls has a phone of his own and answers 115 or his switchboard", async () => {
  await using house = await demonstrationApp();
  const agents = await house.identity.prisma.agent.findMany();
  expect(agents).toHaveLength(8);
  expect(new Set(agents.map((agent) => agent.extension)).size).toBe(8);
  const administrations = new Set(agents.map((agent) => agent.administrationId));
  expect(administrations.size).toBe(4);
  for (const agent of agents) {
    expect(agent.lineIds).toContain(`zentrale-${agent.administrationId}`);
  }
});

test("the lines and administrations of the list exist", async () => {
  const read = async (name: string) =>
    parse(await readFile(`knowledge-base/administrations/${name}`, "utf8")) as { id: string }[];
  const lines = new Set((await read("lines.yaml")).map((line) => line.id));
  const administrations = new Set((await read("administrations.yaml")).map((entry) => entry.id));
  const team = parse(await readFile(teamFile, "utf8")) as {
    administration?: string;
    lines?: string[];
  }[];
  expect(team.flatMap((member) => member.lines ?? []).filter((id) => !lines.has(id))).toEqual([]);
  const named = team.flatMap((member) => member.administration ?? []);
  expect(named.filter((id) => !administrations.has(id))).toEqual([]);
});

test("no phone of the team belongs to an entry of the directory", async () => {
  const entries = parseCsv(await readFile("knowledge-base/directory/entries.csv", "utf8"), {
    columns: true,
    comment: "#",
  }) as { extension: string }[];
  const taken = new Set(entries.map((entry) => entry.extension));
  expect(taken.size).toBeGreaterThan(10);
  const team = parse(await readFile(teamFile, "utf8")) as { extension?: string }[];
  expect(team.filter(({ extension }) => extension && taken.has(extension))).toEqual([]);
});

test("a second start finds the same people and keeps them signed in", async () => {
  await using house = await demonstrationApp();
  const client = await signedIn(house.app, "agentin.dau1");
  const before = await client.send("GET", "/api/me");
  await prepareDemonstration(house.identity, teamFile);
  expect((await client.send("GET", "/api/me")).body).toEqual(before.body);
});

test("who has left the list is gone, and his phone is free for the next", async () => {
  await using house = await demonstrationApp();
  const list = await readFile(teamFile, "utf8");
  const file = join(await mkdtemp(join(tmpdir(), "team-")), "team.yaml");
  await writeFile(file, list.replace("username: agentin.dau1", "username: agentin.neu"));
  await prepareDemonstration(house.identity, file);
  await expect(signedIn(house.app, "agentin.dau1")).rejects.toThrow("401");
  const client = await signedIn(house.app, "agentin.neu");
  const me = await client.send("GET", "/api/me");
  expect(me.body.agent.extension).toBe("8005");
});

test("a real person never becomes a sample person", async () => {
  await using identity = await testIdentity();
  await createPerson(identity, everywhere, {
    username: "leitung",
    name: "Echte Leitung",
    password: "ein langes Passwort",
    grants: [{ role: "supervisor", administrationId: null }],
    agent: null,
  });
  const failure = await prepareDemonstration(identity, teamFile).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartError);
  expect((failure as Error).message).toContain("„leitung“");
});

test("the published passwords cannot be changed", async () => {
  await using house = await demonstrationApp();
  const client = await signedIn(house.app, "leitung");
  const change = { currentPassword: "demo-leitung", newPassword: "ein langes Passwort" };
  const reply = await client.send("POST", "/api/auth/change-password", change);
  expect(reply).toMatchObject({ status: 409, body: { error: { code: "sample_account" } } });
  await signedIn(house.app, "leitung");
});

test("outside the demonstration mode nobody lets a sample person in again", async () => {
  await using identity = await testIdentity({ demo: false });
  await prepareDemonstration(identity, teamFile);
  await retireDemonstration(identity);
  await createPerson(identity, everywhere, {
    username: "verwaltung.echt",
    name: "Echte Verwaltung",
    password: "ein langes Passwort",
    grants: [{ role: "administrator", administrationId: null }],
    agent: null,
  });
  const sample = await identity.prisma.user.findUniqueOrThrow({ where: { username: "leitung" } });
  await expect(setDisabled(identity, everywhere, sample.id, false)).rejects.toMatchObject({
    code: "sample_account",
  });
  await expect(signedIn(appOf(identity, null), "leitung")).rejects.toThrow("401");
});

test("a broken list ends the start and names the file", async () => {
  await using identity = await testIdentity();
  const file = join(await mkdtemp(join(tmpdir(), "team-")), "team.yaml");
  await writeFile(file, "- username: wer\n  name: Wer\n  role: boss\n");
  await expect(prepareDemonstration(identity, file)).rejects.toThrow(file);
  await expect(prepareDemonstration(identity, `${file}.missing`)).rejects.toThrow(StartError);
});
