import { expect, test } from "vitest";
import type { OptionSet } from "./option.ts";
import { originNote } from "./value-origin.ts";

const options = {
  local: { type: "boolean", default: false, describe: "x" },
  exit: { type: "boolean", default: false, describe: "x" },
  "grafana-token": { type: "string", describe: "x" },
} as const satisfies OptionSet;
const note = (message: string, args: Record<string, unknown>, env: Record<string, string>) =>
  originNote(message, options, { args, env });

test("originNote names the variables of the options that an error names", () => {
  const message = "--exit goes with --local";
  expect(note(message, {}, { DASHPREVIEW_EXIT: "1" })).toBe(" (in the environment: --exit is set by DASHPREVIEW_EXIT)");
  expect(note(message, {}, { DASHPREVIEW_EXIT: "1", DASHPREVIEW_LOCAL: "0" })).toBe(
    " (in the environment: --exit is set by DASHPREVIEW_EXIT, --local is set by DASHPREVIEW_LOCAL)",
  );
  expect(note("--grafana-token: no", {}, { GRAFANA_TOKEN: "t" })).toBe(
    " (in the environment: --grafana-token is set by GRAFANA_TOKEN)",
  );
});

test("originNote is empty for the command line, empty variables and what is not an option", () => {
  expect(note("--exit goes with --local", { exit: true }, { DASHPREVIEW_EXIT: "1" })).toBe("");
  expect(note("--exit goes with --local", {}, { DASHPREVIEW_EXIT: "" })).toBe("");
  expect(note("--constructor and --unknown", {}, { DASHPREVIEW_UNKNOWN: "1" })).toBe("");
});
