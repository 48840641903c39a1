import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { recordedFiles, refuseLive } from "./refuse-live.ts";

const text = `version: 1
metrics:
  - {name: x, type: gauge, series: [{labels: {i: a}, value: {replay: {file: data/x.csv, column: a}}}]}
`;
const rows = Array.from({ length: 2000 }, (_, k) => `${k * 15}s,${k % 7}`).join("\n");
const small = `Time,a\n${rows}\n`;
const noise = (bytes: number) => `Time,a,${randomBytes(bytes).toString("hex")}\n0s,1,1\n`;
const load = (csv: string) => [{ file: "x.data.yaml", document: parseSpec(text, { file: "x", readFile: () => csv }) }];
const untilExpiry = { liveUntilExpiry: true, isolation: "label" } as const;
const moving = { fixedStart: false };

test("refuseLive lets recorded files of a usual size travel with the preview", () => {
  expect(() => refuseLive(untilExpiry, load(small), moving)).not.toThrow();
  expect(recordedFiles(load(small)[0]!)).toEqual([["data/x.csv", small]]);
});

test("refuseLive says which recorded files are too large for live until expiry, and that a time is fine", () => {
  const large = load(noise(600 * 1024));
  expect(() => refuseLive(untilExpiry, large, moving)).toThrow(
    /x\.data\.yaml replays data\/x\.csv, which is too large to travel with the preview \(512 KiB gzipped.*--live 8h/,
  );
  expect(() => refuseLive({ liveMs: 1000, isolation: "label" }, large, moving)).not.toThrow();
  expect(() => refuseLive({ isolation: "label" }, large, moving)).not.toThrow();
});

test("refuseLive refuses a fixed start, and to tell previews apart that have no label", () => {
  expect(() => refuseLive({ liveMs: 1000, isolation: "none" }, [], { fixedStart: true })).toThrow(/fixed start/);
  expect(() => refuseLive({ ...untilExpiry, isolation: "none" }, [], moving)).toThrow(/needs --isolation label/);
  expect(() => refuseLive({ liveMs: 1000, isolation: "none" }, [], moving)).not.toThrow();
});
