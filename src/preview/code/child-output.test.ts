import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { collectOutput } from "./child-output.ts";

async function collect(chunks: readonly string[], keep?: "beginning" | "end") {
  const stream = Readable.from(chunks.map((text) => Buffer.from(text)));
  const output = collectOutput(stream, { maxBytes: 4, ...(keep === undefined ? {} : { keep }) });
  await new Promise((done) => stream.once("close", done));
  return [output.text(), output.overflowed];
}

test("collectOutput keeps the beginning, or the end, of what is too much", async () => {
  expect(await collect(["ab", "cd"])).toEqual(["abcd", false]);
  expect(await collect(["abc", "de", "f"])).toEqual(["abc", true]);
  expect(await collect(["abc", "de", "f"], "end")).toEqual(["cdef", true]);
  expect(await collect(["a", "0123456789", "xy"], "end")).toEqual(["89xy", true]);
});
