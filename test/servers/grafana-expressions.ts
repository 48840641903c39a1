import { type Command, type ExpressionQuery, readCommand } from "./expression-commands.ts";
import { none, type Value } from "./expression-math.ts";
import type { Json } from "./grafana-store.ts";

/** Whether a query is calculated by Grafana itself. */
export function isExpression({ datasource }: { readonly datasource: unknown }): boolean {
  const uid = typeof datasource === "string" ? datasource : (datasource as { uid?: string } | undefined)?.uid;
  return uid === "__expr__" || uid === "-100";
}

/** Every query of a request has its own refId. */
const duplicate = {
  statusCode: 400,
  messageId: "query.duplicateRefId",
  message: "Multiple queries using the same RefId is not allowed ",
};

/**
 * Runs a request with expressions as Grafana 12.4 does: what cannot be put together spoils the whole request, a query
 * that fails only those that use it. SQL is switched off, as it is by default.
 *
 * @param run - runs a query of a data source; gives its result as it is without expressions.
 */
export async function runExpressions(
  queries: readonly ExpressionQuery[],
  range: { readonly fromMs: number; readonly toMs: number },
  run: (query: ExpressionQuery) => Promise<Json>,
) {
  if (new Set(queries.map(({ refId }) => refId)).size < queries.length) return { status: 400, body: duplicate };
  const commands = new Map<string, Command>();
  for (const query of queries.filter(isExpression)) {
    try {
      const command = readCommand(query, range);
      if (command === undefined) return whole;
      commands.set(query.refId, command);
    } catch (error) {
      const said = (error as Error).message;
      const message = `failed to parse expression [${query.refId}]: ${said}`;
      return { status: 400, body: { statusCode: 400, messageId: "sse.parseError", message, extra: { error: said } } };
    }
  }
  const order = inOrder(queries, commands);
  if (order === undefined) return whole;
  const values = new Map<string, readonly Value[]>();
  const results: Record<string, Json> = {};
  for (const query of queries.filter((one) => !commands.has(one.refId))) {
    const result = await run(query);
    const failed = typeof result["error"] === "string";
    const error = `[sse.dataQueryError] failed to execute query [${query.refId}]: ${String(result["error"])}`;
    const given = failed ? [] : readFrames(result["frames"] as Json[], query);
    const isNumber = given[0]?.kind === "number";
    results[query.refId] = failed ? { status: 500, error, frames: [] } : isNumber ? write(query.refId, given) : result;
    if (!failed) values.set(query.refId, given);
  }
  for (const refId of order) {
    const { needs, run: calculate } = commands.get(refId)!;
    const broken = needs.find((need) => results[need]?.["error"] !== undefined);
    const error =
      `[sse.dependencyError] did not execute expression [${refId}] ` +
      `due to a failure of the dependent expression or query [${broken}]`;
    try {
      const given = broken === undefined ? calculate(values) : [];
      values.set(refId, given);
      results[refId] = broken === undefined ? write(refId, given) : { status: 500, error, frames: [] };
    } catch (thrown) {
      results[refId] = { status: 500, error: (thrown as Error).message, frames: [] };
    }
  }
  for (const { refId, hide } of queries) if (hide === true) delete results[refId];
  const failed = Object.values(results).some(({ error }) => error !== undefined);
  return { status: failed ? 400 : 200, body: { results } };
}

const whole = { status: 500, body: { message: "Query data error" } };

/** Inputs first; undefined where one is missing, in a circle, or of a kind that cannot be used. */
function inOrder(queries: readonly ExpressionQuery[], commands: ReadonlyMap<string, Command>): string[] | undefined {
  const known = new Set(queries.map(({ refId }) => refId));
  for (const { type, needs } of commands.values()) {
    if (needs.some((need) => !known.has(need) || commands.get(need)?.type === "classic_conditions")) return undefined;
    if (type === "classic_conditions" && needs.some((need) => commands.has(need))) return undefined;
  }
  const order: string[] = [];
  while (order.length < commands.size) {
    const ready = [...commands].find(
      ([refId, { needs }]) =>
        !order.includes(refId) && needs.every((need) => !commands.has(need) || order.includes(need)),
    );
    if (ready === undefined) return undefined;
    order.push(ready[0]);
  }
  return order;
}

function readFrames(frames: readonly Json[], { instant, range }: ExpressionQuery): readonly Value[] {
  const read = frames.flatMap((frame): Value[] => {
    const { schema, data } = frame as {
      schema: { fields: { labels?: Record<string, string> }[] };
      data: { values: (number | null)[][]; entities?: (Record<string, number[]> | null)[] };
    };
    const labels = schema.fields[1]?.labels;
    if (labels === undefined) return [];
    const values = [...data.values[1]!];
    const special = { NaN: Number.NaN, Inf: Number.POSITIVE_INFINITY, NegInf: Number.NEGATIVE_INFINITY };
    for (const [name, places] of Object.entries(data.entities?.[1] ?? {}))
      for (const place of places) values[place] = special[name as "NaN"];
    const isNumber = instant === true && range !== true;
    return [
      { kind: isNumber ? "number" : "series", labels, timesMs: isNumber ? [] : (data.values[0] as number[]), values },
    ];
  });
  return read.length === 0 ? [none] : read;
}

function write(refId: string, values: readonly Value[]): Json {
  const frames = values.map(({ kind, labels, timesMs, values: column }) => {
    if (kind === "none") return { schema: { refId, fields: [] }, data: { values: [] } };
    const places: Record<string, number[]> = {};
    const numbers = column.map((value, index) => {
      if (value === null || Number.isFinite(value)) return value;
      const name = Number.isNaN(value) ? "NaN" : value > 0 ? "Inf" : "NegInf";
      places[name] = [...(places[name] ?? []), index];
      return null;
    });
    const isSeries = kind === "series";
    const meta = { type: isSeries ? "timeseries-multi" : "numeric-multi", typeVersion: [0, 1] };
    const number = { name: refId, type: "number", labels };
    const entities = Object.keys(places).length === 0 ? {} : { entities: isSeries ? [null, places] : [places] };
    return {
      schema: { refId, meta, fields: isSeries ? [{ name: "Time", type: "time" }, number] : [number] },
      data: { values: isSeries ? [timesMs, numbers] : [numbers], ...entities },
    };
  });
  return { status: 200, frames };
}
