import { createBlock, present } from "../../generator/sampling/block.ts";
import { type Prometheus, requireData } from "../connection.ts";
import { LabelEncoder } from "../encode/encode-labels.ts";
import { FloatWriter } from "../encode/float-writer.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import { deleteSelected, type SeriesDeletion } from "../query/delete-series.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** The metric of the marks. It never carries the isolation label: no query of a preview sees it. */
export const markMetric = "dashpreview_preview_info";

/** What the receiver is told of a revision before its first sample: which dashboards are to show it, and where. */
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
 * @param options.timeMs - no later than the revision's first sample: a Prometheus with default settings takes nothing
 *   much older than the newest one.
 * @returns whether it was stored. A receiver that refuses it says why when the samples come.
 * @throws {PrometheusError} if there is no answer for too long.
 */
export async function writeMark(
  prometheus: Prometheus,
  { value, home, srcs }: RevisionMark,
  { timeMs, ...context }: SendContext & { readonly timeMs: number },
): Promise<boolean> {
  const [writer, encoder, template, block] = [
    new FloatWriter(),
    new LabelEncoder(),
    sliceTemplate(timeMs, 1, 1),
    createBlock(1),
  ];
  block.values[0] = 1;
  block.states[0] = present;
  const each = new Set(srcs);
  for (const src of each) {
    const labels = [
      ["dashboards", String(each.size)],
      ["home", home],
      ["preview", value],
      ["src", src],
    ] as const;
    writer.appendSeries(encoder.encode({ name: markMetric, labels, native: false }), block, 1, template);
  }
  return (await sendRequest(prometheus, writer, context)).state === "stored";
}

/** A mark as it was read. */
export interface FoundMark extends RevisionMark {
  /** All its dashboards are there, in one home. One that is not whole proves nothing. */
  readonly whole: boolean;
}

/**
 * The marks that the receiver has, by value of the isolation label. Changes nothing.
 *
 * @param project - of these previews alone; undefined: of all.
 * @throws {PrometheusError} if they cannot be listed.
 */
export async function listMarks(prometheus: Prometheus, project?: string): Promise<Map<string, FoundMark>> {
  const matchers = project === undefined ? "" : `,preview=~"${project}[.].+"`;
  // As with the values of the label: from 1, since VictoriaMetrics takes 0 for "no start".
  const parameters = { "match[]": `{__name__="${markMetric}"${matchers}}`, start: "1", end: "4102444800" };
  const doing = "listing what the receiver knows of previews";
  const data = requireData(prometheus, doing, await prometheus.ask({ method: "GET", path: "/series", parameters }));
  const found = new Map<string, { homes: Set<string>; srcs: Set<string>; counts: Set<string> }>();
  for (const labels of Array.isArray(data) ? (data as unknown[]) : []) {
    const { preview: value, home, src, dashboards } = (labels ?? {}) as Record<string, unknown>;
    if (typeof value !== "string" || typeof home !== "string" || typeof src !== "string") continue;
    const one = found.get(value) ?? { homes: new Set(), srcs: new Set(), counts: new Set() };
    one.homes.add(home);
    one.srcs.add(src);
    one.counts.add(String(dashboards));
    found.set(value, one);
  }
  return new Map(
    [...found].map(([value, { homes, srcs, counts }]) => {
      const whole = homes.size === 1 && counts.size === 1 && counts.has(String(srcs.size));
      return [value, { value, home: [...homes][0]!, srcs: [...srcs], whole }];
    }),
  );
}

/** Deletes a mark. Safe to repeat. @throws {PrometheusError} if there is no answer. */
export async function deleteMark(
  prometheus: Prometheus,
  value: string,
  options: { readonly timeoutMs?: number } = {},
): Promise<SeriesDeletion> {
  return deleteSelected(prometheus, `{__name__="${markMetric}",preview=${JSON.stringify(value)}}`, options);
}
