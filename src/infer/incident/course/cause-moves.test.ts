import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import type { CauseMove, SeriesChange } from "../incident-rule.ts";
import { CauseGraph } from "./cause-graph.ts";
import { heldThrough, withDependents } from "./cause-moves.ts";

const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const causes = ["used", "cache"].map((name) => ({ name, per: ["disk"], value: 0.2 }));
const of = (disk: string) => new Map([["disk", disk]]);
const free = follows({ sub: [1, { signal: "used" }, { signal: "cache" }] });
const metrics = [
  metricOf("free", "gauge", [
    [{ disk: "a" }, free],
    [{ disk: "b" }, free],
  ]),
  metricOf("used", "gauge", [[{ disk: "a" }, follows({ signal: "used" })]]),
  metricOf("cache", "gauge", [[{ disk: "a" }, follows({ signal: "cache" })]]),
].map((metric) => ({ ...metric, causes }));
const graph = new CauseGraph(metrics);
const move = (cause: string, leader: string): CauseMove => ({
  ...{ cause, of: of("a"), leader },
  course: { form: "least", to: 0.7, wobble: 0.1, grows: 1, delayMs: 0, onsetMs: 60_000, recoveryMs: 60_000 },
});

test("withDependents lets all that follows a cause follow it, each member by itself, but not what changes by itself", () => {
  const used = move("used", "1:0");
  const changes = new Map<string, SeriesChange>([["1:0", { level: 0.7, through: [used] }]]);
  const all = withDependents(changes, graph);
  expect(all.get("0:0")).toEqual({ through: [used], follows: "1:0" });
  expect(all.has("0:1")).toBe(false);
  const own = withDependents(new Map(changes).set("0:0", { level: 0.01 }), graph);
  expect(own.get("0:0")).toEqual({ level: 0.01 });
});

test("withDependents moves a series by every cause that it follows, and a cause once", () => {
  const [used, cache] = [move("used", "1:0"), move("cache", "2:0")];
  const all = withDependents(
    new Map<string, SeriesChange>([
      ["1:0", { level: 0.7, through: [used] }],
      ["2:0", { level: 0.7, through: [cache] }],
      ["0:0", { level: 0.1, through: [move("used", "0:0")] }],
    ]),
    graph,
  );
  expect(all.get("0:0")?.through).toEqual([used, cache]);
});

test("heldThrough has walks of what is moved at their bounds", () => {
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  courses.learn(causes);
  const held = heldThrough({ sub: [1, { signal: "used" }] }, of("a"), { moves: [move("used", "1:0")], graph });
  // A level of 0.7 that wanders by a tenth.
  const values = new Set([...courses.valuesOf(held, of("a"))].map((value) => value.toFixed(3)));
  expect(values).toEqual(new Set(["0.370", "0.230"]));
  expect(heldThrough({ signal: "used" }, of("b"), { moves: [move("used", "1:0")], graph })).toEqual({ signal: "used" });
});
