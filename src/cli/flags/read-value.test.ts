import { expect, test } from "vitest";
import { parseBoolean, readValue } from "./read-value.ts";

const flag = { name: "--max-series", kind: "flag" } as const;
const variable = { name: "DASHPREVIEW_MAX_SERIES", kind: "variable" } as const;

test("parseBoolean takes 1, true, yes and on and their opposites in any case, and nothing else", () => {
  expect(["1", "true", "TRUE", "Yes", "oN", " on "].map(parseBoolean)).toEqual(Array(6).fill(true));
  expect(["0", "false", "FALSE", "No", "oFF"].map(parseBoolean)).toEqual(Array(5).fill(false));
  expect(["", "2", "y", "n", "maybe", "truee", "undefined"].map(parseBoolean)).toEqual(Array(7).fill(undefined));
});

test.for([
  [{ type: "boolean", default: false }, "maybe", "expected 1, true, yes or on"],
  [{ type: "number", default: 5 }, "ten", "expected a whole number of 0 or more"],
  [{ type: "number", default: 5 }, "1.5", "expected a whole number"],
  [{ type: "number", default: 5 }, "-1", "expected a whole number"],
  [{ type: "number", default: 5 }, "Infinity", "expected a whole number"],
  [{ type: "number", default: 5 }, "", "expected a whole number"],
  [{ type: "duration" }, "6 hours", "expected a duration"],
  [{ type: "choice", choices: ["none", "empty"], default: "none" }, "emty", "did you mean empty?"],
] as const)(
  "readValue refuses %j for %j and tells the command line from the environment",
  ([option, text, expected]) => {
    const declared = { describe: "x", ...option };
    expect(() => readValue(declared, text, flag)).toThrow(`--max-series ${text}: expected`);
    expect(() => readValue(declared, text, flag)).toThrow(expected);
    expect(() => readValue(declared, text, variable)).toThrow(`DASHPREVIEW_MAX_SERIES=${text}: expected`);
  },
);

test("readValue takes what it should", () => {
  expect(readValue({ describe: "x", type: "number" }, "100000000", flag)).toBe(100_000_000);
  expect(readValue({ describe: "x", type: "duration", words: ["max"] }, "max", flag)).toBe("max");
  expect(readValue({ describe: "x", type: "duration" }, "1h30m", flag)).toBe(5_400_000);
  expect(readValue({ describe: "x", type: "duration", longest: "1d" }, "24h", flag)).toBe(86_400_000);
  expect(() => readValue({ describe: "x", type: "duration", longest: "1d" }, "25h", flag)).toThrow("at most 1d");
  expect(() => readValue({ describe: "x", type: "duration", positive: true }, "0s", flag)).toThrow(
    "--max-series 0s: expected a duration longer than 0",
  );
  expect(() => readValue({ describe: "x", type: "number", most: 65_535 }, "65536", flag)).toThrow("at most 65535");
  expect(readValue({ describe: "x", type: "number", most: 65_535 }, "65535", flag)).toBe(65_535);
  expect(readValue({ describe: "x", type: "string" }, "", flag)).toBe("");
});

test("readValue says which form a text should have, and never repeats one that may hold a secret", () => {
  const commit = { describe: "x", type: "string", form: { pattern: /^[0-9a-f]{40}$/, expected: "a hash" } } as const;
  expect(() => readValue(commit, "main", { name: "--commit", kind: "flag" })).toThrow("--commit main: expected a hash");
  const header = {
    describe: "x",
    type: "string",
    array: true,
    form: { pattern: /^[^:]+:/, expected: "a colon", secret: true },
  } as const;
  const from = { name: "DASHPREVIEW_GRAFANA_HEADER", kind: "variable" } as const;
  expect(() => readValue(header, "s3cret", from)).toThrow(
    /^DASHPREVIEW_GRAFANA_HEADER: expected a colon \(set in the environment\)$/,
  );
  expect(readValue(header, "X-A: b", from)).toBe("X-A: b");
});
