import type { Vector, VectorElement } from "../engine/ask-expression.ts";
import { type LabelSet, labelKey } from "../engine/label-set.ts";
import { executeTemplate } from "./execute-template.ts";
import { goFunctions } from "./go-functions.ts";
import { type GoValue, struct } from "./go-value.ts";
import { prometheusFunctionNames, prometheusFunctions } from "./prometheus-functions.ts";
import { TemplateDialect } from "./template-dialect.ts";
import { type ParsedTemplate, TemplateError } from "./template-node.ts";

/** The data that a template is filled in with. */
export interface TemplateData {
  /** The alert's name, which messages of errors hold. */
  readonly alert: string;
  /** Of the expression's series, its name included. */
  readonly labels: LabelSet;
  readonly value: number;
  /** The evaluation; Unix milliseconds. */
  readonly timeMs: number;
  /** Asks a query at the evaluation's instant. */
  readonly query: (expr: string) => Promise<Vector>;
}

const dialect = new TemplateDialect({
  functions: [...goFunctions.keys(), ...prometheusFunctionNames],
  variables: ["$labels", "$externalLabels", "$externalURL", "$value"],
  before:
    "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}",
});
/** Queries of one template. */
const maxQueries = 50;

/** How every result of a template that failed begins. */
export const failedTemplate = "<error expanding template: ";

class NeedsQuery extends Error {
  readonly expr: string;
  constructor(expr: string) {
    super("needs a query");
    this.expr = expr;
  }
}

/**
 * Fills in the template of a label or an annotation as Prometheus does. One that fails gives
 * `<error expanding template: …>`.
 *
 * @throws what `query` throws.
 */
export async function expandTemplate(text: string, data: TemplateData): Promise<string> {
  if (!text.includes("{{")) return text;
  let parsed: ParsedTemplate;
  try {
    parsed = dialect.parse(text);
  } catch (error) {
    return `${failedTemplate}${dialect.describe(error, text, data.alert)}>`;
  }
  const answers = new Map<string, Vector>();
  for (;;) {
    try {
      return execute(parsed, data, answers);
    } catch (error) {
      if (error instanceof NeedsQuery && answers.size < maxQueries) {
        answers.set(error.expr, await data.query(error.expr));
        continue;
      }
      const shown = error instanceof NeedsQuery ? new TemplateError(error.message) : error;
      return `${failedTemplate}${dialect.describe(shown, text, data.alert)}>`;
    }
  }
}

function execute(parsed: ParsedTemplate, data: TemplateData, answers: ReadonlyMap<string, Vector>): string {
  const labels: GoValue = new Map(data.labels);
  const known = { Labels: labels, ExternalLabels: new Map<string, GoValue>(), ExternalURL: "", Value: data.value };
  const query = (expr: string): readonly VectorElement[] => {
    const answer = answers.get(expr);
    if (answer === undefined) throw new NeedsQuery(expr);
    if ("error" in answer) throw new TemplateError(answer.error);
    // The server has no order of its own; `first` should give the same every time.
    return [...answer].sort((a, b) => (labelKey(a.labels) < labelKey(b.labels) ? -1 : 1));
  };
  return executeTemplate(parsed, {
    dot: struct(
      "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }",
      known,
    ),
    variables: {
      $labels: labels,
      $externalLabels: known.ExternalLabels,
      $externalURL: "",
      $value: data.value,
    },
    functions: new Map([...goFunctions, ...prometheusFunctions({ query, nowMs: data.timeMs })]),
  });
}
