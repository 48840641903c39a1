import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { freePort } from "./process.ts";

/** A program that is written with prom-client, as an application under review. */
export interface ShopProgram {
  /** `127.0.0.1:1234` */
  readonly address: string;
  /** Ends it as a crash does. */
  kill(): void;
  /** Starts it again, at its first values. */
  restart(): Promise<void>;
}

const script = `
const http = require("node:http");
const client = require("prom-client");
const orders = new client.Counter({ name: "shop_orders_total", help: "Orders.", labelNames: ["status"] });
orders.inc({ status: "paid" }, 100);
new client.Gauge({ name: "shop_queue_length", help: "Jobs." }).set(42);
const seconds = new client.Histogram({ name: "shop_reply_seconds", help: "Time.", buckets: [0.1, 2.5] });
setInterval(() => { orders.inc({ status: "paid" }); seconds.observe(0.3); }, 100);
http.createServer(async (request, response) => {
  if (process.argv[2] !== "" && request.headers.authorization !== "Bearer " + process.argv[2]) {
    response.statusCode = 401;
    return response.end();
  }
  response.setHeader("Content-Type", client.register.contentType);
  response.end(await client.register.metrics());
}).listen(Number(process.argv[1]), "127.0.0.1", () => console.log("ready"));
`;

/** Starts the program: 100 orders and ten more a second, 42 jobs. */
export async function startShopProgram({ token = "" }: { readonly token?: string } = {}): Promise<ShopProgram> {
  const port = await freePort();
  const cwd = resolve(import.meta.dirname, "../..");
  let child: ChildProcess | undefined;
  const restart = async () => {
    child = spawn(process.execPath, ["-e", script, `${port}`, token], { cwd, stdio: ["ignore", "pipe", "inherit"] });
    await new Promise<void>((done) => child!.stdout!.once("data", () => done()));
  };
  await restart();
  return { address: `127.0.0.1:${port}`, restart, kill: () => child?.kill("SIGKILL") };
}
