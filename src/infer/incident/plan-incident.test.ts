import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { inferSpec } from "../infer-spec.ts";
import { applyIncident } from "./apply-incident.ts";
import { findIncident } from "./find-incident.ts";
import { planPhases } from "./plan-incident.ts";
import { SeriesWorld } from "./series-world.ts";

const minute = 60_000;
const nowMs = Date.UTC(2026, 10, 24);

async function phasesOf(...exprs: string[]) {
  // Without what they are compared with: the usual levels are others.
  const plain = exprs.map((expr) => expr.replace(/ [<>].*/, ""));
  const rules = plain.map((expr, index) => ({ kind: "alert" as const, name: `A${index}`, expr }));
  const spec = await inferSpec([], { nowMs, rules });
  const world = new SeriesWorld(spec.metrics, { records: [], nowMs, stepMs: 15_000 });
  const solved = exprs.map((expr) => {
    const parsed = parseFilled(expr);
    if (!parsed.ok) throw new Error(parsed.reason);
    const alert = { name: "A", root: parsed.root, forMs: 5 * minute, intervalMs: minute };
    return { ...findIncident(alert, world)!, alert };
  });
  return { spec, phases: planPhases(solved, world) };
}

test("planPhases puts what goes together into one phase, and contradictions into two", async () => {
  const { phases } = await phasesOf(
    "temperature_celsius > 500",
    "queue_length > 1e6",
    "temperature_celsius < -500",
    "temperature_celsius > 400",
  );
  expect(phases.map(({ alerts }) => alerts)).toEqual([[0, 1, 3], [2]]);
  // 5 minutes of `for`, four evaluations and two minutes to spare.
  expect(phases[0]!.lengthMs).toBe(11 * minute);
});

test("applyIncident keeps a series as usual, changes it for the phase, and lets it be as usual again", async () => {
  const { spec, phases } = await phasesOf("temperature_celsius > 5000", "absent(up)");
  const changed = applyIncident(spec, phases, { beforeMs: 20 * minute, betweenMs: 10 * minute, stepMs: 15_000 });
  const { signal } = changed.metrics.find(({ name }) => name === "temperature_celsius")!.series[0]!;
  if (signal.form !== "course" || !Array.isArray(signal.signal)) throw new Error("no list of parts");
  expect(signal.signal).toHaveLength(3);
  expect(signal.signal[0]).toMatchObject({ limit: { for: "20m" } });
  expect(signal.signal[1]).toMatchObject({
    limit: { of: expect.any(Number) as number, for: expect.any(String) as string },
  });
  expect(JSON.stringify(changed.metrics.find(({ name }) => name === "up")!.series[0]!.signal)).toContain('{"gap":');
  const lengths = phases.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  expect(changed.historyMs).toBe(32 * minute + lengths + (phases.length - 1) * 10 * minute);
});
