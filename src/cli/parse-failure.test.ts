import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { explainFailure } from "./parse-failure.ts";

const chosen = (name: string) => commands.find((one) => one.name === name);
const explain = (message: string, argv: readonly string[]) =>
  explainFailure(message, { argv, commands, chosen: chosen(argv[0]!) }).message;

test("explainFailure never repeats the value that an unknown flag has", () => {
  const text = explain("Unknown arguments: grafana-tokn, grafanaTokn", ["list", "--grafana-tokn=s3cret"]);
  expect(text).toBe("unknown flag: --grafana-tokn; did you mean --grafana-token?");
});

test("explainFailure suggests only what the command has, and --no- only for booleans", () => {
  expect(explain("Unknown argument: live", ["list", "--live"])).toBe("unknown flag: --live");
  expect(explain("Unknown argument: sweeep", ["up", "--no-sweeep"])).toContain("did you mean --no-sweep?");
  expect(explain("Unknown argument: ttll", ["up", "--no-ttll"])).toBe("unknown flag: --no-ttll");
  expect(explain("Unknown argument: z", ["up", "-z"])).toMatch(/^unknown flag: -z/);
});

test("explainFailure names the argument that is missing, and one that is too many", () => {
  expect(explain("Not enough non-option arguments: got 0, need at least 1", ["describe"])).toMatch(
    /^missing argument: spec;/,
  );
  expect(explain("Unknown argument: b", ["list", "b"])).toMatch(/^unexpected argument: b;/);
});
