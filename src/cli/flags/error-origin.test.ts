import { expect, test } from "vitest";
import { DashboardError, SpecError, UsageError } from "../../errors.ts";
import { withOrigin } from "./error-origin.ts";
import type { OptionSet, PositionalSet } from "./option.ts";
import type { RequestSources } from "./value-origin.ts";

const options = {
  local: { type: "boolean", default: false, describe: "x" },
  exit: { type: "boolean", default: false, describe: "x" },
  "grafana-token": { type: "string", describe: "x" },
  ttl: { type: "duration", describe: "x" },
  data: { type: "string", describe: "x" },
  rules: { type: "string", array: true, describe: "x" },
} as const satisfies OptionSet;
const positionals = { dashboards: { describe: "x", many: true } } as const satisfies PositionalSet;
const told = (error: Error, sources: RequestSources) =>
  (withOrigin(error, { options, positionals }, sources) as Error).message;
const note = (message: string, args: Record<string, unknown>, env: Record<string, string>) =>
  told(new UsageError(message), { args, env }).slice(message.length);

test("withOrigin names the variables of the options that an error names", () => {
  const message = "--exit goes with --local";
  expect(note(message, {}, { DASHPREVIEW_EXIT: "1" })).toBe(" (in the environment: --exit is set by DASHPREVIEW_EXIT)");
  expect(note(message, {}, { DASHPREVIEW_EXIT: "1", DASHPREVIEW_LOCAL: "0" })).toBe(
    " (in the environment: --exit is set by DASHPREVIEW_EXIT, --local is set by DASHPREVIEW_LOCAL)",
  );
  expect(note("--grafana-token: no", {}, { GRAFANA_TOKEN: "t" })).toBe(
    " (in the environment: --grafana-token is set by GRAFANA_TOKEN)",
  );
});

test("withOrigin is empty for the command line, empty variables and what is not an option", () => {
  expect(note("--exit goes with --local", { exit: true }, { DASHPREVIEW_EXIT: "1" })).toBe("");
  expect(note("--exit goes with --local", {}, { DASHPREVIEW_EXIT: "" })).toBe("");
  expect(note("--constructor and --unknown", {}, { DASHPREVIEW_UNKNOWN: "1" })).toBe("");
});

const file = new Map([
  ["ttl", { texts: ["1h"], place: "dashpreview.yaml:3:6" }],
  ["data", { texts: ["./x.data.yaml"], place: "dashpreview.yaml:4:7" }],
  ["dashboards", { texts: ["a", "b"], place: "dashpreview.yaml:1:13", places: ["c.yaml:1:14", "c.yaml:1:17"] }],
]);

test("withOrigin puts the place of a configured value in front, and leaves what the command line or environment set", () => {
  expect(told(new UsageError("--ttl is odd"), { args: {}, env: {}, file })).toBe(
    "dashpreview.yaml:3:6: ttl: --ttl is odd",
  );
  expect(told(new UsageError("--ttl is odd"), { args: { ttl: "2h" }, env: {}, file })).toBe("--ttl is odd");
  const env = { DASHPREVIEW_TTL: "3h" };
  expect(told(new UsageError("--ttl is odd"), { args: {}, env, file })).toBe(
    "--ttl is odd (in the environment: --ttl is set by DASHPREVIEW_TTL)",
  );
  const both = "--ttl and --data are odd";
  expect(told(new UsageError(both), { args: {}, env: {}, file })).toBe(
    `${both} (in the configuration: ttl is set in dashpreview.yaml:3:6, data is set in dashpreview.yaml:4:7)`,
  );
});

test("withOrigin finds the entry that a path of the message is, and no path in other words", () => {
  const at = (message: string, args = {}, about?: string[]) =>
    told(new UsageError(message, about === undefined ? {} : { about }), { args, env: {}, file });
  expect(at("b: no such file")).toBe("c.yaml:1:17: dashboards: b: no such file");
  expect(at("x.data.yaml: no such file")).toBe("dashpreview.yaml:4:7: data: x.data.yaml: no such file");
  expect(at("b: no such file", { dashboards: ["b"] })).toBe("b: no such file");
  expect(at("a dashboard is missing")).toBe("a dashboard is missing");
  expect(at("nothing in a", {}, ["a"])).toBe("c.yaml:1:14: dashboards: nothing in a");
});

test("withOrigin leaves the errors of files to the files, and completes problems of a spec without a position", () => {
  expect(told(new DashboardError("b: not JSON"), { args: {}, env: {}, file })).toBe("b: not JSON");
  const position = { file: "x.data.yaml", line: 2, column: 1 };
  const error = new SpecError([{ message: "--ttl is odd", position }, { message: "--ttl is too long" }]);
  expect(told(error, { args: {}, env: {}, file })).toBe(
    "x.data.yaml:2:1: --ttl is odd\ndashpreview.yaml:3:6: ttl: --ttl is too long",
  );
});
