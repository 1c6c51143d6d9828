import { randomUUID } from "node:crypto";
import pino from "pino";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/database/database.ts";
import { openKnowledgeRooms } from "../../src/main/knowledge-rooms.ts";

/** No word that a search could take for another one. */
export const mark = (field: string) => `zqx${field.replaceAll(/[aeiou]/g, "")}7f3a`;

/**
 * Puts a mark into every internal field, where the service reads them at its start.
 * @returns ids of what was added
 */
export async function plantMarks(database: Database): Promise<string[]> {
  const { prisma } = database;
  const config = readConfig({ DATABASE_URL: "postgresql://u@h/d", DEMO: "true" });
  const log = pino({ level: "silent" });
  await openKnowledgeRooms({
    config,
    clock: systemClock,
    log,
    ownSwitch: null,
    database,
  });
  await prisma.service.updateMany({
    data: { agentHints: mark("hinweis"), source: mark("quelle") },
  });
  await prisma.answer.updateMany({ data: { source: mark("quelle") } });
  const units = { kind: "unit", unitKey: { in: ["buergerbuero", "kfz-zulassung"] } };
  await prisma.directoryEntry.updateMany({
    data: { email: mark("post"), room: mark("raum"), task: mark("aufgabe") },
  });
  await prisma.directoryEntry.updateMany({ data: { keywords: [mark("stichwort")] } });
  await prisma.directoryEntry.updateMany({
    where: { kind: "person" },
    data: { name: mark("person") },
  });
  await prisma.directoryEntry.updateMany({
    where: { ...units, extension: { not: null } },
    data: { extension: mark("durchwahl") },
  });
  await prisma.directoryEntry.updateMany({
    where: { confidential: true },
    data: { publicNumber: mark("vertraulich") },
  });
  await prisma.administration.updateMany({
    data: { closures: [{ from: "2026-12-24", to: "2026-12-24", reason: mark("ausflug") }] },
  });
  return plantWork(prisma);
}

/** Drafts, reports, proposals, tickets and notes. @returns their ids */
async function plantWork(prisma: Database["prisma"]): Promise<string[]> {
  const at = new Date();
  const [version, report, run, proposal, ticket, contact] = Array.from({ length: 6 }, randomUUID);
  const answer = { serviceSlug: "personalausweis", section: "shared" };
  await prisma.answerVersion.create({
    data: {
      id: version ?? "",
      ...answer,
      revision: 1,
      status: "draft",
      origin: "editor",
      baseRevision: 0,
      content: { ...emptyContent, spoken: mark("entwurf"), body: mark("entwurf") },
      authorName: "Erika Muster",
      contributorIds: [],
      createdAt: at,
      updatedByName: "Erika Muster",
      updatedAt: at,
    },
  });
  await prisma.answerReport.create({
    data: {
      id: report ?? "",
      serviceSlug: "personalausweis",
      query: mark("meldung"),
      kind: "wrong",
      createdAt: at,
    },
  });
  await prisma.exchangeRun.create({
    data: { id: run ?? "", fileName: "a.xml", createdAt: at, createdByName: "x", summary: [] },
  });
  await prisma.exchangeProposal.create({
    data: {
      id: proposal ?? "",
      runId: run ?? "",
      position: 1,
      kind: "answer",
      target: "personalausweis",
      section: "shared",
      title: "Personalausweis",
      conflict: false,
      fields: [
        {
          field: "fee",
          label: "Gebühren",
          local: null,
          incoming: mark("vorschlag"),
          conflict: false,
        },
      ],
      links: {},
      state: "open",
    },
  });
  await prisma.ticket.create({
    data: {
      id: ticket ?? "",
      administrationId: "vulkaneifel",
      question: mark("anfrage"),
      replyChannel: "email",
      replyTo: `${mark("anfrage")}@example.org`,
      consent: true,
      state: "open",
      createdAt: at,
      createdBy: "niemand",
      dueAt: at,
    },
  });
  await prisma.contact.create({
    data: {
      id: contact ?? "",
      lineId: "115",
      channel: "call",
      administrationId: "vulkaneifel",
      arrivedAt: at,
      answeredAt: at,
      endedAt: at,
      agentId: "somebody-else",
      note: mark("notiz"),
    },
  });
  return [version, report, run, proposal, ticket, contact].map((id) => id ?? "");
}

const emptyContent = {
  scope: "shared",
  fee: "",
  duration: "",
  deadline: "",
  appointment: "",
  documents: [],
  onlineUrl: "",
  sample: null,
  source: "",
  checkedAt: "",
  legalBasis: [],
  agentHints: "",
  reviewMonths: 12,
};
