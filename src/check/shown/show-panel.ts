import { defined } from "../../json/defined.ts";
import { builtinValues, interpolate } from "../../templating/interpolate.ts";
import { RegexTime } from "../../templating/regex-time.ts";
import type { Answered } from "../answered.ts";
import type { CheckRun } from "../check-run.ts";
import type { PanelGroup } from "../panel-groups.ts";
import type { CheckFinding, PanelResult } from "../result.ts";
import { panelRange } from "../run/check-query.ts";
import type { PanelAnswer } from "./answer-frames.ts";
import { judgeShown, needsData, type Shown } from "./judge-shown.ts";
import { panelSettings } from "./panel-settings.ts";

/** A panel's result, and what is to be told about the panel as a whole. */
export interface ShownPanel {
  readonly panel: PanelResult;
  readonly findings: readonly CheckFinding[];
}

/**
 * Makes a panel `empty` that shows nothing though its queries have data, or because all of them are hidden.
 *
 * @param joined - the panel by the results of its queries.
 * @param answers - of its queries, in their order.
 */
export function showPanel(
  joined: PanelResult,
  { panel: { view } }: Pick<PanelGroup, "panel">,
  { answers, run }: { readonly answers: readonly Answered[]; readonly run: CheckRun },
): ShownPanel {
  if (view === undefined) return { panel: joined, findings: [] };
  const certain = joined.state !== "error" && joined.state !== "unchecked";
  const hidden = view.targets.length > 0 && view.targets.every((target) => target.hidden);
  const shown: Shown =
    hidden && certain && needsData(view.type)
      ? { state: "empty", code: "all-hidden", reason: "every query of the panel is hidden" }
      : joined.state === "ok"
        ? judge(view, answers, run)
        : { state: "shown" };
  if (shown.state === "shown") return { panel: joined, findings: [] };
  if (shown.state === "not-judged" && joined.note !== undefined) return { panel: joined, findings: [] };
  if (shown.state === "not-judged") return { panel: { ...joined, notJudged: shown.reason }, findings: [] };
  const { lastValue: _, values: __, ...rest } = joined;
  const verdict = { state: "empty", code: shown.code, reason: shown.reason } as const;
  const place = { panel: joined.title, ...defined({ panelId: joined.panelId }) };
  return { panel: { ...rest, ...verdict, shape: [] }, findings: [{ ...place, ...verdict }] };
}

type View = NonNullable<PanelGroup["panel"]["view"]>;

function judge(view: View, answers: readonly Answered[], run: CheckRun): Shown {
  const unknown = new Set<string>();
  const fill = filler(answers, run, unknown);
  const settings = panelSettings(view, fill);
  const drawn = answers.filter(({ result: { query } }) => query.hidden !== true);
  const judged = drawn.map(({ result, series }): PanelAnswer => {
    const { query, ranExpr = query.expr } = result;
    const { refId, format, legendFormat } = query;
    return {
      ...{ refId, format, series },
      legendFormat: legendFormat === undefined ? undefined : fill(legendFormat),
      expr: run.withoutIsolation(ranExpr),
    };
  });
  const incomplete = whyIncomplete(drawn) ?? ofVariables(unknown);
  return judgeShown({ settings, answers: judged, incomplete }, { regexTime: run.regexTime ?? new RegexTime() });
}

/** Fills in variables as Grafana does in settings. */
function filler(answers: readonly Answered[], run: CheckRun, unknown: Set<string>): (text: string) => string {
  const first = answers.find(({ result }) => result.evaluated !== undefined)?.result;
  const range = first === undefined ? run.window : panelRange(run.window, first.query);
  const stepMs = first?.evaluated?.stepMs ?? run.scrapeIntervalMs ?? 15_000;
  const all = builtinValues({ range, timing: { stepMs, rateIntervalMs: stepMs }, dashboard: run.dashboard });
  const builtins = new Map([...all].filter(([name]) => !name.startsWith("__rate")));
  const onUse = (name: string) => {
    if (run.resolved.get(name)?.state === "unchecked") unknown.add(name);
  };
  return (text) => interpolate(text, { values: run.resolved, builtins, defaultFormat: "glob", onUse });
}

function whyIncomplete(drawn: readonly Answered[]): string | undefined {
  for (const { result } of drawn) {
    const { refId = "", instant, range } = result.query;
    if (result.state !== "ok" && result.state !== "empty")
      return `query ${refId} is not run here: ${result.reason ?? "it was skipped"}`;
    if (result.note !== undefined) return `query ${refId} is ${result.note}`;
    if (result.sharedFrom !== undefined) return `query ${refId} shows the result of another panel`;
    if (instant === true && range === true) return `query ${refId} asks for a range and for an instant at once`;
  }
  return undefined;
}

function ofVariables(unknown: ReadonlySet<string>): string | undefined {
  const [name] = unknown;
  return name === undefined ? undefined : `the values of variable $${name} are not known`;
}
