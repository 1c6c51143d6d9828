import { describe, expect, test } from "vitest";
import { prepareDemonstration, retireDemonstration } from "../../src/identity/demonstration.ts";
import { offerFirstStart } from "../../src/identity/first-start.ts";
import { appOf, clientOf, signedIn, teamFile, testIdentity } from "./signed-in-app.ts";

const password = "ein langes Passwort";
const request = (token: string) => ({ token, username: "chefin", password, name: "Chris Chefin" });

/** What stands behind `#` in the printed link. */
function tokenOf(link: string | null): string {
  return link?.split("#")[1] ?? "";
}

describe("the first start", () => {
  test("its link creates the administrator, who can then sign in", async () => {
    await using identity = await testIdentity({ demo: false });
    const app = appOf(identity, null);
    const token = tokenOf(await offerFirstStart(identity));
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const reply = await clientOf(app).send("POST", "/api/first-start", request(token));
    expect(reply.status).toBe(204);
    const client = await signedIn(app, "chefin", password);
    const me = await client.send("GET", "/api/me");
    expect(me.body.grants).toEqual([{ role: "administrator", administrationId: null }]);
    expect(await offerFirstStart(identity)).toBeNull();
  });

  test("the link works once", async () => {
    await using identity = await testIdentity({ demo: false });
    const client = clientOf(appOf(identity, null));
    const token = tokenOf(await offerFirstStart(identity));
    const twice = ["chefin", "zweiter"].map((username) =>
      client.send("POST", "/api/first-start", { ...request(token), username }),
    );
    const statuses = (await Promise.all(twice)).map((reply) => reply.status);
    expect(statuses.toSorted()).toEqual([204, 403]);
    expect(await identity.prisma.user.count()).toBe(1);
  });

  test("the link ends after 24 hours", async () => {
    await using identity = await testIdentity({ demo: false });
    const client = clientOf(appOf(identity, null));
    const token = tokenOf(await offerFirstStart(identity));
    identity.clock.time += 24 * 3_600_000;
    const reply = await client.send("POST", "/api/first-start", request(token));
    expect(reply).toMatchObject({ status: 403, body: { error: { code: "first_start_refused" } } });
    identity.clock.time -= 1;
    expect((await client.send("POST", "/api/first-start", request(token))).status).toBe(204);
  });

  test("a guessed token and an older link create nobody", async () => {
    await using identity = await testIdentity({ demo: false });
    const client = clientOf(appOf(identity, null));
    const older = tokenOf(await offerFirstStart(identity));
    await offerFirstStart(identity);
    for (const token of [older, "geraten"]) {
      expect((await client.send("POST", "/api/first-start", request(token))).status).toBe(403);
    }
    expect(await identity.prisma.user.count()).toBe(0);
  });

  test("a short password is refused and leaves the link valid", async () => {
    await using identity = await testIdentity({ demo: false });
    const client = clientOf(appOf(identity, null));
    const token = tokenOf(await offerFirstStart(identity));
    const short = { ...request(token), password: "elf Zeichen" };
    expect(await client.send("POST", "/api/first-start", short)).toMatchObject({
      status: 422,
      body: { error: { details: [{ field: "password", message: "mindestens 12 Zeichen" }] } },
    });
    expect((await client.send("POST", "/api/first-start", request(token))).status).toBe(204);
  });

  test("the token itself is not kept", async () => {
    await using identity = await testIdentity({ demo: false });
    const token = tokenOf(await offerFirstStart(identity));
    const kept = JSON.stringify(await identity.prisma.setting.findMany());
    expect(kept).toContain("tokenHash");
    expect(kept).not.toContain(token);
  });
});

describe("outside the demonstration mode", () => {
  test("sample people of an earlier demonstration cannot sign in, nor stay signed in", async () => {
    await using identity = await testIdentity({ demo: false });
    await prepareDemonstration(identity, teamFile);
    const app = appOf(identity, null);
    const client = await signedIn(app, "verwaltung");
    await retireDemonstration(identity);
    expect((await client.send("GET", "/api/me")).status).toBe(401);
    await expect(signedIn(app, "verwaltung")).rejects.toThrow("401");
    expect(await offerFirstStart(identity)).not.toBeNull();
  });

  test("no sample accounts are shown", async () => {
    await using identity = await testIdentity({ demo: false });
    const reply = await clientOf(appOf(identity, null)).send("GET", "/api/demo/accounts");
    expect(reply).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  });
});
