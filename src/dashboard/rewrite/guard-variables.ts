import { defined } from "../../json/defined.ts";
import { type JsonPath, sameJson } from "../../json/edit.ts";
import { asArray, field } from "../../json/read.ts";
import type { ValueDemand, ValueDomain } from "../../promql/variables/value-domain.ts";
import type { VariableOption } from "../../promql/variables/variable-value.ts";
import { listVariable } from "../view/new-variable.ts";
import { parts } from "../view/parts.ts";
import { schemas } from "../view/schema.ts";
import type { VariableView } from "../view/variables.ts";
import { guardRegex } from "./guard-regex.ts";
import type { RewriteContext } from "./rewrite-context.ts";
import { characterPattern, meetsDemand } from "./value-guard.ts";

/**
 * Keeps the variables of a preview to what its queries were proved with: no values from the address or typed by hand,
 * saved values and lists that fit, and of a server's answers only those that cannot change a query.
 */
export function guardVariables(context: RewriteContext): void {
  const { domains, demands } = context;
  for (const view of parts(context).variables) {
    const demand = demands.get(view.name);
    const known = domains.get(view.name);
    if (demand === undefined || known === undefined) continue;
    const domain = known.state === "nested" ? known.chosen : known;
    if (domain.state === "asked") guardAsked(context, view, { demand, domain });
    else if (domain.state === "listed") guardListed(context, view, domain);
    else if (domain.state === "typed") {
      replaceByList(context, view, {
        choices: [{ text: domain.value, value: domain.value }],
        multi: false,
        includeAll: false,
      });
      context.findings.push({
        variable: view.name,
        state: "skipped",
        code: "fixed",
        reason: "what is typed into it could change a query, so the preview keeps its saved value",
      });
    }
  }
}

/** No values but those that are offered: none from the address of the page, none typed. */
function lock({ journal }: RewriteContext, view: VariableView): void {
  const { allValue, includeAll } = view.body;
  // Until it has asked its server, Grafana takes the text of "All" even where there is no "All".
  if (allValue !== undefined && (includeAll !== true || typeof allValue !== "string"))
    journal.set(view, [...view.bodyPath, "allValue"], undefined, { always: true });
  for (const [property, value] of [
    ["skipUrlSync", true],
    ["allowCustomValue", false],
  ] as const) {
    if (view.body[property] !== value) journal.set(view, [...view.bodyPath, property], value, { always: true });
  }
}

interface Asked {
  readonly demand: ValueDemand;
  readonly domain: ValueDomain & { readonly state: "asked" };
}

function guardAsked(context: RewriteContext, view: VariableView, { demand, domain }: Asked): void {
  const { journal, kind } = context;
  const { body, bodyPath } = view;
  const fits = (value: unknown): boolean =>
    typeof value === "string"
      ? value === "$__all" || value === domain.all || meetsDemand(value, demand)
      : Array.isArray(value)
        ? value.every(fits)
        : typeof value === "number" || value === undefined;
  const at = (property: string): JsonPath => [...bodyPath, property];
  lock(context, view);
  const regex = guardRegex(typeof body["regex"] === "string" ? body["regex"] : "", {
    within: characterPattern(demand),
  });
  journal.set(view, at("regex"), regex ?? "/(?!)/", { always: true });
  const current = body["current"];
  if (current !== undefined && !(fits(field(current, "value")) && fits(field(current, "text"))))
    journal.set(view, at("current"), schemas[kind].noChoice(), { always: true });
  for (const list of ["options", "staticOptions"]) {
    const options = asArray(body[list]);
    const kept = options.filter((option) => fits(field(option, "value")) && fits(field(option, "text")));
    if (kept.length < options.length) journal.set(view, at(list), kept, { always: true });
  }
}

type Listed = Pick<ValueDomain & { readonly state: "listed" }, "choices" | "multi" | "includeAll" | "all">;

function guardListed(context: RewriteContext, view: VariableView, domain: Listed): void {
  if (view.type === "interval" || view.type === "switch") {
    replaceByList(context, view, domain);
    return;
  }
  const { journal, kind } = context;
  const { body, bodyPath, type } = view;
  lock(context, view);
  const saved = [field(body["current"], "value")].flat();
  const offered = new Set<unknown>([
    ...domain.choices.map(({ value }) => value),
    ...(domain.includeAll ? ["$__all"] : []),
  ]);
  if (body["current"] !== undefined && !saved.every((value) => offered.has(value)))
    journal.set(view, [...bodyPath, "current"], type === "constant" ? chosen(domain) : schemas[kind].noChoice(), {
      always: true,
    });
  const options = asArray(body["options"]);
  if (options.length > 0 && !options.every((option) => offered.has(field(option, "value")))) {
    const listed = domain.choices.map((choice) => ({ ...choice, selected: false }));
    journal.set(view, [...bodyPath, "options"], listed, { always: true });
  }
}

/** Puts a list in the place of a variable that Grafana lets the address of the page set to anything. */
function replaceByList(
  context: RewriteContext,
  { name, body, kind, node, ...view }: VariableView,
  domain: Listed,
): void {
  const savedValue = [field(body["current"], "value") ?? body["current"]].flat()[0];
  const first =
    domain.choices.find(({ value }) => value === savedValue) ??
    (typeof savedValue === "string" && /^(?:\$__auto|auto)/.test(savedValue)
      ? domain.choices.find(({ text }) => text === "auto")
      : undefined);
  const current = first ?? domain.choices[0] ?? { text: "", value: "" };
  const settings = {
    name,
    ...defined({ label: body["label"], description: body["description"] }),
    hide: body["hide"] ?? schemas[kind].hide.shown,
    skipUrlSync: true,
    allowCustomValue: false,
  };
  const replacement = listVariable(kind, settings, { choices: domain.choices, current });
  if (!sameJson(replacement, node)) context.journal.replace({ ...view, node }, replacement);
}

function chosen({ choices: [choice] }: Listed): VariableOption {
  return { text: choice?.text ?? "", value: choice?.value ?? "" };
}
