import { ExpectedError } from "../errors.ts";
import { checkPreview } from "./check-preview.ts";
import { checkSideBySide } from "./check-side-by-side.ts";
import type { RunContext } from "./context.ts";
import type { Relays } from "./relay/relays.ts";
import { toldUnused } from "./told-unused.ts";
import { checkOf } from "./up/check-of.ts";
import { describe } from "./up/describe-up.ts";
import { orError } from "./up/or-error.ts";
import type { Prepared } from "./up/prepare.ts";
import type { PreparedDashboard } from "./up/rewrite.ts";
import type { SaveOutcome } from "./up/save.ts";
import type { UpOptions } from "./up/up-options.ts";
import type { UpDashboard } from "./up/up-result.ts";

/** Saved dashboards to check. */
interface CheckedRun {
  readonly dashboards: readonly PreparedDashboard[];
  readonly outcome: SaveOutcome & { state: "saved" };
  readonly relays: Relays | undefined;
}

/**
 * Checks the dashboards of a run side by side, on Prometheus and as its Grafana shows them.
 *
 * @param run.relays - if there are some, up to their newest data.
 */
export async function checkAll(
  options: UpOptions,
  prepared: Prepared,
  { dashboards, outcome, relays }: CheckedRun,
  context: RunContext,
): Promise<{ dashboards: UpDashboard[]; warnings: string[] }> {
  const saved = new Map(outcome.dashboards.map((one) => [one.uid, one]));
  const checks = await checkSideBySide(dashboards, context, (one, { slots, context: own }) =>
    orError(checkPreview({ ...checkOf(options, prepared, one, relays), slots }, own), context),
  );
  context.progress.clear();
  const told = toldUnused(
    dashboards.map(({ spec }, index) => {
      const check = checks[index]!;
      return { spec, check: check instanceof ExpectedError ? undefined : check };
    }),
    "all",
  );
  return {
    dashboards: dashboards.map((one, index) => {
      const { url, action } = saved.get(one.preview.uid)!;
      return describe(one, { url, action, check: told[index] });
    }),
    warnings: dashboards.flatMap((one, index) => {
      const check = checks[index]!;
      return check instanceof ExpectedError ? [`"${one.preview.title}" was not checked: ${check.message}`] : [];
    }),
  };
}
