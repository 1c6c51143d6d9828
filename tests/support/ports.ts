import dgram from "node:dgram";
import net from "node:net";

/** A TCP port that is free on this machine now. */
export function freeTcpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Ports of SIP parties, their sound, and the switch's own lie apart, so that nobody takes another's. */
const udpPorts = { sip: 11_000, sound: 15_000, switch: 20_000 };

/** An even UDP port for the use, free on the address together with the `count - 1` after it. */
export async function freeUdpPort(
  use: keyof typeof udpPorts,
  address: string,
  count = 1,
): Promise<number> {
  for (;;) {
    const port = udpPorts[use] + 2 * Math.floor(Math.random() * 1_800);
    const ports = Array.from({ length: count }, (_, offset) => port + offset);
    const free = await Promise.all(ports.map((each) => canBind(address, each)));
    if (free.every(Boolean)) return port;
  }
}

/** Whether nobody listens there. */
export function canBind(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket("udp4");
    socket.on("error", () => resolve(false));
    socket.bind(port, address, () => socket.close(() => resolve(true)));
  });
}
