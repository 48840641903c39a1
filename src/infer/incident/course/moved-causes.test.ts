import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import type { CauseMove } from "../incident-rule.ts";
import { CauseGraph } from "./cause-graph.ts";
import { movedCauses } from "./moved-causes.ts";

const minute = 60_000;
const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const causes = [{ name: "used", per: ["disk"], value: { wave: { min: 0.3, max: 0.5, period: "24h" } } }];
const free = follows({ sub: [1, { signal: "used" }] });
const metrics = [
  metricOf("free", "gauge", [
    [{ disk: "a" }, free],
    [{ disk: "b" }, free],
  ]),
].map((metric) => ({ ...metric, causes }));
const graph = new CauseGraph(metrics);
const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
courses.learn(causes);
const of = (disk: string) => new Map([["disk", disk]]);
const move = (disk: string, more: Partial<CauseMove> = {}): CauseMove => ({
  ...{ cause: "used", of: of(disk), leader: "0:0" },
  course: { form: "least", to: 0.8, wobble: 0, grows: 1, delayMs: 0, onsetMs: 6 * minute, recoveryMs: 3 * minute },
  ...more,
});
const text = (value: unknown) => JSON.stringify(value);

test("movedCauses gives each member that is moved a cause that is as usual before and after", () => {
  const moved = movedCauses([{ move: move("a"), fromMs: 20 * minute, toMs: 60 * minute }], { graph, courses });
  expect(moved.causes).toEqual([{ name: "used.incident", per: ["disk"], value: expect.anything() as SignalSpec }]);
  expect(text(moved.causes[0]!.value)).toContain('"of":{"signal":"used"}');
  expect(moved.signalOf({ sub: [1, { signal: "used" }] }, of("a"))).toEqual({ sub: [1, { signal: "used.incident" }] });
  expect(moved.signalOf({ sub: [1, { signal: "used" }] }, of("b"))).toEqual({ sub: [1, { signal: "used" }] });
});

test("movedCauses makes one cause of members that are moved alike, and one more of another", () => {
  const times = [move("a"), move("b"), move("b", { leader: "0:1" })].map((each) => ({
    ...{ move: each, fromMs: 0, toMs: 60 * minute },
  }));
  expect(movedCauses(times, { graph, courses }).causes).toHaveLength(1);
  const later = [times[0]!, { ...times[1]!, fromMs: 30 * minute }];
  expect(movedCauses(later, { graph, courses }).causes.map(({ name }) => name)).toEqual([
    "used.incident",
    "used.incident.2",
  ]);
});

test("movedCauses lets a trend go on for as long as it is there, up to where there is no more", () => {
  const grown = (perSecond: number) => {
    const trend = { perSecond, end: 0.95 };
    const moved = movedCauses([{ move: move("a", { trend }), fromMs: 0, toMs: 66 * minute }], { graph, courses });
    return [...text(moved.causes[0]!.value).matchAll(/"from":0\.8,"to":([\d.]+),"for":"1h"/g)].map(([, to]) =>
      Number(to),
    );
  };
  // 0.8 + 3600 s * 0.00002 = 0.872.
  expect(grown(0.00002)).toEqual([0.872]);
  // No farther than 0.95, but for rounding to three digits, with all that it wanders: 0.03 of the way of 0.15, a part of 0.8.
  const [end] = grown(1);
  expect(end! * (1 + (0.15 * 0.03) / 0.8)).toBeLessThanOrEqual(0.9506);
  expect(end).toBeGreaterThan(0.94);
});
