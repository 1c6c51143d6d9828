import { proxyList } from "../../src/config.ts";
import { defaultLimits } from "../../src/http/limits.ts";
import { hsdsRoutes } from "../../src/knowledge/public/hsds-api.ts";
import { appWith, base } from "../http/sample-app.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

/** The small house, read as a reader of HSDS reads it. */
export interface HsdsReader {
  house: SmallHouse;
  /** Sets the clock: the house's stands at the time of its last question. */
  at(clockTime: string): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<HsdsReply>;
  /** Starts the routes anew, as another process would. */
  restart(publicUrl?: string): void;
}

interface HsdsReply {
  response: Response;
  status: number;
  text: string;
  /** Null for what is no JSON. */
  body: any;
}

export async function openHsdsReader(clockTime: string): Promise<HsdsReader> {
  const house = await buildSmallHouse();
  const open = (publicUrl: string | null) =>
    appWith({
      config: { host: "127.0.0.1", publicUrl, trustedProxies: proxyList([]) },
      limits: { ...defaultLimits, publicPerMinute: 10_000 },
      rooms: [hsdsRoutes(house.editing, house.editing.clock, publicUrl)],
    });
  let app = open(null);
  const at = async (time: string) => void (await house.read("/api/administrations", time));
  await at(clockTime);
  return {
    house,
    at,
    async get(path, headers = {}) {
      const response = await app.request(base + path, { headers });
      const text = await response.text();
      const json = response.headers.get("content-type")?.startsWith("application/json") ?? false;
      return { response, status: response.status, text, body: json ? JSON.parse(text) : null };
    },
    restart(publicUrl) {
      app = open(publicUrl ?? null);
    },
  };
}
