import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { StartError } from "../errors.ts";

const stopSecondsMax = 2;

/** As long as the slowest route may take, an upload over a slow line; each has its own limit. */
const receiveSecondsMax = 300;

export interface HttpServer {
  /** For Socket.IO, which shares it; attach before `start`. */
  node: Server;
  /**
   * Opens the port.
   * @returns the address people open, like "http://127.0.0.1:8115"
   * @throws StartError when the port or the address cannot be had
   */
  start(): Promise<string>;
  /** Lets running requests end, for two seconds at most. */
  stop(): Promise<void>;
}

type Fetch = Parameters<typeof getRequestListener>[0];

export function createHttpServer(
  config: Pick<Config, "host" | "port" | "publicUrl">,
  clock: Clock,
  fetch: Fetch,
): HttpServer {
  const node = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: receiveSecondsMax * 1000,
      keepAliveTimeout: 65_000,
    },
    getRequestListener(fetch),
  );
  const connections = trackConnections(node);
  return {
    node,
    async start() {
      await listen(node, config);
      const { port } = node.address() as AddressInfo;
      return config.publicUrl ?? `http://${forUrl(config.host)}:${port}`;
    },
    stop: () =>
      new Promise((resolve) => {
        const cancel = clock.after(stopSecondsMax * 1000, connections.closeAll);
        node.close(() => {
          cancel();
          resolve();
        });
        connections.closeAsTheyFinish();
      }),
  };
}

/** Node itself waits for kept-alive connections, and for those on which nothing was ever asked. */
function trackConnections(node: Server) {
  const open = new Set<Socket>();
  const answering = new Set<Socket>();
  let closing = false;
  node.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  node.on("request", ({ socket }, response) => {
    answering.add(socket);
    response.once("close", () => {
      answering.delete(socket);
      if (closing) socket.destroySoon();
    });
  });
  return {
    closeAsTheyFinish() {
      closing = true;
      for (const socket of open) if (!answering.has(socket)) socket.destroy();
    },
    closeAll() {
      for (const socket of open) socket.destroy();
    },
  };
}

function listen(node: Server, { host, port }: Pick<Config, "host" | "port">): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(explain(error, host, port));
    node.once("error", fail);
    node.listen(port, host, () => {
      node.off("error", fail);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new StartError(
        `Der Port ${port} ist schon belegt; beenden Sie das andere Programm ` +
          "oder wählen Sie mit PORT einen anderen.",
      );
    case "EACCES":
      return new StartError(
        `Für den Port ${port} fehlt die Berechtigung; wählen Sie mit PORT einen ab 1024.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartError(
        `Die Adresse ${host} gibt es auf diesem Rechner nicht; berichtigen Sie HOST.`,
      );
    default:
      return error;
  }
}

function forUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
