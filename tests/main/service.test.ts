import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";

let database: Database;
let service: RunningService;
let anna: SignedInPerson;
let supervisor: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  anna = await signIn(service.address, "agentin.wil1");
  supervisor = await signIn(service.address, "leitung");
});

afterAll(async () => {
  await service.stop();
  await database.close();
});

const line = "zentrale-bernkastel-wittlich";

async function ring(from: string | null = "+496571011501") {
  const call = { line, from, patienceSeconds: 600 };
  const { status, body } = await anna.request("POST", "/api/simulator/calls", call);
  expect(status).toBe(201);
  return body as { id: string; state: string };
}

describe("a call, from the first ring to the last note", () => {
  it("is offered, answered, transferred, comes back, goes to the deputy, and is told with reasons", async () => {
    const desk = await anna.openDesk();
    const ready = { presence: "ready", reason: null } as const;
    expect(await desk.send("presence.choose", ready)).toEqual({ ok: true });
    const contact = await ring();

    const offered = await desk.sees("the offer", ({ snapshot }) =>
      Boolean(snapshot?.desk?.offer && snapshot.desk.contact?.id === contact.id),
    );
    const card = offered.snapshot?.desk?.contact;
    expect(card?.greeting).toContain("Anna Muster");
    expect(card?.origin[0]?.reason).toContain("06571");
    const offerId = offered.snapshot?.desk?.offer?.id ?? "";
    expect(await desk.send("offer.accept", { offerId })).toEqual({ ok: true });
    await desk.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");

    const place = { contactId: contact.id, ags: "07231072" };
    expect(await desk.send("contact.confirmPlace", place)).toEqual({ ok: true });
    await desk.sees("Kröv", ({ snapshot }) => snapshot?.desk?.contact?.place?.name === "Kröv");
    // A part of the municipality is shown with it, what is none of its parts is not; of two
    // municipalities of one name it is said which.
    for (const [ags, shown] of [
      ["07233022", "Esch (VG Gerolstein)"],
      ["07231134", "Wengerohr (Wittlich)"],
      ["07231072", "Kröv"],
    ] as const) {
      const named = { contactId: contact.id, ags, locality: "Wengerohr" };
      expect(await desk.send("contact.confirmPlace", named)).toEqual({ ok: true });
      await desk.sees(shown, ({ snapshot }) => snapshot?.desk?.contact?.place?.name === shown);
    }
    const { body: answer } = await anna.request(
      "GET",
      "/api/services/personalausweis?place=07231072",
    );
    expect(answer.responsibility.authority.name).toBe("Verbandsgemeinde Traben-Trarbach");

    const silent = { directoryEntryId: null, extension: "99997", evenIfClosed: false };
    const moved = await desk.send("contact.transfer", { contactId: contact.id, ...silent });
    expect(moved).toEqual({ ok: true });
    await desk.sees(
      "the transfer ringing",
      ({ snapshot }) => snapshot?.desk?.contact?.transfer?.extension === "99997",
    );
    expect(await desk.send("contact.takeBack", { contactId: contact.id })).toEqual({ ok: true });
    await desk.sees("the caller again", ({ snapshot }) => snapshot?.desk?.state === "talking");

    const busy = { directoryEntryId: null, extension: "99994", evenIfClosed: false };
    await desk.send("contact.transfer", { contactId: contact.id, ...busy });
    const back = await desk.sees(
      "the recall",
      ({ snapshot }) => snapshot?.desk?.offer?.kind === "recall",
    );
    expect(back.snapshot?.desk?.contact?.recall).toMatchObject({
      extension: "99994",
      failure: "busy",
    });
    expect(back.snapshot?.desk?.contact?.place?.name).toBe("Kröv");
    await desk.send("offer.accept", { offerId: back.snapshot?.desk?.offer?.id ?? "" });
    await desk.sees("the talk again", ({ snapshot }) => snapshot?.desk?.state === "talking");

    const deputy = { directoryEntryId: null, extension: "99991", evenIfClosed: false };
    await desk.send("contact.transfer", { contactId: contact.id, ...deputy });
    await desk.sees(
      "the deputy answering",
      ({ snapshot }) => snapshot?.desk?.contact?.state === "transferred",
    );

    const concerns = [
      ["personalausweis", "Personalausweis beantragen", "answered"],
      [null, "Zulassungsstelle", "transferred"],
    ].map(([serviceSlug, title, outcome]) => ({
      id: crypto.randomUUID(),
      serviceSlug,
      title,
      placeAgs: "07231072",
      outcome,
    }));
    const path = `/api/contacts/${contact.id}`;
    const record = { concerns, note: "Termin genannt." };
    expect((await anna.request("PUT", `${path}/record`, record)).status).toBe(200);
    await desk.sees(
      "both concerns",
      ({ snapshot }) => snapshot?.desk?.contact?.concerns.length === 2,
    );
    expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
    await desk.sees("ready again", ({ snapshot }) => snapshot?.desk?.state === "ready");

    const { body: told } = await anna.request("GET", path);
    expect(told.state).toBe("transferred");
    expect(told.concerns).toEqual(concerns);
    const types = told.life.map((step: { type: string }) => step.type);
    for (const type of ["offerMade", "transferFailed", "transferConnected", "wrapUpStarted"]) {
      expect(types).toContain(type);
    }
    const decisions = told.life.filter((step: { reasons: unknown }) => step.reasons !== null);
    expect(decisions.length).toBeGreaterThanOrEqual(2);
    expect(told.life.every((step: { text: string }) => step.text.length > 10)).toBe(true);
    await desk.send("presence.choose", { presence: "offline", reason: null });
    desk.close();
  });
});

describe("a desk", () => {
  it("that opens again in the middle of a call finds everything as it was", async () => {
    const desk = await anna.openDesk();
    await desk.send("presence.choose", { presence: "ready", reason: null });
    const contact = await ring();
    const { snapshot } = await desk.sees("the offer", (state) =>
      Boolean(state.snapshot?.desk?.offer),
    );
    await desk.send("offer.accept", { offerId: snapshot?.desk?.offer?.id ?? "" });
    await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
    const before = desk.state.snapshot?.desk;
    desk.close();

    const again = await anna.openDesk();
    expect(again.state.snapshot?.desk).toEqual(before);
    await again.send("contact.hangUp", { contactId: contact.id });
    await again.sees("the wrap-up", (state) => state.snapshot?.desk?.state === "wrapUp");
    expect(again.state.snapshot?.desk?.contact?.state).toBe("ended");
    await again.send("wrapUp.end", {});
    await again.send("presence.choose", { presence: "offline", reason: null });
    again.close();
  });

  it("is told of a refusal in German and may send it again without harm", async () => {
    const desk = await anna.openDesk();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const reply = await desk.send("offer.accept", { offerId: "gone" });
      expect(reply).toMatchObject({ ok: false, error: { code: expect.any(String) } });
    }
    const nonsense = await desk.send("contact.transfer", { contactId: 7 } as never);
    expect(nonsense).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    desk.close();
  });

  it("without a sign-in, or opened from a foreign page, is refused", async () => {
    const stranger = { cookie: "", origin: service.address };
    const foreign = { cookie: anna.cookie, origin: "https://example.org" };
    const { io } = await import("socket.io-client");
    for (const extraHeaders of [stranger, foreign]) {
      const socket = io(`${service.address}/desk`, {
        transports: ["websocket"],
        extraHeaders,
        forceNew: true,
        reconnection: false,
      });
      const error = await new Promise<Error>((resolve) => socket.once("connect_error", resolve));
      expect(error.message).toContain("melden Sie sich an");
      socket.close();
    }
  });

  it("gets the team only when it may see the team", async () => {
    const agents = await anna.openDesk();
    expect(agents.state.snapshot?.team).toBeNull();
    const supervisors = await supervisor.openDesk();
    const team = supervisors.state.snapshot?.team ?? [];
    expect(team.length).toBeGreaterThan(5);
    const seen: unknown[] = [];
    agents.socket.on("change", (change) => seen.push(change.team));
    await agents.send("presence.choose", { presence: "break", reason: "Mittag" });
    await supervisors.sees("the break", ({ snapshot }) =>
      Boolean(snapshot?.team?.some((member) => member.breakReason === "Mittag")),
    );
    await agents.sees("the own break", ({ snapshot }) => snapshot?.desk?.state === "break");
    expect(seen.every((part) => part === undefined)).toBe(true);
    await agents.send("presence.choose", { presence: "offline", reason: null });
    agents.close();
    supervisors.close();
  });

  it("that missed a change asks again and is up to date", async () => {
    const desk = await supervisor.openDesk();
    const before = desk.state.snapshot?.seq ?? 0;
    desk.socket.emit("resync");
    const contact = await ring(null);
    await desk.sees("the waiting caller", ({ snapshot }) =>
      Boolean(snapshot?.lines.some((each) => each.id === line && each.waiting > 0)),
    );
    expect(desk.state.snapshot?.seq).toBeGreaterThanOrEqual(before);
    expect(desk.state.stale).toBe(false);
    const { body } = await supervisor.request("GET", `/api/contacts/${contact.id}`);
    expect(body.callerNumber).toBeNull();
    desk.close();
  });
});

describe("the promise", () => {
  it("counts today the same in the live picture and in the report (I7)", async () => {
    const { body: center } = await supervisor.request("GET", "/api/center");
    const { body: report } = await supervisor.request("GET", "/api/reports/lines");
    for (const { id, today } of center.lines) {
      const figures = report.lines.find((each: { lineId: string }) => each.lineId === id);
      expect(figures).toMatchObject(today);
    }
    const counted = center.lines.find((each: { id: string }) => each.id === line);
    expect(counted.today.offered).toBeGreaterThanOrEqual(3);
  });
});

describe("somebody who signs out", () => {
  it("gets nothing more over a socket that was left open", async () => {
    const person = await signIn(service.address, "agent.wil2");
    const desk = await person.openDesk();
    const closed = new Promise<string>((resolve) => desk.socket.once("disconnect", resolve));
    expect((await person.request("POST", "/api/auth/sign-out")).status).toBeLessThan(300);
    expect(await closed).toBe("io server disconnect");
    desk.close();
  });
});
