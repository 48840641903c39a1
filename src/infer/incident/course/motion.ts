import { outcomeInText } from "../../meaning/words.ts";
import type { InferredMetric } from "../../series/model.ts";

/** How fast a kind of metric gets into trouble and out of it, and how restless it is there. */
export interface Motion {
  readonly onsetMs: number;
  readonly recoveryMs: number;
  /** How far it wanders around its level; a part of it. */
  readonly wobble: number;
  /** By how much it grows while nobody does anything; times. */
  readonly grows: number;
}

const minute = 60_000;
const waiting = /queue|lag(_|$)|backlog|pending|waiting|unack|outstanding|buffered|deferred|depth|unassigned|behind/i;
const filling = /bytes|memory|heap|disk|filesystem|storage|inode|swap|files?(_|$)|entries|_size|used|usage|fds/i;
const taking = /seconds|duration|latency|_time(_|$)|_ms(_|$)|millis|delay|rtt/i;

/** Queues pile up, stores fill slowly, failures come at once, and durations are noisy. */
const motions = {
  waiting: { onsetMs: 6 * minute, recoveryMs: 7 * minute, wobble: 0.05, grows: 1.4 },
  filling: { onsetMs: 7 * minute, recoveryMs: 3 * minute, wobble: 0.02, grows: 1 },
  failing: { onsetMs: minute, recoveryMs: 2 * minute, wobble: 0.25, grows: 1 },
  taking: { onsetMs: 2 * minute, recoveryMs: 4 * minute, wobble: 0.2, grows: 1 },
  working: { onsetMs: 4 * minute, recoveryMs: 6 * minute, wobble: 0.12, grows: 1 },
} as const satisfies Record<string, Motion>;

/** How a metric moves in an incident, by what it measures. */
export function motionOf({ name, kind, unit }: Pick<InferredMetric, "name" | "kind" | "unit">): Motion {
  const isGauge = kind === "gauge";
  if (outcomeInText(name) === "errors") return motions.failing;
  if (isGauge && waiting.test(name)) return motions.waiting;
  if (taking.test(`${name} ${unit ?? ""}`) && kind !== "counter") return motions.taking;
  if (isGauge && filling.test(name)) return motions.filling;
  return motions.working;
}

/** Of observations: how long things take, or how large they are. */
export const observedMotion: Motion = motions.taking;
