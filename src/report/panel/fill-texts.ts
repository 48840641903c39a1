import { setOwn } from "../../json/edit.ts";
import { builtinValues, interpolate } from "../../templating/interpolate.ts";
import type { QueryTiming, TimeRange } from "../../templating/query-timing.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";

/** Characters that the texts and settings of a page may still have. Used up by whoever is given it. */
export interface TextBudget {
  left: number;
}

/** Of one dashboard with all its views and copies of panels. Large real ones have less than a tenth of it. */
export const usualTextBudget = 20_000_000;

/** The values of variables in texts of one dashboard, or of one copy of a repeated panel. */
export interface FillContext {
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  readonly range: TimeRange;
  /** Of the panel's queries. Without it, `$__interval` stays. */
  readonly timing?: Pick<QueryTiming, "stepMs" | "rateIntervalMs"> | undefined;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
  /** When it is used up, texts stay as they are written. Default: only single texts are bounded. */
  readonly budget?: TextBudget | undefined;
}

/** Longest text that is filled in, and the longest that may come of it. */
const [maxWritten, maxFilled] = [200_000, 400_000];

/** Only queries know these. */
const ofQueries = /^__(?:rate_interval|range|searchFilter|name)/;

/**
 * A text with variables filled in, as Grafana does it for texts that people read. What only a field or value knows
 * (`${__field.name}`, `${__value.text}`) stays.
 *
 * @param options.format - where a reference names none. Default `glob`, Grafana's own.
 */
export function fillText(text: string, options: FillContext & { readonly format?: string }): string {
  const written = text.slice(0, maxWritten);
  if (!written.includes("$") && !written.includes("[[")) return written;
  const { resolved, format = "glob", budget } = options;
  if (budget !== undefined && budget.left <= 0) return written;
  const values = { values: resolved, builtins: builtinsOf(options), defaultFormat: format };
  const filled = interpolate(written, values).slice(0, maxFilled);
  if (budget !== undefined) budget.left -= filled.length;
  return filled;
}

/** A JSON value with {@link fillText} done to its strings, and with `names` to the names of properties too. */
export function fillJson(value: unknown, context: FillContext, { names = false } = {}): unknown {
  if (typeof value === "string") return fillText(value, context);
  if (Array.isArray(value)) return value.map((one) => fillJson(one, context, { names }));
  if (typeof value !== "object" || value === null) return value;
  const filled = {};
  for (const [name, one] of Object.entries(value))
    setOwn(filled, names ? fillText(name, context) : name, fillJson(one, context, { names }));
  return filled;
}

const known = new WeakMap<object, ReadonlyMap<string, string>>();

function builtinsOf(context: FillContext): ReadonlyMap<string, string> {
  const { resolved, range, timing, dashboard } = context;
  const made = known.get(context);
  if (made !== undefined) return made;
  const all = builtinValues({ range, timing: timing ?? { stepMs: 1, rateIntervalMs: 1 }, dashboard });
  const of = [...all].filter(
    ([name]) => !ofQueries.test(name) && (timing !== undefined || !name.startsWith("__interval")),
  );
  const values: ReadonlyMap<string, string> = new Map([
    ...of,
    ["__url_time_range", `from=${Math.round(range.fromMs)}&to=${Math.round(range.toMs)}`],
    ["__all_variables", allVariables(resolved)],
  ]);
  known.set(context, values);
  return values;
}

/** Values of variables that are put in links, at most: some hundred make an address that no server takes. */
const maxValues = 200;

function allVariables(resolved: ReadonlyMap<string, ResolvedVariable>): string {
  const parameters = [...resolved.values()].flatMap(({ name, value, all }) => {
    const values = all ? ["$__all"] : typeof value === "string" ? [value] : value;
    return values.map((one) => `var-${encode(name)}=${encode(one)}`);
  });
  return parameters.slice(0, maxValues).join("&");
}

/** Lone halves of surrogate pairs, which cannot be encoded, are replaced. */
const encode = (text: string) => encodeURIComponent(Buffer.from(text, "utf8").toString("utf8"));
