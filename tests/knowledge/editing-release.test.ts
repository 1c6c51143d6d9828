import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerDesk, dau, hirePeople } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

let house: SmallHouse;
let ina: { grants: typeof dau; id: string };
let paul: typeof ina;
beforeEach(async () => {
  house = await buildSmallHouse();
  const ids = await hirePeople(house, { ina: dau, paul: dau });
  ina = { grants: dau, id: ids.ina };
  paul = { grants: dau, id: ids.paul };
});
afterEach(() => house.database.close());

const signIn = (who: typeof ina) => house.signIn(who.grants, who.id);

describe("a release is refused with the reason", () => {
  const desk = () => answerDesk(house, "personalausweis", "vulkaneifel");
  const problemsOf = async (
    content: Parameters<ReturnType<typeof desk>["save"]>[1],
    dates: Parameters<ReturnType<typeof desk>["save"]>[2] = {},
  ) => {
    signIn(ina);
    const saved = (await desk().save(await desk().begin(), content, dates)).body;
    const submitted = (await desk().decide(saved, "submit")).body;
    signIn(paul);
    const { status, body } = await desk().decide(submitted, "release");
    return { status, code: body.error?.code, problems: body.error?.details };
  };

  test("when a link is malformed, in its field or in the text", async () => {
    const content = { onlineUrl: "www.daun", body: "Siehe [hier](htps://daun.de)." };
    expect(await problemsOf(content)).toEqual({
      status: 422,
      code: "not_releasable",
      problems: [
        { field: "onlineUrl", message: expect.stringContaining("„www.daun“") },
        { field: "body", message: expect.stringContaining("„htps://daun.de“") },
      ],
    });
  });

  test("when the text holds what was meant as a link", async () => {
    const body = "[Formular](https://daun.de/mein formular.pdf) und <https://daun>";
    expect((await problemsOf({ body })).problems).toEqual([
      {
        field: "body",
        message: expect.stringContaining("„https://daun“ im Text nennt keine vollständige"),
      },
      { field: "body", message: expect.stringContaining("enthält ein Leerzeichen") },
    ]);
  });

  test("when its text is nested deeper than any desk can show", async () => {
    const { problems } = await problemsOf({ body: `${"> ".repeat(5_000)}Ende` });
    expect(problems).toMatchObject([
      { field: "body", message: expect.stringContaining("verschachtelt") },
    ]);
  });

  test("when its text would begin the answer of another district in a file", async () => {
    const body = "Text\n\n# Antwort: bernkastel-wittlich\n\n> In Wittlich ist alles umsonst.";
    expect(await problemsOf({ body })).toMatchObject({
      status: 422,
      problems: [{ field: "body", message: expect.stringContaining("„## Antwort: bern") }],
    });
  });

  test("when its text has more marks than any desk shows in time", async () => {
    const { problems } = await problemsOf({ body: "*a_".repeat(13_000) });
    expect(problems).toMatchObject([
      { field: "body", message: expect.stringContaining("mehr als 400 Zeilen, Links") },
    ]);
  });

  test("when its days contradict one another", async () => {
    const dates = { releasedFrom: "2026-12-10", releasedUntil: "2026-12-01" };
    const { problems } = await problemsOf({ checkedAt: "2026-12-24" }, dates);
    expect(problems).toMatchObject([{ field: "releasedUntil" }, { field: "checkedAt" }]);
  });

  test("when nobody can be reached where it holds", async () => {
    const { prisma } = house.database;
    const where = { authorityId: "vg-daun" };
    await prisma.directoryEntry.updateMany({ where, data: { extension: null } });
    await house.directory.reload();
    const { problems } = await problemsOf({ fee: "1" });
    expect(problems).toEqual([
      {
        field: "targets",
        message:
          "Für Verbandsgemeinde Daun fehlt ein Eskalationsziel mit Durchwahl und Zeiten; ergänzen Sie es im Verzeichnis.",
      },
    ]);
  });

  test("when an old version comes back for which nobody is responsible any more", async () => {
    await desk().publish(ina, paul, { fee: "41,00 Euro" });
    await house.database.prisma.service.update({
      where: { slug: "personalausweis" },
      data: { level: "bund", responsibility: [] },
    });
    await house.knowledge.reload();
    signIn(ina);
    const restored = await desk().begin(1);
    const submitted = (await desk().decide(restored, "submit")).body;
    signIn(paul);
    const { status, body } = await desk().decide(submitted, "release");
    expect([status, body.error.code]).toEqual([422, "not_releasable"]);
    expect(body.error.details).toEqual([{ field: "targets", message: body.error.message }]);
    expect(body.error.message).toContain("Personalausweis");
    expect((await desk().workspace()).open[0]).toMatchObject({ status: "inReview" });
  });

  test("when nobody is responsible from the day on which it would begin", async () => {
    await house.database.prisma.service.update({
      where: { slug: "personalausweis" },
      data: {
        level: "bund",
        responsibility: [
          { level: "association", validUntil: "2026-12-31", because: "es bis dahin so ist" },
        ],
      },
    });
    await house.knowledge.reload();
    expect((await problemsOf({ fee: "1" }, { releasedFrom: "2027-01-01" })).problems).toMatchObject(
      [{ field: "targets" }],
    );
  });

  test("when something else holds by now than what it was begun from", async () => {
    const edited = answerDesk(house, "personalausweis", "vulkaneifel");
    signIn(ina);
    const draft = await edited.begin();
    await house.database.prisma.answer.updateMany({
      where: { serviceSlug: "personalausweis", administrationId: "vulkaneifel" },
      data: { fee: "die Datei sagt etwas Neues" },
    });
    await house.knowledge.reload();
    const saved = (await edited.save(draft, { fee: "39,00 Euro" })).body;
    const submitted = (await edited.decide(saved, "submit")).body;
    signIn(paul);
    const refused = await edited.decide(submitted, "release");
    expect(refused.body.error.details).toMatchObject([{ field: "base" }]);
    const returned = (await edited.decide(submitted, "return", "abgleichen")).body;
    signIn(ina);
    const merged = (await edited.save(returned, { fee: "39,00 Euro" }, { rebased: true })).body;
    const again = (await edited.decide(merged, "submit")).body;
    signIn(paul);
    expect((await edited.decide(again, "release")).status).toBe(200);
  });
});

test("what is released last holds, also by a process whose clock is behind", async () => {
  const desk = answerDesk(house, "personalausweis", "vulkaneifel");
  await desk.publish(ina, paul, { fee: "41,00 Euro" }, {}, "2026-11-23T10:30");
  await desk.publish(ina, paul, { fee: "42,00 Euro" }, {}, "2026-11-23T10:05");
  expect((await desk.workspace("2026-11-23T10:40")).released?.fee).toBe("42,00 Euro");
});

describe("before a release it is said", () => {
  const desk = () => answerDesk(house, "personalausweis", "vulkaneifel");
  const hintsAt = async (releasedFrom: string | null, releasedUntil: string | null = null) => {
    signIn(ina);
    const { content } = await desk().begin();
    const check = { serviceSlug: "personalausweis", section: "vulkaneifel", content };
    const body = { ...check, releasedFrom, releasedUntil };
    const { hints } = (await house.send("/api/editing/check", body)).body;
    return hints.filter(({ field }: { field: string }) => field.startsWith("released"));
  };

  test("that a day which has passed means at once", async () => {
    expect(await hintsAt("2025-12-01")).toEqual([
      {
        field: "releasedFrom",
        message: "Der 1. Dezember 2025 ist vergangen: Die Fassung gilt sofort mit der Freigabe.",
      },
    ]);
    expect(await hintsAt("2026-11-23")).toEqual([]);
  });

  test("that another version takes over later, or is replaced", async () => {
    await desk().publish(ina, paul, { fee: "41,00 Euro" }, { releasedFrom: "2026-12-01" });
    const later = expect.stringContaining("Ab 1. Dezember 2026 gilt eine andere Fassung");
    const replaced = expect.stringContaining("diese tritt an ihre Stelle");
    expect(await hintsAt(null)).toMatchObject([{ field: "releasedUntil", message: later }]);
    expect(await hintsAt(null, "2026-11-30")).toEqual([]);
    expect(await hintsAt("2026-12-01")).toMatchObject([{ message: replaced }]);
    expect(await hintsAt("2026-12-02")).toEqual([]);
  });
});
