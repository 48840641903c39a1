import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { SpecError } from "../../errors.ts";
import { readSource } from "./source.ts";

const errorOf = (text: string): string => {
  try {
    readSource(text, "f");
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.message;
  }
  return "no error";
};

test("readSource reads YAML 1.2: numbers, booleans and null, and nothing else out of plain text", () => {
  const { data } = readSource(
    "{a: 1, b: 0x10, c: 1e3, d: true, e: null, f: ~, g: yes, h: 14:00, i: 2026-11-01T00:00:00Z, j: !!str 5, 0.5: k}",
    "f",
  );
  expect({ ...(data as object) }).toEqual({
    a: 1,
    b: 16,
    c: 1000,
    d: true,
    e: null,
    f: null,
    g: "yes",
    h: "14:00",
    i: "2026-11-01T00:00:00Z",
    j: "5",
    "0.5": "k",
  });
});

test("readSource reads JSON with tabs and escapes as JSON.parse does", () => {
  const text = '{\n\t"a": ["\\u00e9\\n\\/", "\\ud83d\\ude00", -1.5e-3, true, null],\r\n\t"b": {"c": {}}\n}\n';
  expect(JSON.parse(JSON.stringify(readSource(text, "f").data))).toEqual(JSON.parse(text));
});

test("readSource reads YAML 1.2 even where a text says that it is 1.1", () => {
  const { data } = readSource("%YAML 1.1\n---\n{a: yes, b: 1:30, c: 010}", "f");
  expect({ ...(data as object) }).toEqual({ a: "yes", b: "1:30", c: 10 });
  expect(errorOf("%YAML 1.1\n---\n{<<: {b: 1}}")).toBe(
    "f:3:2: merge keys (`<<`) are not supported; write the keys out",
  );
});

test("readSource resolves aliases, the last anchor of a name before it", () => {
  const { data } = readSource("[&a 1, *a, &a {b: &c [2]}, *a, *c]", "f");
  expect(JSON.stringify(data)).toBe('[1,1,{"b":[2]},{"b":[2]},[2]]');
});

test("readSource keeps __proto__ as a key and touches no prototype", () => {
  const { data } = readSource('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}', "f");
  expect(Object.keys(data as object)).toEqual(["__proto__", "constructor"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("readSource locates keys and values, after a byte order mark and in CRLF text too", () => {
  const source = readSource("\uFEFFa:\r\n  - b: 1\r\n    c: [x, {d: 2}]\r\n", "f");
  expect(source.locate(["a", 0, "b"], "key")).toEqual({ file: "f", line: 2, column: 5 });
  expect(source.locate(["a", 0, "b"])).toEqual({ file: "f", line: 2, column: 8 });
  expect(source.locate(["a", 0, "c", 1, "d"])).toEqual({ file: "f", line: 3, column: 16 });
  expect(source.locate(["a", 0, "not there"])).toEqual({ file: "f", line: 2, column: 5 });
});

test("readSource locates what came by an alias where its anchor is", () => {
  expect(readSource("a: &x {b: 1}\nc: *x\n", "f").locate(["c", "b"])).toEqual({ file: "f", line: 1, column: 11 });
});

test("readSource takes 32 levels and no more", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  expect(errorOf(nested(32))).toBe("no error");
  expect(errorOf(nested(33))).toBe("f:1:33: nested deeper than 32 levels");
  const indented = Array.from({ length: 40 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
  expect(errorOf(indented)).toBe("f:34:34: nested deeper than 32 levels");
});

test("readSource takes 1 MiB and no more, counted in bytes", () => {
  const comment = (bytes: number) => `a: 1 #${"x".repeat(bytes - 6)}`;
  expect(errorOf(comment(1024 * 1024))).toBe("no error");
  expect(errorOf(comment(1024 * 1024 + 1))).toBe("f: larger than 1 MiB; split the data spec, or make labels by ranges");
  expect(errorOf(`a: "${"é".repeat(600_000)}"`)).toBe(
    "f: larger than 1 MiB; split the data spec, or make labels by ranges",
  );
});

test("a position is told as well once what it is read from has been collected as garbage", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const source = readSource("a: 1\nb:\n  - c: 2\n  - d: 3\n", "f");
  const places = () => [source.locate(["b", 1, "d"]), source.locate(["b", 1, "d"], "key"), source.locate(["b", 7])];
  const told = [
    { file: "f", line: 4, column: 8 },
    { file: "f", line: 4, column: 5 },
    { file: "f", line: 3, column: 3 },
  ];
  expect(places()).toEqual(told);
  await nextTurn();
  collect();
  expect(places()).toEqual(told);
});
