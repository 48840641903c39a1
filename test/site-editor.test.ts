import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { dataSpecSchema } from "../src/data-spec/generated/schema.ts";
import { planSpecText, unwrittenSet } from "../src/preview/playground/plan-spec.ts";
import type { SpecAnswer } from "../src/report/playground/playground-data.ts";

const root = resolve(import.meta.dirname, "..");
const { buildSpecs } = (await import(new URL("../site/specs/build.mjs", import.meta.url).href)) as {
  buildSpecs(schema: object): Promise<string>;
};
const nowMs = Date.UTC(2026, 0, 31, 12);

/** The site's script with as much of a browser as it needs, and nothing of Node's: no `eval` either. */
let inPage: (path: "check" | "spec", text: string) => SpecAnswer;
beforeAll(async () => {
  const script = await buildSpecs(dataSpecSchema);
  const RealDate = Date;
  const FixedDate = Object.assign(
    function FixedDate(...given: [number]) {
      return new RealDate(...given);
    },
    { now: () => nowMs, UTC: Date.UTC, parse: Date.parse },
  );
  const globals: Record<string, unknown> = { TextEncoder, TextDecoder, atob, Date: FixedDate };
  runInNewContext(script, globals, { contextCodeGeneration: { strings: false, wasm: false } });
  inPage = globals["dashpreviewSpecs"] as typeof inPage;
});

const specs = readdirSync(join(root, "fixtures"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".data.yaml"))
  .map((name) => ({ name, text: readFileSync(join(root, "fixtures", name), "utf8") }));

test.for([...specs, { name: "a pack", text: "version: 1\nmetrics:\n  - pack: node-exporter\n" }])(
  "$name: the site's editor makes the series that the program makes",
  ({ text }) => {
    const planned = planSpecText(text, { nowMs, maxSeries: 2000, maxSamples: 5_000_000 });
    const expected = planned.ok ? { ok: true, data: unwrittenSet(planned.plan) } : planned;
    expect(JSON.parse(JSON.stringify(inPage("spec", text)))).toEqual(JSON.parse(JSON.stringify(expected)));
  },
);

test("the site's editor names faults with line and column, as validate does", () => {
  expect(JSON.parse(JSON.stringify(inPage("check", "version: 1\nmetric:\n  - name: x\n")))).toEqual({
    ok: false,
    problems: [{ message: "unknown key `metric`; did you mean `metrics`?", line: 2, column: 1 }],
  });
  expect(inPage("check", "version: 1\nmetrics:\n  - pack: redis\n")).toMatchObject({ ok: false, problems: [] });
});
