import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beside, readRecording } from "../oracle/compare.ts";
import { dashboards } from "../oracle/dashboards/all.ts";
import { type Stack, startStack } from "./stack.ts";

const root = join(import.meta.dirname, "../..");
const recording = readRecording(root);

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

interface Result {
  readonly dashboards: readonly {
    readonly title: string;
    readonly panelResults: Parameters<typeof beside>[1]["panelResults"];
  }[];
}

test("up gives every panel of the recorded dashboards the verdict that Grafana's own answers gave", async () => {
  stack.write("data.yaml", readFileSync(join(root, "test/oracle/data.yaml"), "utf8"));
  for (const [name, model] of Object.entries(dashboards)) stack.write(`oracle/${name}.json`, model);
  const args = ["up", "oracle", "--data", "data.yaml", "--output", "json", "--key", "oracle", "--lead-in", "0"];
  const { code, stdout, stderr } = await stack.run([...args, "--fail-on", "none"]);
  expect([code, stderr.slice(-2000)]).toEqual([0, expect.anything()]);
  const checked = (JSON.parse(stdout) as Result).dashboards;
  const differing = recording.dashboards.flatMap((recorded) => {
    const { title } = dashboards[recorded.name]!.spec ?? dashboards[recorded.name]!;
    const own = checked.find((each) => each.title.endsWith(title))!;
    return beside(recorded, own).filter(({ grafana, check }) => grafana !== check);
  });
  expect(differing).toEqual([]);
  expect(checked).toHaveLength(12);
}, 120_000);
