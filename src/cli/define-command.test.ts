import { expect, test } from "vitest";
import type { CliContext } from "./context.ts";
import { defineCommand } from "./define-command.ts";

const requests: unknown[] = [];
const command = defineCommand({
  name: "paint",
  summary: "Paint it",
  options: {
    colour: { type: "choice", choices: ["red", "blue"], default: "red", describe: "" },
    "max-series": { type: "number", default: 3, describe: "" },
  },
  positionals: { files: { many: true, describe: "" } },
  async run(request) {
    requests.push(request);
    return 4;
  },
});
const run = (args: object, env: object = {}) => command.run(args as never, { env } as CliContext);

test("defineCommand hands a command one request: the command line before the environment before the default", async () => {
  requests.length = 0;
  expect(await run({ files: ["a"], colour: "blue" }, { DASHPREVIEW_COLOUR: "red", DASHPREVIEW_MAX_SERIES: "7" })).toBe(
    4,
  );
  await run({ files: [] });
  expect(requests).toEqual([
    { colour: "blue", maxSeries: 7, files: ["a"] },
    { colour: "red", maxSeries: 3, files: [] },
  ]);
});

test("defineCommand refuses a wrong value before the command runs", async () => {
  requests.length = 0;
  await expect(async () => run({ files: [], colour: "green" })).rejects.toThrow("--colour");
  await expect(async () => run({ files: [] }, { DASHPREVIEW_MAX_SERIES: "ten" })).rejects.toThrow(
    "DASHPREVIEW_MAX_SERIES",
  );
  expect(requests).toEqual([]);
});

test("defineCommand has no positionals and no JSON unless they are declared", () => {
  expect([command.json, Object.keys(command.positionals)]).toEqual([{}, ["files"]]);
  const plain = defineCommand({ name: "x", summary: "", options: {}, run: async () => 0 });
  expect(plain.positionals).toEqual({});
});
