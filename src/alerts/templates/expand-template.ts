import type { Vector, VectorElement } from "../engine/ask-expression.ts";
import { type LabelSet, labelKey } from "../engine/label-set.ts";
import { ExecutionError, executeTemplate } from "./execute-template.ts";
import { goFunctions } from "./go-functions.ts";
import { type GoValue, struct } from "./go-value.ts";
import { parseTemplate } from "./parse-template.ts";
import { prometheusFunctionNames, prometheusFunctions } from "./prometheus-functions.ts";
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

const functionNames = new Set([...goFunctions.keys(), ...prometheusFunctionNames]);
const variables = ["$labels", "$externalLabels", "$externalURL", "$value"];
/** Prometheus puts this before a template: positions in its messages count it. */
const before =
  "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}";
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
  const name = `__alert_${data.alert}`;
  let parsed: ParsedTemplate;
  try {
    parsed = parseOnce(text);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return `${failedTemplate}error parsing template ${name}: template: ${name}:1: ${error.message}>`;
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
      if (!(error instanceof TemplateError) && !(error instanceof NeedsQuery)) throw error;
      const said =
        error instanceof ExecutionError ? describe(error, text, name) : `template: ${name}:1: ${error.message}`;
      return `${failedTemplate}error executing template ${name}: ${said}>`;
    }
  }
}

function describe({ at, part, message }: ExecutionError, text: string, name: string): string {
  const lines = text.slice(0, at).split("\n");
  const column = Buffer.byteLength(lines.at(-1)!) + (lines.length === 1 ? before.length : 0);
  return `template: ${name}:${lines.length}:${column}: executing "${name}" at <${part}>: ${message}`;
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

const parsedBefore = new Map<string, ParsedTemplate>();

/** A template is filled in at every evaluation. */
function parseOnce(text: string): ParsedTemplate {
  const known = parsedBefore.get(text);
  if (known !== undefined) return known;
  const parsed = parseTemplate(text, { functions: functionNames, variables });
  if (parsedBefore.size >= 1000) parsedBefore.clear();
  parsedBefore.set(text, parsed);
  return parsed;
}
