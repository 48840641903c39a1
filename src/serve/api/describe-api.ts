import { Playground } from "../../preview/playground/playground.ts";
import { SpecClock } from "../clock/spec-clock.ts";
import { asServed } from "../page-headers.ts";
import { loadSpec } from "../running/load-spec.ts";
import { RunningSpec } from "../running/running-spec.ts";
import { SpecEditor } from "../running/spec-editor.ts";
import { createServeApp } from "./app.ts";
import { usualLimits } from "./limits.ts";
import { OwnMetrics } from "./own-metrics.ts";

const smallest = "version: 1\nmetrics: [{ name: x, type: gauge, series: [{ value: 1 }] }]\n";

/** The description of the API, the same every time. Nothing listens. */
export async function describeApi(): Promise<unknown> {
  const running = new RunningSpec(loadSpec(smallest, { file: "spec", nowMs: 86_400_000 }), {
    clock: new SpecClock({ now: () => 0, specMs: 0 }),
    elapsed: () => 0,
  });
  const parts = {
    running,
    editor: new SpecEditor(running, { nowMs: 0 }),
    metrics: new OwnMetrics(running),
    page: asServed(""),
    playground: idle(),
    instance: "",
    startedMs: 0,
    version: "1",
    onFault: () => {},
  };
  const guard = { token: "", openReads: false, protectMetrics: false, hosts: () => new Set<string>() };
  const app = await createServeApp(parts, { ...guard, limits: usualLimits, elapsed: () => 0 });
  await app.ready();
  const described = app.swagger();
  await app.close();
  return described;
}

/** One that never starts anything. */
function idle(): Playground {
  const options = { binary: undefined, temporaryFolder: "", userAgent: "", maxSeries: 0, maxSamples: 0 };
  const { signal } = new AbortController();
  return new Playground(options, { now: () => 0, random: () => 0, sleep: async () => {}, signal });
}
