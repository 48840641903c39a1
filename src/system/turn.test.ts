import { readFile } from "node:fs";
import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { nextTurn } from "./turn.ts";

test("nextTurn hears what came while the code before it ran, wherever in a turn it is called", async () => {
  const { port1, port2 } = new MessageChannel();
  let heard = "";
  port1.on("message", (word: string) => {
    heard = word;
  });
  // After a read, the rest of this turn has no look at what waits.
  await new Promise((done) => readFile(import.meta.filename, done));
  port2.postMessage("stop");
  await nextTurn();
  expect(heard).toBe("stop");
  port1.close();
});

test("nextTurn throws the reason of a signal that is aborted meanwhile", async () => {
  const controller = new AbortController();
  setImmediate(() => controller.abort(new Error("enough")));
  await expect(nextTurn(controller.signal)).rejects.toThrow("enough");
});
