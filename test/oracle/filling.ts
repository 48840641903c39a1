import { type Chosen, fillTwice, savedVariables } from "../attack/grafana-variables.ts";
import type { Json } from "./dashboards/build.ts";

type Variable = ReturnType<typeof savedVariables>[number];

/** The variables of a dashboard as it opens, and the values that each one can take. */
export interface Opened {
  readonly variables: readonly Variable[];
  readonly chosen: ReadonlyMap<string, Chosen>;
  /** The single values of a variable that panels are repeated for. */
  readonly each: ReadonlyMap<string, readonly string[]>;
}

/** Asks the values of a variable's query, which is filled in. */
export type AskValues = (query: string) => Promise<readonly string[]>;

/**
 * Opens a dashboard as Grafana does: variables one after the other, each with what was saved, with all of its values
 * where "All" was, or with the first one.
 */
export async function openDashboard(model: Json, ask: AskValues): Promise<Opened> {
  const variables = savedVariables(model);
  const chosen = new Map<string, Chosen>();
  const each = new Map<string, readonly string[]>();
  for (const { name, type, body } of variables) {
    if (type === "adhoc") continue;
    const values = type === "query" ? await offered(body, ask, { variables, chosen }) : listed(body);
    const saved = body.current?.value;
    const all = [saved].flat()[0] === "$__all";
    each.set(name, values);
    if (all && body.allValue) chosen.set(name, { value: body.allValue, text: "All", raw: body.allValue });
    else if (all) chosen.set(name, { value: values, text: "All" });
    else if (saved !== undefined && values.includes(saved)) chosen.set(name, { value: saved, text: saved });
    else chosen.set(name, { value: values[0] ?? "", text: values[0] ?? "" });
  }
  return { variables, chosen, each };
}

function listed({ type, query }: Json): readonly string[] {
  return type === "custom" || type === "interval" ? query.split(",") : [query];
}

async function offered(
  { query, regex }: Json,
  ask: AskValues,
  { variables, chosen }: Pick<Opened, "variables" | "chosen">,
): Promise<readonly string[]> {
  const text = query.spec?.query ?? query.query;
  const answers = await ask(fillTwice(text, variables, chosen));
  const pattern = /^\/(.*)\/$/.exec(regex ?? "")?.[1];
  if (pattern === undefined) return answers;
  return [
    ...new Set(
      answers.flatMap((answer) => {
        const match = new RegExp(pattern).exec(answer);
        return match === null ? [] : [match[1] ?? answer];
      }),
    ),
  ];
}

const ownLengths = /\$(__\w+)|\$\{(__\w+)\}/g;

/** A query with the variables in it, but for the lengths that Grafana's server fills in, and with ad hoc filters. */
export function fillQuery(text: string, { variables, chosen }: Opened): string {
  const kept: string[] = [];
  const masked = text.replace(ownLengths, (match) => `§${kept.push(match) - 1}§`);
  const filled = fillTwice(masked, variables, chosen).replace(/§(\d+)§/g, (_, index) => kept[Number(index)]!);
  const filters = variables.filter(({ type }) => type === "adhoc").flatMap(({ body }) => body.filters.map(matcherOf));
  if (filters.length === 0) return filled;
  return filled.replace(
    /\b(oracle\w*_\w+)(?:\{([^}]*)\})?/g,
    (_, metric, matchers) => `${metric}{${[...(matchers ? [matchers] : []), ...filters].join(",")}}`,
  );
}

function matcherOf({ key, operator, value, values }: Json): string {
  const escaped = (text: string) => text.replace(/[\\^$*+?.()|[\]{}]/g, "\\\\$&");
  if (operator === "=|" || operator === "!=|")
    return `${key}${operator === "=|" ? "=~" : "!~"}"${values.map(escaped).join("|")}"`;
  return `${key}${operator}"${value}"`;
}
