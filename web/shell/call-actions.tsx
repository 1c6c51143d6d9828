import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { DeskCommand, DeskCommandName, DeskReply } from "../../src/dashboard/schema.ts";
import { useAnnouncer } from "./announcer.tsx";
import { useDesk, useSession } from "./session.tsx";

/** Beside which part of the desk a refusal is shown. */
export type Near = "call" | "presence" | "place" | "finish" | "transfer";

interface CallActions {
  /** The last refusal, with its German sentence from the server. */
  problem: { near: Near; message: string } | null;
  clearProblem: () => void;
  pending: boolean;
  run: <Name extends DeskCommandName>(
    near: Near,
    name: Name,
    command: DeskCommand<Name>,
  ) => Promise<DeskReply>;
  /** The one obvious next step, on F2: answer, or return to work. */
  proceed: () => void;
  hangUp: () => void;
  takeBack: () => void;
}

const CallActionsContext = createContext<CallActions | null>(null);

export function useCallActions(): CallActions {
  const actions = useContext(CallActionsContext);
  if (!actions) throw new Error("There are no call actions here.");
  return actions;
}

export function CallActionsProvider({ children }: { children: ReactNode }) {
  const { connection, ring } = useSession();
  const { whisper } = useAnnouncer();
  const desk = useDesk().snapshot?.desk ?? null;
  const [problem, setProblem] = useState<CallActions["problem"]>(null);
  const [running, setRunning] = useState(0);

  const run = useCallback<CallActions["run"]>(
    async (near, name, command) => {
      setRunning((count) => count + 1);
      setProblem(null);
      const reply = await connection.send(name, command);
      setRunning((count) => count - 1);
      if (!reply.ok) {
        setProblem({ near, message: reply.error.message });
        whisper(reply.error.message);
      }
      return reply;
    },
    [connection, whisper],
  );

  const actions = useMemo<CallActions>(() => {
    const contactId = desk?.contact?.id;
    return {
      problem,
      clearProblem: () => setProblem(null),
      pending: running > 0,
      run,
      proceed: () => {
        void ring.unlock();
        if (desk?.offer) void run("call", "offer.accept", { offerId: desk.offer.id });
        else if (desk && ["offline", "break", "notResponding"].includes(desk.state)) {
          void run("presence", "presence.choose", { presence: "ready", reason: null });
        }
      },
      hangUp: () => {
        if (contactId && desk.state === "talking") {
          void run("call", "contact.hangUp", { contactId });
        }
      },
      takeBack: () => {
        if (contactId && desk.contact?.transfer)
          void run("call", "contact.takeBack", { contactId });
      },
    };
  }, [desk, problem, ring, run, running]);
  return <CallActionsContext value={actions}>{children}</CallActionsContext>;
}
