import type { FastifyInstance } from "fastify";
import { anchorMs } from "../../generator/sampling/grid.ts";
import { parseDuration } from "../../text/duration.ts";
import { momentOf } from "../clock/moment.ts";
import type { RunningSpec } from "../running/running-spec.ts";
import { Problem } from "./problem.ts";
import type { ServeParts } from "./serve-parts.ts";

/** A change of the clock; in this order, if there are several. */
interface ClockChange {
  readonly pause?: boolean;
  readonly resume?: boolean;
  readonly speed?: number;
  readonly at?: string;
  readonly jump?: string;
}

/** The spec's clock. */
export function addClockRoutes(app: FastifyInstance, { running }: ServeParts): void {
  app.get("/api/v1/clock", { schema: { summary: "The spec's clock", tags: ["clock"] } }, async () => show(running));
  app.post<{ Body: ClockChange }>(
    "/api/v1/clock",
    {
      schema: {
        summary: "Pause, resume, change the speed, go to a moment or jump by a duration",
        tags: ["clock"],
        body: {
          type: "object",
          properties: {
            pause: { const: true, description: "The clock stands still" },
            resume: { const: true, description: "The clock goes on" },
            speed: { type: "number", exclusiveMinimum: 0, maximum: 86_400, description: "Spec seconds a second" },
            at: { type: "string", maxLength: 64, description: "`now`, a time in UTC, or a duration after the anchor" },
            jump: { type: "string", maxLength: 64, description: "A duration; with a minus sign back" },
          },
          additionalProperties: false,
          minProperties: 1,
        },
      },
    },
    async ({ body }) => {
      const { pause, resume, speed } = body;
      if (pause === true && resume === true) throw new Problem(400, "clock", "pause and resume exclude each other");
      const target = targetOf(body, running);
      checkWork(running, { specMs: target?.(running.clock.specMs), speed });
      await running.setClock((clock) => {
        if (speed !== undefined) clock.setSpeed(speed);
        if (target !== undefined) clock.jump(target(clock.specMs));
        if (pause === true) clock.pause();
        if (resume === true) clock.resume();
      });
      return show(running);
    },
  );
}

/** Samples that a change of the clock may ask for: all at once, and a second. */
const most = { atOnce: 1e9, perSecond: 5e6 };

/** Totals are summed from the start, sample by sample. */
function checkWork(
  { loaded: { plan } }: RunningSpec,
  { specMs, speed }: { readonly specMs: number | undefined; readonly speed: number | undefined },
): void {
  const { grid, seriesCount } = plan;
  if (specMs !== undefined && ((specMs - grid.fromMs) / grid.stepMs) * seriesCount > most.atOnce)
    throw new Problem(
      400,
      "clock",
      `so far ahead, ${seriesCount} series have more than 1,000,000,000 samples to sum up`,
    );
  if (speed !== undefined && (speed * 1000 * seriesCount) / grid.stepMs > most.perSecond)
    throw new Problem(400, "clock", `at this speed, ${seriesCount} series make more than 5,000,000 samples a second`);
}

function targetOf({ at, jump }: ClockChange, running: RunningSpec): ((specMs: number) => number) | undefined {
  if (at !== undefined && jump !== undefined) throw new Problem(400, "clock", "at and jump exclude each other");
  if (at !== undefined) {
    const ms = momentOf(at, { anchorMs: anchorMs(running.loaded.plan.grid), nowMs: running.clock.nowMs });
    if (ms === undefined)
      throw new Problem(400, "clock", "at: expected now, a time such as 2026-01-31T12:00Z, or a duration such as 4h");
    return () => ms;
  }
  if (jump === undefined) return undefined;
  const byMs = parseDuration(jump.replace(/^[-+]/, ""));
  if (byMs === undefined) throw new Problem(400, "clock", "jump: expected a duration such as 30m or -2h");
  return (specMs) => specMs + (jump.startsWith("-") ? -byMs : byMs);
}

function show({ clock, loaded }: RunningSpec) {
  const { grid } = loaded.plan;
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    time: iso(clock.specMs),
    anchor: iso(anchorMs(grid)),
    speed: clock.speed,
    paused: clock.paused,
    stepSeconds: grid.stepMs / 1000,
    index: Math.floor((clock.specMs - grid.fromMs) / grid.stepMs),
  };
}
