import { builtinValues, interpolate } from "../../templating/interpolate.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";

/** Fills variables into texts and settings, as Grafana does outside of queries. */
export interface Filler {
  /** For people, as in titles: `a + b`. */
  readonly title: (text: string) => string;
  /** In settings and legends: `{a,b}`. */
  readonly setting: (text: string) => string;
  /** In the content of a text panel that is HTML or Markdown: escaped. */
  readonly html: (text: string) => string;
}

/** Where a {@link Filler} finds its values. */
export interface FillOptions {
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  readonly range: TimeRange;
  readonly stepMs: number;
  readonly dashboard: { readonly title: string; readonly uid?: string } | undefined;
}

/** Fills in a dashboard's variables; those of a field or value stay for the page. */
export function createFiller({ resolved, range, stepMs, dashboard }: FillOptions): Filler {
  const all = builtinValues({ range, timing: { stepMs, rateIntervalMs: stepMs }, dashboard });
  const builtins = new Map([...all].filter(([name]) => name !== "__name" && !name.startsWith("__rate")));
  const as = (defaultFormat: string) => (text: string) =>
    /\$|\[\[/.test(text) ? interpolate(text, { values: resolved, builtins, defaultFormat }) : text;
  return { title: as("text"), setting: as("glob"), html: as("html") };
}

/** Settings may hold settings no deeper than this. */
const maxDepth = 30;

/** Fills in every text among settings, however deep it lies. Names of settings stay as they are. */
export function fillDeep<Value>(value: Value, fill: (text: string) => string, depth = 0): Value {
  if (typeof value === "string") return fill(value) as Value;
  if (typeof value !== "object" || value === null || depth > maxDepth) return value;
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, fill, depth + 1)) as Value;
  const filled = Object.entries(value).map(([name, item]) => [name, fillDeep(item, fill, depth + 1)]);
  return Object.fromEntries(filled) as Value;
}
