import { findBroken } from "../check/broken/find-broken.ts";
import { mergeFindings } from "../check/broken/merge-findings.ts";
import type { CheckFinding } from "../check/result.ts";
import { maxRunSteps } from "../dashboard/read/work-limits.ts";
import { rewriteForPreview } from "../dashboard/rewrite/rewrite.ts";
import type { RewriteFinding } from "../dashboard/rewrite/rewrite-options.ts";
import { parseSpec } from "../data-spec/read/parse.ts";
import { previewUid, sourceId } from "../identity/preview-identity.ts";
import { Work, withWork } from "../promql/grammar/work.ts";
import { nextTurn } from "../system/turn.ts";
import type { LoadedSpec } from "./files/load-spec.ts";
import { findSameUids, type SameUid } from "./files/same-uid.ts";
import type { Blocking, Inputs } from "./inputs.ts";
import { type PlanOptions, planSeries } from "./up/plan.ts";

/** A dashboard that can be read, and what of it cannot be previewed. */
export interface ValidatedDashboard {
  readonly file: string;
  readonly title: string;
  readonly uid: string | undefined;
  readonly spec: string | undefined;
  /** Of Prometheus. */
  readonly queries: number;
  /** Of the preview, and of the dashboard as it is written. */
  readonly findings: readonly (RewriteFinding | CheckFinding)[];
}

/** A data spec, and each of its scenarios. */
export interface ValidatedSpec {
  readonly file: string;
  readonly series: number;
  readonly samples: number;
  readonly scenarios: readonly { readonly name: string; readonly series: number; readonly samples: number }[];
}

/** Everything that can be said without a server. */
export interface Validation {
  readonly dashboards: readonly ValidatedDashboard[];
  readonly specs: readonly ValidatedSpec[];
  readonly warnings: readonly string[];
  /** Dashboards of which `up` takes only one: it stops. */
  readonly sameUids: readonly SameUid[];
}

/**
 * Does what `up` does before it asks a server: plans the series, rewrites the dashboards, keeps every query to a label.
 *
 * @throws {SpecError} {@link UsageError} if the specs are wrong, too large or do not go together.
 */
export async function validate(
  inputs: Inputs,
  options: PlanOptions & {
    readonly untrusted: boolean;
    readonly signal?: AbortSignal | undefined;
    readonly blocking?: Blocking | undefined;
  },
): Promise<Validation> {
  const plans = inputs.specs.map((spec) => ({ file: spec.file, plan: planSeries([spec], options) }));
  const together = inputs.specs.length > 1 ? planSeries(inputs.specs, options) : plans[0]?.plan;
  const { blocking = (action) => action() } = options;
  const work = new Work(maxRunSteps);
  const dashboards: ValidatedDashboard[] = [];
  for (const input of inputs.dashboards) {
    await nextTurn(options.signal);
    dashboards.push(blocking(() => withWork(work, () => validateOne(input, options))));
  }
  return {
    specs: plans.map(({ file, plan }, index) => ({
      file,
      series: plan.seriesCount,
      samples: plan.sampleCount,
      scenarios: validateScenarios(inputs.specs[index]!, options),
    })),
    dashboards,
    warnings: [...inputs.warnings, ...(together?.warnings ?? [])],
    sameUids: findSameUids(inputs.dashboards),
  };
}

/** @throws {SpecError} if a scenario is wrong. */
function validateScenarios(spec: LoadedSpec, options: PlanOptions): ValidatedSpec["scenarios"] {
  const { file, document, readFile } = spec;
  return document.scenarios.map((name) => {
    const plan = planSeries(
      [{ file, document: parseSpec(document.text, { file, scenario: name, readFile }) }],
      options,
    );
    return { name, series: plan.seriesCount, samples: plan.sampleCount };
  });
}

const identity = { project: "local", key: "validate" };

function validateOne(
  { source, spec }: Inputs["dashboards"][number],
  { untrusted }: { readonly untrusted: boolean },
): ValidatedDashboard {
  const preview = rewriteForPreview(source, {
    uid: previewUid(identity, sourceId(source.source)),
    key: identity.key,
    dataSource: { uid: "validate", type: "prometheus", name: "Prometheus" },
    isolation: { name: "dashpreview", value: "local.validate.aaaaaaaa" },
    untrusted,
  });
  return {
    file: source.file,
    title: source.title,
    uid: source.uid,
    spec: spec?.file,
    queries: preview.queryCount,
    findings: mergeFindings(preview.findings, findBroken(source)),
  };
}
