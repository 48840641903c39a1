import { readdirSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "../../../test/servers/process.ts";
import { quietContext } from "../../../test/servers/quiet-context.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { planSeries } from "../up/plan.ts";
import { findPrometheusBinary } from "./binary.ts";
import { createSession } from "./session.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spec = "version: 1\nhistory: 1m\nmetrics:\n  - {name: a, type: gauge, series: [{labels: {}, value: 1}]}\n";

test("a filling that is interrupted once its server runs leaves no server and no folder", async () => {
  const binary = findPrometheusBinary({ env: process.env, homeFolder: homedir() });
  const session = createSession({ binary, temporaryFolder: folder, userAgent: "test", oneFilling: true });
  const loaded = { file: "a.yaml", readFile: () => "", document: parseSpec(spec, { file: "a.yaml" }) };
  let plans = 0;
  const planAt = async (nowMs: number) => {
    // The first plan says how long the history is; the second is made when the server is there.
    plans++;
    if (plans === 2) {
      expect(readdirSync(folder)).toHaveLength(1);
      throw new Error("interrupted");
    }
    return planSeries([loaded], { nowMs });
  };
  await expect(session.fill(planAt, quietContext)).rejects.toThrow("interrupted");
  expect(plans).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});
