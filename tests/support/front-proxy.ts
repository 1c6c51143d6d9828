import { once } from "node:events";
import net from "node:net";

/** What stands before the processes of the service: each connection goes to the first that lives. */
export interface FrontProxy extends AsyncDisposable {
  /** As browsers open it. */
  address: string;
  /** The processes behind it, in the order in which they are tried. */
  serve(addresses: readonly string[]): void;
}

export async function frontProxy(): Promise<FrontProxy> {
  let behind: readonly string[] = [];
  const sockets = new Set<net.Socket>();
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };
  const connect = async (): Promise<net.Socket | null> => {
    for (const address of behind) {
      const { hostname, port } = new URL(address);
      const upstream = keep(net.connect(Number(port), hostname));
      if (await once(upstream, "connect").catch(() => null)) return upstream;
    }
    return null;
  };
  const server = net.createServer((client) => {
    keep(client).pause();
    void connect().then((upstream) => {
      if (!upstream) return client.destroy();
      client.on("close", () => upstream.destroy());
      upstream.on("close", () => client.destroy());
      client.pipe(upstream).pipe(client);
      return client;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    serve: (addresses) => void (behind = addresses),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
