import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { parseSpec, readMadeSpec } from "../../data-spec/read/parse.ts";
import { inferScenario } from "../../infer/incident/infer-scenarios.ts";
import { type Inference, startInference } from "../../infer/infer-spec.ts";
import { describeTooComplex } from "../../infer/infer-work.ts";
import { noOverrides } from "../../infer/levels/overrides.ts";
import type { InferredSpec } from "../../infer/series/model.ts";
import type { RuleQuery } from "../../infer/sources/from-rules.ts";
import { renderSpec } from "../../infer/write/render.ts";
import { incidentName, renderIncident } from "../../infer/write/render-incident.ts";
import { specData } from "../../infer/write/spec-data.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { Inputs } from "../inputs.ts";
import type { RelayedMetrics } from "../relay/relayed-metrics.ts";

/** Inputs in which every dashboard has a data spec. */
export interface InferredInputs {
  readonly inputs: Inputs;
  /** Made from the dashboards that had no data spec; undefined if all had one. */
  readonly inference: Inference | undefined;
}

/** The name of an inferred spec in messages. */
export const inferredSpecFile = "the inferred data spec";

/** Length of a spec that was inferred. */
const maxMebibytes = 8;

/** Says how much is inferred, where that takes more than a moment. */
export function sayInferring(dashboards: number, progress: Pick<RunContext["progress"], "step"> | undefined): void {
  if (dashboards >= 5) progress?.step(`inferring the data of ${dashboards} dashboards`);
}

/** Reported before a server is filled again. */
export const repairingText = "some panels are empty: inferring again with what their queries really select";

/** Gives the dashboards without a data spec one that is inferred from all of them together. */
export async function inferMissing(
  inputs: Inputs,
  options: {
    nowMs: number;
    stepMs?: number | undefined;
    historyMs?: number | undefined;
    signal?: AbortSignal | undefined;
    /** Dashboards as they were before a change, by their path: their queries are to have data too. */
    before?: ReadonlyMap<string, SourceDashboard> | undefined;
    /** Dashboards that a change removes, likewise. */
    gone?: readonly SourceDashboard[] | undefined;
    /** Queries of rules that are to have data too, and the metrics that these rules record. */
    wanted?: { readonly rules: readonly RuleQuery[]; readonly skip: ReadonlySet<string> } | undefined;
    /** Told of the work, where it is much. */
    progress?: Pick<RunContext["progress"], "step"> | undefined;
    /** Metrics that a real program has: none of them is made up, and others agree with their labels. */
    relayed?: Pick<RelayedMetrics, "names" | "known"> | undefined;
  },
): Promise<InferredInputs> {
  const without = inputs.dashboards.filter(({ spec }) => spec === undefined).map(({ source }) => source);
  if (without.length === 0) return { inputs, inference: undefined };
  const before = without.flatMap((source) => {
    const was = options.before?.get(source.file);
    return was === undefined || was === source ? [] : [was];
  });
  const { wanted, relayed, gone = [], progress, ...times } = options;
  const count = without.length + before.length + gone.length;
  sayInferring(count, progress);
  const asked = wanted === undefined ? {} : { rules: wanted.rules, overrides: { ...noOverrides, skip: wanted.skip } };
  const from = relayed && { known: relayed.known, elsewhere: (name: string) => relayed.names.has(name) };
  const inference = await startInference([...without, ...before, ...gone], { ...times, ...asked, ...from });
  // A dashboard and its state before a change have one name.
  const files = [...new Set(without.map(({ file }) => file))];
  const named = files.length <= 5 ? files.join(", ") : `${files.slice(0, 5).join(", ")} and ${files.length - 5} more`;
  const hint = "dashpreview infer writes it to a file that you can edit further";
  const warning = `no data spec for ${named}: inferred one; ${hint}`;
  const warnings = [
    ...inputs.warnings,
    warning,
    ...inference.tooComplex.map((one) => `nothing inferred for ${describeTooComplex(one)}`),
  ];
  return { inference, inputs: await withInferredSpec({ ...inputs, warnings }, inference) };
}

/** The inputs with the spec of `inference`, in their scenario, for every dashboard that has no spec of its own. */
export async function withInferredSpec(inputs: Inputs, inference: Inference): Promise<Inputs> {
  const spec = await loadInferredIn(inference, inputs.scenario);
  const isOwn = (one: LoadedSpec | undefined): one is LoadedSpec => one !== undefined && one.file !== inferredSpecFile;
  return {
    ...inputs,
    dashboards: inputs.dashboards.map((one) => ({ ...one, spec: isOwn(one.spec) ? one.spec : spec })),
    specs: [...inputs.specs.filter(isOwn), spec],
  };
}

/** Whether the dashboard's spec was inferred. */
export function isInferred({ spec }: Inputs["dashboards"][number]): boolean {
  return spec?.file === inferredSpecFile;
}

/** An inferred spec as if it had been read from a file. */
export function loadInferred({ spec }: Inference): LoadedSpec {
  const file = inferredSpecFile;
  return { file, document: readMadeSpec({ file, data: specData(spec), write: () => renderSpec(spec) }) };
}

/** The same in a scenario: only an incident differs from the usual day. */
export async function loadInferredIn(inference: Inference, scenario: string | undefined): Promise<LoadedSpec> {
  const incident = scenario === incidentName ? await inferScenario(inference) : undefined;
  return incident === undefined ? loadInferred(inference) : loadIncident(inference, incident);
}

function loadIncident({ spec }: Inference, incident: InferredSpec): LoadedSpec {
  const file = inferredSpecFile;
  const readFile = () => "";
  const text = renderIncident(spec, incident);
  return { file, readFile, document: parseSpec(text, { file, readFile, maxMebibytes, scenario: incidentName }) };
}
