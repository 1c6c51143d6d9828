import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DeskCommandName, DeskReply } from "../../src/dashboard/schema.ts";
import { Outbox } from "../../web/core/outbox.ts";

type Sent = { name: DeskCommandName; command: { commandId: string } } & {
  reply: (reply: DeskReply) => void;
  cut: () => void;
};

const ok: DeskReply = { ok: true };
const f2 = { offerId: "o1" };
const pause = { presence: "break", reason: null } as const;
const transfer = {
  contactId: "c1",
  directoryEntryId: "d1",
  extension: null,
  evenIfClosed: false,
};

describe("commands on their way to the centre", () => {
  let sent: Sent[];
  let connected: boolean;
  let outbox: Outbox;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    connected = true;
    outbox = new Outbox({
      connected: () => connected,
      emit: (name, command) =>
        new Promise((reply, reject) =>
          sent.push({
            name,
            command: command as Sent["command"],
            reply,
            cut: () => reject(new Error("socket has been disconnected")),
          }),
        ),
    });
  });
  afterEach(() => void vi.useRealTimers());

  const cut = () => {
    connected = false;
    for (const each of sent) each.cut();
    return vi.advanceTimersByTimeAsync(0);
  };
  const mend = () => {
    connected = true;
    outbox.resume();
  };

  it("go out again under the same id when the connection broke before the reply came", async () => {
    const reply = outbox.send("offer.accept", f2);
    await cut();
    mend();
    expect(sent.map(({ name }) => name)).toEqual(["offer.accept", "offer.accept"]);
    expect(sent[1]?.command).toEqual(sent[0]?.command);
    expect(sent[0]?.command).toMatchObject({ offerId: "o1", commandId: expect.any(String) });
    sent[1]?.reply(ok);
    expect(await reply).toEqual(ok);
    mend();
    expect(sent).toHaveLength(2);
  });

  it("wait for the connection when there is none", async () => {
    connected = false;
    const reply = outbox.send("contact.transfer", transfer);
    expect(sent).toEqual([]);
    mend();
    sent[0]?.reply(ok);
    expect(await reply).toEqual(ok);
  });

  it("are one command when the same key is pressed twice, and two with two extensions", async () => {
    void outbox.send("offer.accept", f2);
    void outbox.send("offer.accept", f2);
    expect(sent).toHaveLength(1);
    void outbox.send("wrapUp.extend", {});
    void outbox.send("wrapUp.extend", {});
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ command }) => command.commandId)).size).toBe(3);
  });

  it("give way to what the person did next (R8), which goes out in their place", async () => {
    const accepted = outbox.send("offer.accept", f2);
    await cut();
    const paused = outbox.send("presence.choose", pause);
    expect(await accepted).toMatchObject({ ok: false, error: { code: "superseded" } });
    mend();
    expect(sent.map(({ name }) => name)).toEqual(["offer.accept", "presence.choose"]);
    sent[1]?.reply(ok);
    expect(await paused).toEqual(ok);
  });

  it("are not sent again after what the person did next, though they were on their way", async () => {
    const first = outbox.send("contact.transfer", transfer);
    const second = outbox.send("contact.hangUp", { contactId: "c1" });
    await cut();
    expect(await first).toMatchObject({ error: { code: "superseded" } });
    mend();
    expect(sent.map(({ name }) => name)).toEqual([
      "contact.transfer",
      "contact.hangUp",
      "contact.hangUp",
    ]);
    sent[2]?.reply(ok);
    expect(await second).toEqual(ok);
  });

  it("let a place be confirmed beside a transfer", async () => {
    connected = false;
    void outbox.send("contact.transfer", transfer);
    void outbox.send("contact.confirmPlace", { contactId: "c1", ags: "07231071" });
    mend();
    expect(sent.map(({ name }) => name)).toEqual(["contact.transfer", "contact.confirmPlace"]);
  });

  it("end in time: an answer to an offer with the offer, everything else soon after", async () => {
    connected = false;
    const accepted = outbox.send("offer.accept", f2, Date.now() + 5_000);
    const place = outbox.send("contact.confirmPlace", { contactId: "c1", ags: "07231071" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await accepted).toMatchObject({ error: { code: "notConnected" } });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await place).toMatchObject({ error: { code: "notConnected" } });
    mend();
    expect(sent).toEqual([]);
  });

  it("say that it is unknown what became of them when they may have arrived", async () => {
    const reply = outbox.send("offer.accept", f2);
    await cut();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await reply).toMatchObject({ error: { code: "noReply" } });
  });

  it("are brought to the next process when the one that was asked is ending", async () => {
    const reply = outbox.send("offer.accept", f2);
    sent[0]?.reply({ ok: false, error: { code: "center_stopped", message: "wird beendet" } });
    await vi.advanceTimersByTimeAsync(600);
    expect(sent[1]?.command).toEqual(sent[0]?.command);
    sent[1]?.reply(ok);
    expect(await reply).toEqual(ok);
  });

  it("tell a refusal as it comes, once", async () => {
    const refusal: DeskReply = { ok: false, error: { code: "offer_expired", message: "zu spät" } };
    const reply = outbox.send("offer.accept", f2);
    sent[0]?.reply(refusal);
    expect(await reply).toEqual(refusal);
    mend();
    expect(sent).toHaveLength(1);
  });
});
