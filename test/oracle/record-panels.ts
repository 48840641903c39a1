import type { Chosen } from "../attack/grafana-variables.ts";
import type { Browser, Range } from "./browser.ts";
import type { Json } from "./dashboards/build.ts";
import { fillQuery, type Opened } from "./filling.ts";
import type { RecordedCopy, RecordedPanel, RecordedSeries, RecordedTarget } from "./record-shape.ts";

/** A panel in one form, whatever the schema, with the variables that it and its row are repeated for. */
interface Flat {
  readonly panel: Json;
  readonly repeats: readonly string[];
}

/** Asks Grafana for every panel of a dashboard, each copy of a repeated one. */
export async function recordPanels(
  model: Json,
  opened: Opened,
  { browser, range }: { readonly browser: Browser; readonly range: Range },
): Promise<RecordedPanel[]> {
  const record = async ({ panel, repeats }: Flat): Promise<RecordedPanel> => {
    const shared = panel.targets?.find(({ panelId }: Json) => panelId !== undefined)?.panelId;
    const copies: RecordedCopy[] = [];
    for (const values of combinations(repeats, opened)) {
      const chosen = new Map<string, Chosen>([
        ...opened.chosen,
        ...Object.entries(values).map(([name, value]) => [name, { value, text: value }] as const),
      ]);
      const targets = shared === undefined ? await ask(panel, { ...opened, chosen }, { browser, range }) : [];
      copies.push({ values, targets });
    }
    const { title, id, type } = panel;
    return { title, id, type, ...rangeOf(panel, range), ...(shared !== undefined && { sharedFrom: shared }), copies };
  };
  return Promise.all(flatten(model).map(record));
}

function combinations(repeats: readonly string[], { each }: Opened): Record<string, string>[] {
  return repeats.reduce<Record<string, string>[]>(
    (all, name) => all.flatMap((one) => (each.get(name) ?? []).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

function flatten(model: Json): Flat[] {
  if (model.elements !== undefined) return flattenRows(model);
  const found: Flat[] = [];
  for (const row of model.rows ?? []) for (const panel of row.panels) found.push({ panel, repeats: [] });
  let around: readonly string[] = [];
  for (const panel of model.panels ?? []) {
    if (panel.type === "row") around = panel.repeat ? [panel.repeat] : [];
    else found.push({ panel, repeats: [...around, ...(panel.repeat ? [panel.repeat] : [])] });
  }
  return found;
}

function flattenRows({ elements, layout }: Json): Flat[] {
  return layout.spec.rows.flatMap(({ spec: row }: Json) =>
    row.layout.spec.items.map(({ spec: { element } }: Json): Flat => {
      const { spec } = elements[element.name];
      const targets = spec.data.spec.queries.map(({ spec: { refId, hidden, query } }: Json) => ({
        refId,
        hide: hidden,
        ...query.spec,
      }));
      const panel = { id: spec.id, title: spec.title, type: spec.vizConfig.group, targets };
      return { panel, repeats: row.repeat ? [row.repeat.value] : [] };
    }),
  );
}

const isExpression = ({ datasource }: Json) => datasource?.uid === "__expr__";

async function ask(
  panel: Json,
  opened: Opened,
  { browser, range: whole }: { readonly browser: Browser; readonly range: Range },
): Promise<RecordedTarget[]> {
  const targets: Json[] = panel.targets ?? [];
  const worked = targets.some(isExpression);
  const sent = targets.filter(({ hide }) => hide !== true || worked);
  if (sent.length === 0) return targets.map((each) => unasked(each));
  const range = rangeOf(panel, whole);
  const maxDataPoints = panel.maxDataPoints ?? 1000;
  const intervalMs = intervalOf(range, maxDataPoints, panel.interval ?? "15s");
  const requests = sent.map(({ hide: _hide, ...each }) =>
    isExpression(each)
      ? each
      : {
          ...each,
          datasource: { type: "prometheus", uid: browser.uid },
          expr: fillQuery(each.expr, opened),
          range: each.instant !== true,
          instant: each.instant === true,
          intervalMs,
          maxDataPoints,
        },
  );
  const results = await browser.query(requests, range);
  return targets.map((each) =>
    sent.includes(each)
      ? readTarget(
          each,
          results?.[each.refId],
          requests.find(({ refId }) => refId === each.refId),
        )
      : unasked(each),
  );
}

function rangeOf({ timeFrom, timeShift }: Json, { fromMs, toMs }: Range): Range {
  const shiftMs = timeShift === undefined ? 0 : lengthMs(timeShift);
  const from = timeFrom === undefined ? fromMs : toMs - lengthMs(timeFrom);
  return { fromMs: from - shiftMs, toMs: toMs - shiftMs };
}

function lengthMs(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text)!;
  return Number(count) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as "s" | "m" | "h" | "d"];
}

/** Grafana rounds to lengths that people use; the fixtures need those from 15 s to 2 min. */
function intervalOf({ fromMs, toMs }: Range, maxDataPoints: number, least: string): number {
  const plain = (toMs - fromMs) / maxDataPoints;
  const rounded = plain < 15_000 ? 15_000 : plain < 45_000 ? 30_000 : plain < 90_000 ? 60_000 : 120_000;
  return Math.max(rounded, lengthMs(least));
}

function unasked({ refId, hide, instant, datasource }: Json): RecordedTarget {
  const source = datasource?.uid === "__expr__" ? "__expr__" : "prometheus";
  return { refId, hidden: hide === true, source, instant: instant === true, series: [] };
}

/** Grafana does not say what it sent for a query that it only works with: then that is what it was asked to send. */
function readTarget(target: Json, result: Json, request: Json): RecordedTarget {
  const frames: Json[] = result?.frames ?? [];
  const said = frames[0]?.schema?.meta?.executedQueryString;
  const [, sent, step] = /^Expr: ([\s\S]*)\nStep: (\S+)$/.exec(said ?? "") ?? [];
  const unsaid = sent === undefined && result?.frames !== undefined && !isExpression(target);
  const executed = unsaid ? request.expr : sent;
  const stepSeconds = unsaid ? request.intervalMs / 1000 : seconds(step ?? "");
  return {
    ...unasked(target),
    ...(executed !== undefined && { executed, stepSeconds }),
    ...(result?.error && { error: result.error }),
    ...(result === undefined && { error: "no answer" }),
    series: frames.flatMap(readFrame),
  };
}

/** `1m30s` as Go writes it. */
function seconds(text: string): number {
  return [...text.matchAll(/([\d.]+)(h|ms|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * { h: 3600, m: 60, s: 1, ms: 0.001 }[unit as "h" | "m" | "s" | "ms"],
    0,
  );
}

/** A table has columns of text; its numbers are one series, since only their being there counts. */
function readFrame({ schema, data }: Json): RecordedSeries[] {
  const fields: Json[] = schema?.fields ?? [];
  const times: number[] = data.values[fields.findIndex(({ type }) => type === "time")] ?? [];
  return fields.flatMap((field, index) => {
    if (field.type !== "number") return [];
    const entities = data.entities?.[index] ?? {};
    const values = data.values[index].map((value: number | null, at: number) => {
      if (entities.NaN?.includes(at)) return "NaN";
      if (entities.Inf?.includes(at)) return "+Inf";
      if (entities.NegInf?.includes(at)) return "-Inf";
      return value === null ? null : Number(value.toPrecision(6));
    });
    const stepMs = times.length < 2 ? 0 : times[1]! - times[0]!;
    return [{ labels: field.labels ?? {}, startMs: times[0] ?? 0, stepMs, values }];
  });
}
