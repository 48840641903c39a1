import { expect, test } from "vitest";
import type { OptionSet } from "./option.ts";
import { givenText, originNote } from "./value-origin.ts";

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

test("originNote names the place of a value that a configuration set", () => {
  const options = { ttl: { type: "duration", describe: "" } } as const;
  const file = new Map([["ttl", { texts: ["1h"], place: "dashpreview.yaml:3:6" }]]);
  const note = " (in the configuration: --ttl is set in dashpreview.yaml:3:6)";
  expect(originNote("--ttl is odd", options, { args: {}, env: {}, file })).toBe(note);
  expect(originNote("--ttl is odd", options, { args: { ttl: "2h" }, env: {}, file })).toBe("");
});

test("givenText takes the command line before the environment, and an empty variable for none", () => {
  const env = { DASHPREVIEW_TTL: "1h", DASHPREVIEW_NAME: "" };
  expect(givenText("ttl", { args: { ttl: "2h" }, env })).toBe("2h");
  expect(givenText("ttl", { args: {}, env })).toBe("1h");
  expect(givenText("name", { args: {}, env })).toBeUndefined();
});
