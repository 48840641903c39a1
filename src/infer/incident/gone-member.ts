import { wireNames } from "../../generator/wire-names.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { formatDuration } from "../../text/duration.ts";
import { evaluate, type LevelSeries } from "../evaluate/evaluate.ts";
import { type SeriesIndex, selectSeries } from "../evaluate/memory-backend.ts";
import type { InferWork } from "../infer-work.ts";
import type { FilledQuery } from "../levels/level-target.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";

/** Input of {@link withoutMember}. */
export interface GoneInput {
  readonly filled: readonly FilledQuery[];
  /** The series as they usually are. */
  readonly index: SeriesIndex;
  readonly nowSeconds: number;
  readonly work: InferWork;
  /** When the member goes, in milliseconds from the begin of the data, and for how long. */
  readonly fromMs: number;
  readonly forMs: number;
}

/** Labels that say where a series was scraped. */
const targetLabels = ["instance", "job", "pod"];

/**
 * The metrics in which what was scraped from a member that is down is not there while it is: nobody can scrape it. A
 * metric of which a panel would then show nothing at all stays.
 *
 * @param down - labels of `up` of that member.
 */
export function withoutMember(
  metrics: readonly InferredMetric[],
  down: ReadonlyMap<string, string>,
  input: GoneInput,
): readonly InferredMetric[] {
  const wanted = targetLabels.filter((name) => down.has(name));
  if (!wanted.some((name) => name !== "job")) return metrics;
  const isOfMember = (labels: ReadonlyMap<string, string>) =>
    wanted.every((name) => labels.get(name) === down.get(name));
  const gone = new Set(
    metrics.filter(({ kind, name, series }) => {
      const own = series.filter(({ labels }) => isOfMember(labels)).length;
      return kind !== "info" && !/(?:^|_)up$/.test(name) && own > 0 && own < series.length;
    }),
  );
  const byWire = new Map(metrics.flatMap((metric) => wireNames(metric).map((name) => [name, metric] as const)));
  for (const { root } of input.filled) {
    const read = selectorsIn(root).flatMap(({ metric = "" }) => byWire.get(metric) ?? []);
    if (!read.some((metric) => gone.has(metric))) continue;
    const shows = (select: (one: LevelSeries) => boolean) => {
      const found = input.work.tryOnce(() =>
        evaluate(root, {
          instants: input.index.instants,
          nowSeconds: input.nowSeconds,
          historySeconds: 86_400 * 60,
          select: (selector) => selectSeries(selector, input.index).filter(select),
        }),
      )?.value;
      return found?.kind === "vector" && found.series.some(({ values }) => values.some((one) => !Number.isNaN(one)));
    };
    const stays = ({ labels }: LevelSeries) =>
      !isOfMember(labels) || !gone.has(byWire.get(labels.get("__name__") ?? "")!);
    if (!shows(stays) && shows(() => true)) for (const metric of read) gone.delete(metric);
  }
  return metrics.map((metric) =>
    gone.has(metric)
      ? { ...metric, series: metric.series.map((one) => (isOfMember(one.labels) ? absent(one, input) : one)) }
      : metric,
  );
}

function absent(one: InferredSeries, { fromMs, forMs }: GoneInput): InferredSeries {
  const signal = [
    { limit: { of: specOf(one.signal), for: formatDuration(fromMs) } },
    { gap: { for: formatDuration(forMs) } },
  ];
  return { ...one, signal: { form: "course", signal, factor: 1, fixed: true } };
}
