import { Agent, request } from "node:http";
import { connect } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Clock } from "../../src/clock.ts";
import { StartError } from "../../src/errors.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { appWith } from "./sample-app.ts";

const anyPort = { host: "127.0.0.1", port: 0, publicUrl: null };

test("it says where it listens, and answers there", async () => {
  const server = createHttpServer(anyPort, systemClock, () => new Response("hier"));
  const url = await server.start();
  expect(await (await fetch(url)).text()).toBe("hier");
  await server.stop();
  await expect(fetch(url)).rejects.toThrow();
});

test("an occupied port ends the start with one German sentence", async () => {
  const first = createHttpServer(anyPort, systemClock, () => new Response());
  const port = Number(new URL(await first.start()).port);
  const second = createHttpServer({ ...anyPort, port }, systemClock, () => new Response());
  const failure = await second.start().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartError);
  expect((failure as Error).message).toContain(`Der Port ${port} ist schon belegt`);
  await first.stop();
});

test("an address of another machine ends the start with one German sentence", async () => {
  const server = createHttpServer(
    { ...anyPort, host: "192.0.2.1" },
    systemClock,
    () => new Response(),
  );
  await expect(server.start()).rejects.toThrow("Die Adresse 192.0.2.1 gibt es auf diesem Rechner");
});

test("a running request may end before the server stops", async () => {
  let answer: (response: Response) => void = () => {};
  const answers = () => new Promise<Response>((resolve) => (answer = resolve));
  const never: Clock = { now: () => 0, after: () => () => {} };
  const server = createHttpServer(anyPort, never, answers);
  const url = await server.start();
  const arrived = once(server.node, "request");
  const reply = fetch(url).then((response) => response.text());
  await arrived;
  const stopped = server.stop();
  answer(new Response("noch fertig"));
  expect(await reply).toBe("noch fertig");
  await stopped;
});

test("a connection on which nothing is asked does not hold up the stop", async () => {
  const never: Clock = { now: () => 0, after: () => () => {} };
  const server = createHttpServer(anyPort, never, () => new Response());
  const { hostname, port } = new URL(await server.start());
  const accepted = once(server.node, "connection");
  const silent = connect(Number(port), hostname);
  await accepted;
  await server.stop();
  silent.destroy();
});

test("a request without end is cut off when the time is over", async () => {
  let timeIsOver: () => void = () => {};
  const clock: Clock = {
    now: () => 0,
    after(milliseconds, run) {
      expect(milliseconds).toBe(2000);
      timeIsOver = run;
      return () => {};
    },
  };
  const server = createHttpServer(anyPort, clock, () => new Promise<Response>(() => {}));
  const { hostname, port } = new URL(await server.start());
  const arrived = once(server.node, "request");
  const hanging = request({ hostname, port }).end();
  const cutOff = once(hanging, "error");
  await arrived;
  const stopped = server.stop();
  timeIsOver();
  await Promise.all([stopped, cutOff]);
});

test.each([70_000, 500_000, 5_000_000])(
  "a body of %i bytes is refused, and the next request of the same client is answered",
  async (bytes) => {
    const server = createHttpServer(anyPort, systemClock, appWith().fetch);
    const { hostname, port, origin } = new URL(await server.start());
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, path: string, body: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { origin, cookie: "editor", "content-type": "application/json" };
        const asked = request({ agent, hostname, port, method, path, headers }, (reply) => {
          reply.resume().once("end", () => resolve(reply.statusCode));
        });
        asked.on("error", reject).end(body);
      });
    const tooLarge = JSON.stringify({ name: "a".repeat(bytes) });
    expect(await ask("POST", "/api/sample", tooLarge)).toBe(413);
    for (let again = 0; again < 3; again += 1) expect(await ask("GET", "/healthz", "")).toBe(200);
    agent.destroy();
    await server.stop();
  },
);
