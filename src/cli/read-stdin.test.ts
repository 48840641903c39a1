import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readStdin } from "./read-stdin.ts";

const { signal } = new AbortController();
const stdin = (chunks: Iterable<Buffer | string> | AsyncIterable<Buffer>, isTTY = false) =>
  Object.assign(Readable.from(chunks), { isTTY }) as unknown as NodeJS.ReadStream;

test("readStdin reads to the end, characters that are split between chunks included", async () => {
  const [first, second] = [Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1)];
  expect(await readStdin(stdin([first, second, Buffer.from("x")]), signal)).toBe("éx");
  expect(await readStdin(stdin([]), signal)).toBe("");
});

test("readStdin does not wait for a terminal", async () => {
  await expect(readStdin(stdin([], true), signal)).rejects.toThrow("standard input is a terminal; pipe dashboards in");
});

test("readStdin stops at 64 MiB", async () => {
  async function* endless() {
    for (;;) yield Buffer.alloc(1024 * 1024);
  }
  await expect(readStdin(stdin(endless()), signal)).rejects.toThrow("more than 64 MiB on standard input");
});

test("readStdin stops when the run is interrupted", async () => {
  const controller = new AbortController();
  const reading = readStdin(new Readable({ read() {} }) as unknown as NodeJS.ReadStream, controller.signal);
  controller.abort(new Error("stop"));
  await expect(reading).rejects.toThrow("stop");
});
