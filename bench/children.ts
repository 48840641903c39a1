import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Received } from "./receiver.ts";

/** Runs this program again with other arguments, in a process of its own; resolves with the JSON of its last line. */
export async function runChild<T>(...args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [process.argv[1]!, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  let last = "";
  for await (const line of createInterface({ input: child.stdout! })) last = line;
  await ended;
  if (child.exitCode !== 0) throw new Error(`${args[0]} ended with ${child.exitCode ?? child.signalCode}`);
  return JSON.parse(last) as T;
}

/** A receiver in a process of its own, so that its work and memory are not taken for ours. */
export async function startReceiverProcess(...args: readonly string[]): Promise<{
  url: string;
  received: () => Promise<Received>;
  stop: () => Promise<void>;
}> {
  const child: ChildProcess = spawn(process.execPath, [process.argv[1]!, "receive", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [line] = (await once(createInterface({ input: child.stdout! }), "line")) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    received: async () => (await (await fetch(`${url}/received`)).json()) as Received,
    async stop() {
      child.stdin!.end();
      await ended;
    },
  };
}
