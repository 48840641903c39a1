import { requireData } from "../answer.ts";
import { encodePoints } from "../encode/encode-floats.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import { progressMetric } from "../live/live-progress.ts";
import type { Prometheus } from "../prometheus.ts";
import { decodeLabelSets } from "../query/decode-answer.ts";
import { deleteSelected, type SeriesDeletion } from "../query/delete-series.ts";
import { subjectOf } from "../query/query.ts";
import { shardMetrics } from "../shards/shard-marks.ts";
import { agreeOnVersion } from "./agree-on-version.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** The metric of the marks. It does not carry the isolation label, so no query of a preview sees it. */
export const markMetric = "dashpreview_preview_info";

/** A record in the receiver, written before a revision's first sample: the dashboards that will show the revision. */
export interface RevisionMark {
  /** The value of the isolation label on the revision's series. */
  readonly value: string;
  /** The folder that the dashboards are saved into; see `homeId`. */
  readonly home: string;
  /** The `dp-src` of each dashboard. */
  readonly srcs: readonly string[];
}

/**
 * Writes a mark: one series for each dashboard, with one sample. Safe to repeat.
 *
 * @param options.timeMs - Unix milliseconds, no later than the revision's first sample: a Prometheus with default
 *   settings refuses samples much older than its newest one.
 * @returns whether it was stored. If the receiver refuses it, writing the samples will fail with the reason.
 * @throws {PrometheusError} if the receiver does not answer within the retry time.
 */
export async function writeMark(
  prometheus: Prometheus,
  { value, home, srcs }: RevisionMark,
  { timeMs, ...context }: SendContext & { readonly timeMs: number },
): Promise<boolean> {
  const each = new Set(srcs);
  const points = [...each].map((src) => {
    const labels = [
      ["dashboards", String(each.size)],
      ["home", home],
      ["preview", value],
      ["src", src],
    ] as const;
    return { name: markMetric, labels, value: 1 };
  });
  const version = await agreeOnVersion(prometheus, context);
  const outcome = await sendRequest(prometheus, encodePoints(version, points, sliceTemplate(timeMs, 1, 1)), context);
  return outcome.state === "stored";
}

/** A mark read back from the receiver. */
export interface FoundMark extends RevisionMark {
  /** True if it has all of its dashboards, in one home. An incomplete mark proves nothing. */
  readonly whole: boolean;
}

/**
 * The marks in the receiver, by value of the isolation label. Read-only.
 *
 * @param projects - only marks of these projects. Default: all.
 * @throws {PrometheusError} if they cannot be listed.
 */
export async function listMarks(prometheus: Prometheus, projects?: readonly string[]): Promise<Map<string, FoundMark>> {
  const matchers = projects === undefined ? "" : `,preview=~"(?:${projects.join("|")})[.].+"`;
  // Start at 1, because VictoriaMetrics reads 0 as "no start".
  const parameters = { "match[]": `{__name__="${markMetric}"${matchers}}`, start: "1", end: "4102444800" };
  const doing = "listing the marks of previews";
  const data = requireData(prometheus, doing, await prometheus.ask({ method: "GET", path: "/series", parameters }));
  const found = new Map<string, { homes: Set<string>; srcs: Set<string>; counts: Set<string> }>();
  for (const labels of decodeLabelSets(data, subjectOf(prometheus, doing))) {
    const [value, home, src] = ["preview", "home", "src"].map((name) => labels.get(name));
    if (value === undefined || home === undefined || src === undefined) continue;
    const one = found.get(value) ?? { homes: new Set(), srcs: new Set(), counts: new Set() };
    one.homes.add(home);
    one.srcs.add(src);
    one.counts.add(labels.get("dashboards") ?? "");
    found.set(value, one);
  }
  return new Map(
    [...found].map(([value, { homes, srcs, counts }]) => {
      const whole = homes.size === 1 && counts.size === 1 && counts.has(String(srcs.size));
      return [value, { value, home: [...homes][0]!, srcs: [...srcs], whole }];
    }),
  );
}

/**
 * Deletes a mark, and how far live writing has come. Safe to repeat.
 *
 * @throws {PrometheusError} if there is no answer.
 */
export async function deleteMark(
  prometheus: Prometheus,
  value: string,
  options: { readonly timeoutMs?: number } = {},
): Promise<SeriesDeletion> {
  return deleteSelected(
    prometheus,
    `{__name__=~"${[markMetric, progressMetric, ...shardMetrics].join("|")}",preview=${JSON.stringify(value)}}`,
    options,
  );
}
