import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionCookieName } from "../../src/identity/session-cookie.ts";
import { clientOf, demonstrationApp, signedIn } from "./signed-in-app.ts";

const signInPath = "/api/auth/sign-in/username";

describe("signing in", () => {
  let house: Awaited<ReturnType<typeof demonstrationApp>>;
  beforeAll(async () => {
    house = await demonstrationApp();
  });
  afterAll(() => house[Symbol.asyncDispose]());

  test("name and password open a session that other requests are known by", async () => {
    const client = clientOf(house.app);
    const reply = await client.send("POST", signInPath, {
      username: "agentin.dau1",
      password: "demo-agentin.dau1",
    });
    expect(reply.status).toBe(200);
    const me = await client.send("GET", "/api/me");
    expect(me.body).toEqual(reply.body);
    expect(me.body).toMatchObject({
      username: "agentin.dau1",
      name: "Eva Beispiel",
      roles: ["agent"],
      grants: [{ role: "agent", administrationId: "vulkaneifel" }],
      agent: {
        extension: "8005",
        lineIds: ["115", "zentrale-vulkaneifel", "zentrale-bitburg-pruem"],
      },
    });
    expect(me.body.permissions).toContain("calls.take");
    expect(me.body.permissions).not.toContain("people.manage");
  });

  test("the cookie is out of reach of scripts and of other sites", async () => {
    const client = clientOf(house.app);
    const body = { username: "leitung", password: "demo-leitung" };
    const reply = await client.send("POST", signInPath, body);
    const cookie = reply.headers.getSetCookie().join();
    expect(cookie).toMatch(new RegExp(`^${sessionCookieName({ publicUrl: null })}=`));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).not.toMatch(/Secure/i);
  });

  test("capital letters and blanks around the name do not matter", async () => {
    const client = clientOf(house.app);
    const body = { username: " Leitung ", password: "demo-leitung" };
    expect((await client.send("POST", signInPath, body)).status).toBe(200);
  });

  test.each([
    ["a wrong password", "leitung", "demo-falsch"],
    ["an unknown name", "niemand", "demo-niemand"],
    ["a name that cannot exist", "ä ö", "demo-leitung"],
    ["an empty password", "leitung", ""],
    ["an endless password", "leitung", "x".repeat(900)],
  ])("%s is refused with the same words", async (_case, username, password) => {
    const client = clientOf(house.app);
    const reply = await client.send("POST", signInPath, { username, password });
    expect(reply).toMatchObject({
      status: 401,
      body: {
        error: { code: "sign_in_failed", message: "Benutzername oder Passwort ist falsch." },
      },
    });
    expect(client.cookie).toBe("");
  });

  test("guessing many passwords at the same moment gains no more than ten of them", async () => {
    const guesses = Array.from({ length: 25 }, (_, index) => ({
      username: "agentin.coc1",
      password: `geraten-${index}`,
    }));
    const replies = await Promise.all(
      guesses.map((guess) => clientOf(house.app).send("POST", signInPath, guess)),
    );
    const checked = replies.filter(({ status }) => status === 401);
    expect(checked).toHaveLength(10);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  test("after ten wrong passwords the name is refused from that address for a while", async () => {
    const client = clientOf(house.app);
    const wrong = { username: "zentrale.bit", password: "falsch" };
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await client.send("POST", signInPath, wrong)).status).toBe(401);
    }
    const right = { username: "zentrale.bit", password: "demo-zentrale.bit" };
    const reply = await client.send("POST", signInPath, right);
    expect(reply).toMatchObject({ status: 429, body: { error: { code: "too_many_attempts" } } });
    expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    await signedIn(house.app, "zentrale.coc");
  });

  test("signing out ends the session, also for whoever kept the cookie", async () => {
    const client = await signedIn(house.app, "leitung");
    const kept = client.cookie;
    expect((await client.send("POST", "/api/auth/sign-out")).status).toBe(204);
    const thief = clientOf(house.app);
    thief.cookie = kept;
    expect((await thief.send("GET", "/api/me")).status).toBe(401);
  });

  test("signing out without a session is no error", async () => {
    expect((await clientOf(house.app).send("POST", "/api/auth/sign-out")).status).toBe(204);
  });

  test("a forged cookie is nobody", async () => {
    const client = await signedIn(house.app, "leitung");
    client.cookie = client.cookie.replace(/=./, (start) => (start === "=a" ? "=b" : "=a"));
    expect((await client.send("GET", "/api/me")).status).toBe(401);
  });

  test.each([
    "/api/auth/sign-up/email",
    "/api/auth/update-user",
    "/api/auth/is-username-available",
  ])("what the library could do beyond that does not exist: %s", async (path) => {
    const body = { email: "a@b.de", password: "123456789012", name: "A", username: "leitung" };
    expect((await clientOf(house.app).send("POST", path, body)).status).toBe(404);
  });
});

test("behind https the cookie travels over https alone", async () => {
  const publicUrl = "https://115.example.de";
  await using house = await demonstrationApp({ publicUrl });
  const client = clientOf(house.app);
  const body = { username: "leitung", password: "demo-leitung" };
  const reply = await client.send("POST", signInPath, body);
  const cookie = reply.headers.getSetCookie().join();
  expect(cookie).toMatch(new RegExp(`^${sessionCookieName({ publicUrl })}=`));
  expect(cookie).toMatch(/^__Secure-.*; Secure/i);
});

test("a session holds for twelve hours", async () => {
  await using house = await demonstrationApp();
  const client = await signedIn(house.app, "leitung");
  const session = await house.identity.prisma.session.findFirstOrThrow();
  const hours = (session.expiresAt.getTime() - session.createdAt.getTime()) / 3_600_000;
  expect(Math.round(hours)).toBe(12);
  await house.identity.prisma.session.updateMany({ data: { expiresAt: new Date(0) } });
  expect((await client.send("GET", "/api/me")).status).toBe(401);
});

test("neither the address nor the browser of a person is kept", async () => {
  await using house = await demonstrationApp();
  await signedIn(house.app, "leitung");
  const session = await house.identity.prisma.session.findFirstOrThrow();
  expect([session.ipAddress ?? "", session.userAgent ?? ""]).toEqual(["", ""]);
});
