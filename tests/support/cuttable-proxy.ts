import net from "node:net";

/** A line to a server that can be cut and mended, with everything that runs over it. */
export interface CuttableProxy extends AsyncDisposable {
  port: number;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** @param to leads somewhere else from now on */
  mend(to?: { port: number }): void;
}

export async function cuttableProxy(first: { host: string; port: number }): Promise<CuttableProxy> {
  let target = first;
  const sockets = new Set<net.Socket>();
  let whole = true;
  const server = net.createServer((client) => {
    if (!whole) {
      client.destroy();
      return;
    }
    const upstream = net.connect(target.port, target.host);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    cut,
    mend: (to) => {
      target = { ...target, ...to };
      whole = true;
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
