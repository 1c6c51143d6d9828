import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { DeskCommand, DeskCommandName, DeskReply } from "../../src/dashboard/schema.ts";
import { useAnnouncer } from "./announcer.tsx";
import { useDesk, useSession } from "./session.tsx";
import { texts } from "../texts.ts";

/** Beside which part of the desk a refusal is shown. */
export type Near =
  | "call"
  | "presence"
  | "place"
  | "finish"
  | "transfer"
  | "waiting"
  | "callback"
  | "callbacks";

interface Refusal {
  near: Near;
  message: string;
  code: string;
}

interface CallActions {
  /** The last refusal, with its German sentence from the server. */
  problem: Refusal | null;
  clearProblem: () => void;
  pending: boolean;
  /** Where a command has been on its way for so long that the person should be told. */
  sending: readonly Near[];
  run: <Name extends DeskCommandName>(
    near: Near,
    name: Name,
    command: DeskCommand<Name>,
  ) => Promise<DeskReply>;
  /** The one obvious next step, on F2: answer, or return to work. */
  proceed: () => void;
  /** Hangs up; declines a call that only rings. */
  hangUp: () => void;
  /**
   * R9: the caller goes on the list of the line; what is written down goes before him. Once he is
   * there, the same key fetches him back.
   */
  park: () => void;
  takeBack: () => void;
}

const slowMilliseconds = 700;

const CallActionsContext = createContext<CallActions | null>(null);

export function useCallActions(): CallActions {
  const actions = useContext(CallActionsContext);
  if (!actions) throw new Error("There are no call actions here.");
  return actions;
}

export function CallActionsProvider({ children }: { children: ReactNode }) {
  const { connection, ring } = useSession();
  const { whisper } = useAnnouncer();
  const { snapshot } = useDesk();
  const desk = snapshot?.desk ?? null;
  const [problem, setProblem] = useState<Refusal | null>(null);
  const [running, setRunning] = useState(0);
  const [sending, setSending] = useState<readonly Near[]>([]);

  const run = useCallback<CallActions["run"]>(
    async (near, name, command) => {
      setRunning((count) => count + 1);
      setProblem(null);
      const slow = setTimeout(() => {
        setSending((before) => [...before, near]);
        whisper(texts.errors.sending);
      }, slowMilliseconds);
      const reply = await connection.send(name, command);
      clearTimeout(slow);
      setSending((before) => before.toSpliced(before.indexOf(near), before.includes(near) ? 1 : 0));
      setRunning((count) => count - 1);
      if (!reply.ok && reply.error.code !== "superseded") {
        setProblem({ near, message: reply.error.message, code: reply.error.code });
        whisper(reply.error.message);
      }
      return reply;
    },
    [connection, whisper],
  );

  const park = usePark(run);
  const actions = useMemo<CallActions>(() => {
    const contactId = desk?.contact?.id;
    return {
      problem,
      clearProblem: () => setProblem(null),
      pending: running > 0,
      sending,
      run,
      proceed: () => {
        void ring.unlock();
        if (desk?.offer) void run("call", "offer.accept", { offerId: desk.offer.id });
        else if (desk && ["offline", "break", "notResponding"].includes(desk.state)) {
          void run("presence", "presence.choose", { presence: "ready", reason: null });
        }
      },
      hangUp: () => {
        if (desk?.offer) return void run("call", "offer.decline", { offerId: desk.offer.id });
        const dials = desk?.contact?.state === "dialling";
        if (contactId && (dials || desk.state === "talking")) {
          void run("call", "contact.hangUp", { contactId });
        }
      },
      park,
      takeBack: () => {
        if (contactId && desk.contact?.transfer)
          void run("call", "contact.takeBack", { contactId });
      },
    };
  }, [desk, park, problem, ring, run, running, sending]);
  return <CallActionsContext value={actions}>{children}</CallActionsContext>;
}

/** On the list of the line, with all that is written down; and back from it. */
function usePark(run: CallActions["run"]): CallActions["park"] {
  const { record } = useSession();
  const { tell, whisper } = useAnnouncer();
  const desk = useDesk().snapshot?.desk ?? null;
  return useCallback(() => {
    const contactId = desk?.contact?.id;
    if (!contactId) return whisper(texts.waiting.parkNotNow);
    if (desk.state === "wrapUp" && desk.contact?.state === "parked") {
      return void run("call", "contact.retrieve", { contactId });
    }
    if (desk.state !== "talking") return whisper(texts.waiting.parkNotNow);
    const send = async () => {
      // Whoever fetches the caller reads what has been said so far.
      await record.flush();
      const reply = await run("call", "contact.park", { contactId });
      if (reply.ok) tell(texts.waiting.parked);
    };
    void send();
  }, [desk, record, run, tell, whisper]);
}
