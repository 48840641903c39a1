import type { RuleReview } from "../../alerts/review/compare-rules.ts";
import type { CheckResult } from "../../check/result.ts";
import type { Finding } from "../../dashboard/finding.ts";

/** One dashboard of a run. */
export interface UpDashboard {
  /** The source as messages name it: its path, with its place in a file of several. */
  readonly source: string;
  /** Path of its file, if different. */
  readonly path?: string;
  readonly uid: string;
  readonly title: string;
  /** The scenario of its data; the title ends with it. */
  readonly scenario?: string;
  readonly url: string;
  readonly action: "created" | "updated" | "planned";
  /** The part of the data that it opens on, in Unix milliseconds; undefined if that moves with the clock. */
  readonly opensOn?: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** Undefined where nothing was checked: a dry run, or the check could not be done. */
  readonly check: CheckResult | undefined;
  /** Parts that the rewrite could not take over: queries replaced, panels of other data sources. */
  readonly notices: readonly UpNotice[];
}

/** A part of a dashboard that is not as in its source. */
export type UpNotice = Omit<Finding<"error" | "skipped">, "code">;

/** A preview that is gone. */
export interface RemovedPreview {
  readonly uid: string;
  readonly title: string;
  /** Its source is still there: this run makes other scenarios of it. */
  readonly otherScenario?: true;
}

/** The previews of one scenario. */
export interface UpScenario extends Pick<UpResult, "revision" | "window" | "series" | "samples" | "samplesVerified"> {
  readonly scenario: string;
  /** 1 with findings that `--fail-on` counts, 3 where something could not be checked; undefined in a dry run. */
  readonly exitCode?: 0 | 1 | 3;
  /** uids of its dashboards. */
  readonly dashboards: readonly string[];
}

/** The result of `up`. */
export interface UpResult {
  readonly state: "done" | "superseded" | "planned";
  readonly project: string;
  readonly key: string;
  readonly revision: string;
  /** Unix milliseconds. */
  readonly expiresAtMs: number;
  /** Sweeps renew it while its review is open. */
  readonly untilReview?: true;
  /** `[from, to)`; the data begin a lead-in before it. */
  readonly window: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly stepMs: number;
    readonly leadInMs: number;
  };
  /** One for each scenario, in the order asked for; undefined without any. What is beside it is of all together. */
  readonly scenarios?: readonly UpScenario[];
  /** Series on the wire. */
  readonly series: number;
  readonly samples: number;
  readonly samplesVerified: number;
  readonly dashboards: readonly UpDashboard[];
  /** Previews that went because their source did, or because nobody asks for their scenario any more. */
  readonly removed: readonly RemovedPreview[];
  readonly warnings: readonly string[];
  /** Of `--rules`, tested on the data of the run: one for each scenario. Undefined without. */
  readonly rules?: readonly RuleReview[] | undefined;
  /** The rules of `--rules` could not be tested, which says nothing about them. */
  readonly rulesUntested?: true;
}
