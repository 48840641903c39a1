import { isTotalName, withoutTotal } from "../../../generator/wire-names.ts";
import type { InferredMetric } from "../../series/model.ts";
import type { DayCourses } from "../../world/day-courses.ts";
import { isOfMember } from "../hit-members.ts";
import type { ChangeCourse, Changes, SeriesChange } from "../incident-rule.ts";
import { topByName, topRateByName } from "../likelihood.ts";
import { keyOf, placeOf } from "../series-key.ts";
import { dayExtent } from "./day-extent.ts";

/** Input of {@link busier}. */
interface BusierInput {
  readonly metrics: readonly InferredMetric[];
  /** Know the causes of the metrics. */
  readonly courses: DayCourses;
  /** Series that stay as they are. */
  readonly reads: ReadonlySet<string>;
}

/** How much busier what does more is: times. */
const busy = { by: 1.7, most: 0.9 } as const;

/** Processors, load and what is in flight of members that have more to do, unless alerts need them as they are. */
export function busier(led: Changes, { metrics, courses, reads }: BusierInput): Map<string, SeriesChange> {
  const found = new Map<string, SeriesChange>();
  const loaded = [...led].flatMap(([key, { course }]) => {
    const [index, place] = placeOf(key);
    const metric = metrics[index]!;
    const labels = metric.series[place]!.labels;
    const isMore = course !== undefined && metric.kind !== "gauge" && moreThanUsual(course, metric, place, courses);
    return isMore ? [{ key, course, labels }] : [];
  });
  if (loaded.length === 0) return found;
  for (const [index, metric] of metrics.entries()) {
    if (!isEffort(metric)) continue;
    for (const [place, { labels }] of metric.series.entries()) {
      const key = keyOf(index, place);
      const leader = loaded.find((one) => isOfMember(labels, one.labels) || isOfMember(one.labels, labels));
      if (leader === undefined || led.has(key) || reads.has(key) || isSpare(labels)) continue;
      const usual = dayExtent(metric, place, courses);
      if (usual === undefined || !(usual.mean > 0)) continue;
      const top = topRateByName(metric.name) ?? topByName(metric.name) ?? Number.POSITIVE_INFINITY;
      const to = Number(Math.min(busy.by, (busy.most * top) / usual.max).toPrecision(2));
      if (to <= 1) continue;
      const value = usual.mean * to;
      const course: ChangeCourse = { ...leader.course, form: "times", to, wobble: 0, grows: 1 };
      found.set(key, {
        ...(metric.kind === "counter" ? { rate: value } : { level: value }),
        course,
        follows: leader.key,
      });
    }
  }
  return found;
}

function moreThanUsual(
  { form, to }: ChangeCourse,
  metric: InferredMetric,
  place: number,
  courses: DayCourses,
): boolean {
  if (form === "times") return to > 1;
  return form === "least" && to > (dayExtent(metric, place, courses)?.mean ?? Number.POSITIVE_INFINITY);
}

/** Whether a metric says how hard something works. */
function isEffort({ kind, name }: InferredMetric): boolean {
  if (kind === "counter") return isTotalName(name) && /(?:^|_)cpu_(?:usage_)?seconds$/.test(withoutTotal(name));
  return kind === "gauge" && /(?:^|_)load_?1$|in_?flight|(?:^|_)cpu_(?:usage|utili[sz]ation)(?:_|$)/.test(name);
}

/** Whether a part of a processor's time is not spent on work. */
function isSpare(labels: ReadonlyMap<string, string>): boolean {
  const mode = labels.get("mode") ?? labels.get("state");
  return mode !== undefined && !/^(?:user|system)$/.test(mode);
}
