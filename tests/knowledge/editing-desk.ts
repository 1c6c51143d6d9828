import type { AnswerContent, AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import type { Grant } from "../../src/identity/permissions.ts";
import { insertUser } from "../../src/identity/store.ts";
import type { Reply, SmallHouse } from "./small-house.ts";

export const dau: Grant[] = [{ role: "editor", administrationId: "vulkaneifel" }];
export const wil: Grant[] = [{ role: "editor", administrationId: "bernkastel-wittlich" }];
export const everywhere: Grant[] = [{ role: "editor", administrationId: null }];
export const agent: Grant[] = [{ role: "agent", administrationId: null }];

/** People who may be asked for as writers of a version. @returns their ids by name */
export async function hirePeople<Name extends string>(
  { database }: SmallHouse,
  people: Record<Name, Grant[]>,
): Promise<Record<Name, string>> {
  const ids: Partial<Record<Name, string>> = {};
  for (const name of Object.keys(people) as Name[]) {
    ids[name] = await insertUser(database.prisma, {
      username: name,
      name,
      email: `${name}@example.org`,
      passwordHash: "none",
      grants: people[name],
    });
  }
  return ids as Record<Name, string>;
}

/** The editors' workspace of one answer, used by whoever is signed in. */
export function answerDesk(house: SmallHouse, slug: string, section: string) {
  const path = `/api/editing/answers/${slug}/${section}`;
  const expectOk = ({ status, body }: Reply) => {
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };
  /** Of the words that the person who is signed in sees now. */
  const digestAt = async (at?: string): Promise<string> =>
    expectOk(await house.read(path, at)).releasedDigest ?? "none";
  return {
    path,
    workspace: async (at?: string): Promise<AnswerWorkspace> =>
      expectOk(await house.read(path, at)),
    versions: async () => expectOk(await house.read(`${path}/versions`)).versions,
    begin: async (fromRevision: number | null = null, at?: string) =>
      expectOk(await house.send(`${path}/drafts`, { fromRevision }, at)),
    save: (
      draft: { id: string; edit: number; content: AnswerContent },
      content: Partial<AnswerContent>,
      dates: { releasedFrom?: string | null; releasedUntil?: string | null; rebased?: true } = {},
      at?: string,
    ) =>
      house.send(
        `/api/editing/versions/${draft.id}`,
        {
          edit: draft.edit,
          content: { ...draft.content, ...content },
          releasedFrom: null,
          releasedUntil: null,
          ...dates,
        },
        at,
        "PUT",
      ),
    decide: (
      version: { id: string; edit: number },
      what: "submit" | "return" | "release" | "discard",
      comment = "",
      at?: string,
    ) =>
      house.send(
        `/api/editing/versions/${version.id}/${what}`,
        { edit: version.edit, comment },
        at,
      ),
    confirm: async (at?: string, seen?: string | null) =>
      house.send(`${path}/confirm`, { seen: seen ?? (await digestAt(at)) }, at),
    withdraw: async (comment: string, at?: string, seen?: string | null) =>
      house.send(`${path}/withdraw`, { comment, seen: seen ?? (await digestAt(at)) }, at),
    /** Draft by one, released by another. @returns the released version */
    async publish(
      writer: { grants: Grant[]; id: string },
      reviewer: { grants: Grant[]; id: string },
      content: Partial<AnswerContent>,
      dates: { releasedFrom?: string | null; releasedUntil?: string | null } = {},
      at?: string,
    ) {
      house.signIn(writer.grants, writer.id);
      const draft = await this.begin(null, at);
      const saved = expectOk(await this.save(draft, content, dates, at));
      const submitted = expectOk(await this.decide(saved, "submit", "", at));
      house.signIn(reviewer.grants, reviewer.id);
      return expectOk(await this.decide(submitted, "release", "", at));
    },
  };
}
