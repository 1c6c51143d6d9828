import type { Logger } from "pino";
import type { Socket } from "socket.io";
import { AppError } from "../errors.ts";
import type { Principal } from "../identity/permissions.ts";

/** Who opened a socket, and the headers that prove it again later. */
export interface Opened {
  principal: Principal;
  headers: Headers;
}

/**
 * Lets a socket in when its handshake carries a sign-in. A stranger learns a sentence of ours,
 * never the words of a failure inside.
 */
export function checkHandshake(parts: {
  principalOf(headers: Headers): Promise<Principal | null>;
  log: Logger;
}) {
  return (socket: Socket, next: (error?: Error) => void): void => {
    const headers = new Headers();
    for (const name of ["cookie", "origin", "host", "sec-fetch-site"] as const) {
      const value = socket.handshake.headers[name];
      if (value) headers.set(name, value);
    }
    parts.principalOf(headers).then(
      (principal) => {
        if (!principal) {
          return next(new AppError(401, "not_signed_in", "Bitte melden Sie sich an."));
        }
        socket.data = { principal, headers } satisfies Opened;
        next();
      },
      (error: unknown) => {
        parts.log.error({ error }, "a socket could not be opened");
        const sentence = "Die Anmeldung kann gerade nicht geprüft werden.";
        next(new AppError(503, "not_ready", sentence));
      },
    );
  };
}
