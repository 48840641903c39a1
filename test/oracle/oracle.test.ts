import { join } from "node:path";
import { expect, test } from "vitest";
import { compareVerdicts, readRecording } from "./compare.ts";

const recording = readRecording(join(import.meta.dirname, "../.."));

test("the check agrees with a real Grafana on every panel of the recorded dashboards", async () => {
  const compared = await compareVerdicts(recording);
  expect(compared.filter(({ grafana, check }) => grafana !== check)).toEqual([]);
  expect(compared.length).toBeGreaterThan(80);
});
