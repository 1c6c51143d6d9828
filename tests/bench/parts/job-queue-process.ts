import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { PgBoss } from "pg-boss";
import { Server, type Socket } from "socket.io";

// As fast as pg-boss can be: woken by NOTIFY instead of polling, several workers at once, no
// supervision meanwhile.
const queue = "offers";
const boss = new PgBoss({
  connectionString: process.env.DATABASE_URL ?? "",
  useListenNotify: true,
  supervise: false,
  schedule: false,
});
boss.on("error", (error) => console.error(error));
await boss.start();
await boss.createQueue(queue, { notify: true });

const http = createServer();
const io = new Server(http);
const desks = new Map<string, Socket>();
io.on("connection", (socket) => {
  desks.set(socket.id, socket);
  socket.on("free", ({ number }: { number: number }) => {
    void boss.send(queue, { desk: socket.id, number });
  });
});
const options = {
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 0.5,
  batchSize: 10,
  localConcurrency: 4,
};
await boss.work<{ desk: string; number: number }>(queue, options, async (jobs) => {
  for (const { data } of jobs) desks.get(data.desk)?.emit("offer", data);
});
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
process.on("message", () => process.exit(0));
process.on("disconnect", () => process.exit(1));
process.send?.({ port: (http.address() as AddressInfo).port });
