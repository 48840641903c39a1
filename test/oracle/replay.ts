import { PrometheusError } from "../../src/errors.ts";
import type { QueryAnswer, QueryBackend } from "../../src/templating/backend.ts";
import type { RecordedDashboard, RecordedSeries, RecordedTarget } from "./record-shape.ts";

/**
 * A Prometheus that answers what Grafana answered when the recording was made: the same queries at the same steps, and
 * nothing else. A query that Grafana never sent is refused in a way that no verdict of the check takes for an answer.
 */
export function replay({ panels, questions }: RecordedDashboard): QueryBackend {
  const known = new Map<string, Asked[]>();
  for (const { copies, fromMs } of panels)
    for (const target of copies.flatMap((copy) => copy.targets)) {
      const { executed, instant, stepSeconds } = target;
      if (executed === undefined) continue;
      const key = keyOf(executed, instant ? undefined : stepSeconds);
      known.set(key, [...(known.get(key) ?? []), { fromMs, target }]);
    }
  const answer = (query: string, stepSeconds: number | undefined, startMs?: number): QueryAnswer => {
    const asked = known.get(keyOf(query, stepSeconds));
    if (asked === undefined)
      throw new PrometheusError(`Grafana never asked ${query} every ${stepSeconds} s`, { code: "failed" });
    const { target } = startMs === undefined ? asked[0]! : nearest(asked, startMs);
    if (target.error !== undefined) throw new PrometheusError(target.error, { code: "bad-query", status: 400 });
    return { series: target.series.map(readSeries) };
  };
  const unasked = async (): Promise<never> => {
    throw new PrometheusError("not recorded", { code: "bad-query", status: 400 });
  };
  return {
    instant: async (query) => {
      const question = questions.find(({ label, match }) => label === undefined && match === query);
      return question === undefined ? answer(query, undefined) : { series: question.answer.map(readResult) };
    },
    range: async (query, { stepMs, startMs }) => answer(query, stepMs / 1000, startMs),
    labelNames: unasked,
    labelValues: async (label, { match = "" }) =>
      questions.find((each) => each.label === label && same(each.match, match))?.answer ?? unasked(),
    series: unasked,
  };
}

/** A target, and where the time range of its panel begins. */
interface Asked {
  readonly fromMs: number;
  readonly target: RecordedTarget;
}

/** Of equal queries of panels that look at other times, the one whose range begins there. */
function nearest(asked: readonly Asked[], startMs: number): Asked {
  const away = ({ fromMs }: Asked) => Math.abs(fromMs - startMs);
  return asked.reduce((best, each) => (away(each) < away(best) ? each : best));
}

const same = (one: string, other: string) => one.replaceAll(/\s/g, "") === other.replaceAll(/\s/g, "");

/** Grafana writes `1m0s` for `60s`. */
function keyOf(query: string, stepSeconds: number | undefined): string {
  const plain = query.replace(/\[([^\]]*)\]/g, (_, lengths: string) => `[${lengths.replace(/[\w.]+/g, inSeconds)}]`);
  return `${stepSeconds ?? "now"} ${plain.replaceAll(/\s/g, "")}`;
}

function inSeconds(length: string): string {
  const units: Record<string, number> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };
  const found = [...length.matchAll(/(\d+)(ms|[smhd])/g)];
  return found.length === 0 ? length : `${found.reduce((sum, [, n, unit]) => sum + Number(n) * units[unit!]!, 0)}s`;
}

function readSeries({ labels, startMs, stepMs, values }: RecordedSeries) {
  const present = values.flatMap((value, index) =>
    value === null ? [] : [{ value, timeMs: startMs + index * stepMs }],
  );
  return {
    labels: new Map(Object.entries(labels)),
    timesMs: present.map(({ timeMs }) => timeMs),
    values: present.map(({ value }) => (typeof value === "number" ? value : Number(value.replace("Inf", "Infinity")))),
  };
}

/** `name{label="value"} 1 1700000000000`. */
function readResult(text: string) {
  const [, name, list, value, time] = /^(\w*)\{(.*)\} (\S+) (\d+)$/.exec(text)!;
  const labels = [...list!.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, each]) => [label!, each!] as const);
  return { labels: new Map([["__name__", name!], ...labels]), timesMs: [Number(time)], values: [Number(value)] };
}
