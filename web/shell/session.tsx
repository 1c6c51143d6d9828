import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { ReactNode } from "react";
import type { AdministrationView } from "../../src/directory/schema.ts";
import type { ContactRecord, StoredRecord } from "../../src/contacts/schema.ts";
import type { Me } from "../../src/identity/schema.ts";
import { createConnection } from "../core/connection.ts";
import type { Connection } from "../core/connection.ts";
import type { DeskState } from "../core/desk-state.ts";
import { endpoints } from "../core/endpoints.ts";
import { RecordStore } from "../core/record-store.ts";
import type { RecordState, SaveReply } from "../core/record-store.ts";
import { RequestError } from "../core/http.ts";
import { createRing } from "../core/ring.ts";
import type { Ring } from "../core/ring.ts";
import { texts } from "../texts.ts";
import { useAnnouncer } from "./announcer.tsx";

/** What lives as long as somebody is signed in, on every page. */
interface Session {
  me: Me;
  connection: Connection;
  record: RecordStore;
  ring: Ring;
  administrations: readonly AdministrationView[];
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("There is no session here.");
  return session;
}

export function useDesk(): DeskState {
  const { connection } = useSession();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

export function useRecord(): RecordState {
  const { record } = useSession();
  return useSyncExternalStore(record.subscribe, record.state);
}

export function may(me: Me, permission: string): boolean {
  return me.permissions.includes(permission);
}

/** Code, name and colour of an administration, for its tag. */
export function useAdministration(id: string | null) {
  const { administrations } = useSession();
  const tint = administrations.findIndex((administration) => administration.id === id);
  const administration = administrations[tint];
  return administration ? { ...administration, tint } : null;
}

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const queries = useQueryClient();
  const { tell } = useAnnouncer();
  const [parts] = useState(() => ({
    connection: createConnection(() => void queries.invalidateQueries({ queryKey: ["me"] })),
    record: new RecordStore({
      save: saveRecord,
      storage: sessionStorage,
      onOthers: (noteJoined) => tell(texts.record.writtenElsewhere(noteJoined)),
    }),
    ring: createRing(),
  }));
  const administrations = useQuery({
    queryKey: ["administrations"],
    queryFn: endpoints.administrations,
    staleTime: 600_000,
  }).data?.administrations;

  useEffect(() => {
    parts.connection.start();
    return () => {
      parts.connection.stop();
      parts.ring.stop();
    };
  }, [parts]);

  useEffect(() => {
    const leave = () => void parts.record.flush();
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [parts]);

  const session = useMemo(
    () => ({
      me,
      ...parts,
      administrations: [...(administrations ?? [])].toSorted((a, b) => a.position - b.position),
    }),
    [me, parts, administrations],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

async function saveRecord(
  contactId: string,
  record: ContactRecord,
  basedOn: number,
): Promise<SaveReply> {
  try {
    return await endpoints.saveRecord(contactId, record, basedOn);
  } catch (error) {
    const changed = error instanceof RequestError && error.code === "record_changed";
    if (changed) return { changed: error.details as StoredRecord };
    throw error;
  }
}
