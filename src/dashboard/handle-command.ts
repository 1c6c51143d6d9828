import type { Logger } from "pino";
import type { LiveCenter } from "../center/live-center.ts";
import { AppError } from "../errors.ts";
import { deskCommandPermissions, may, type Principal } from "../identity/permissions.ts";
import { toCommand, type CommandSources } from "./commands.ts";
import type { DeskCommandName, DeskReply } from "./schema.ts";

interface Sender {
  principal: Principal;
  /** @throws AppError when the window sends too much */
  spend(): Promise<void>;
}

interface Parts {
  center: LiveCenter;
  commands: CommandSources;
  log: Logger;
}

/** Has decided what a desk sent. Never throws: the reply tells a refusal with code and sentence. */
export async function handleCommand(
  name: DeskCommandName,
  input: unknown,
  { principal, spend }: Sender,
  { center, commands, log }: Parts,
): Promise<DeskReply> {
  try {
    await spend();
    if (!may(principal, deskCommandPermissions[name])) {
      throw new AppError(403, "forbidden", "Dafür fehlt Ihnen die Berechtigung.");
    }
    const { command, commandId } = await toCommand(name, input, principal, commands);
    const outcome = await center.submit(command, commandId);
    return outcome.ok ? { ok: true } : { ok: false, error: outcome.rejection };
  } catch (error) {
    if (error instanceof AppError) {
      return { ok: false, error: { code: error.code, message: error.message } };
    }
    log.error({ error, name }, "a desk's command failed");
    const message = "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.";
    return { ok: false, error: { code: "internal", message } };
  }
}
