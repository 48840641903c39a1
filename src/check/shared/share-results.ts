import { numberField, textField } from "../../json/read.ts";
import { counted } from "../../text/counted.ts";
import type { CheckedPanel } from "../check-panel.ts";
import { quote } from "../explain/explanation.ts";
import type { PanelGroup } from "../panel-groups.ts";
import type { QueryResult } from "../result.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { type Answered, skipped } from "../run-query.ts";

/** Panels of a dashboard, each of which is checked once, whoever needs its result. */
export interface SharedChecks {
  /** Checks a panel, or gives what it gave before. */
  check(group: PanelGroup): Promise<CheckedPanel>;
}

/** What checking one panel needs of the others. */
export interface Sharing {
  /** Answers a query of the panel that shows another panel's result (`-- Dashboard --`). */
  readonly share: (query: CheckQuery) => Promise<Answered>;
  /** Whether another panel shows its result. */
  readonly keep: boolean;
}

/** Steps from panel to panel that are followed for one query. */
const maxSteps = 10_000;

/**
 * Lets panels take their state from panels that they share the result of, through chains too. A panel that is missing,
 * or shares from itself in a circle, is an error.
 *
 * @param check - checks one panel. Waits for those that it shares from, which never wait for it.
 */
export function shareResults(
  groups: readonly PanelGroup[],
  check: (group: PanelGroup, sharing: Sharing) => Promise<CheckedPanel>,
): SharedChecks {
  const byId = new Map([...groups].reverse().map((group) => [group.panel.id, group]));
  const sourceOf = (query: CheckQuery, group: PanelGroup) => {
    const id = sharedId(query, group);
    return id === undefined ? undefined : byId.get(id);
  };
  const sourcesOf = (group: PanelGroup) =>
    group.queries.flatMap((query) => (isShared(query) ? (sourceOf(query, group) ?? []) : []));
  const kept = new Set(groups.flatMap(sourcesOf));
  const started = new Map<PanelGroup, Promise<CheckedPanel>>();
  const start = (group: PanelGroup): Promise<CheckedPanel> => {
    const known = started.get(group);
    if (known !== undefined) return known;
    const share = async (query: CheckQuery): Promise<Answered> => {
      const id = sharedId(query, group);
      const source = sourceOf(query, group);
      if (query.hidden === true) return alone(skipped(query, "hidden", "the query is hidden in the panel"));
      if (id === undefined)
        return failed(query, "panel-missing", "it shows the result of another panel, but names none: choose one");
      if (source === undefined) return failed(query, "panel-missing", missing(id, groups));
      if (reaches(source, group, sourcesOf)) return failed(query, "panel-circle", circle(source, group));
      const { panel, series } = await start(source);
      return { result: { ...takeOver(query, panel), sharedFrom: id }, series };
    };
    const checking = check(group, { share, keep: kept.has(group) });
    started.set(group, checking);
    return checking;
  };
  return { check: start };
}

const isShared = ({ dataSourceKind }: CheckQuery) => dataSourceKind === "dashboard";
const alone = (result: QueryResult): Answered => ({ result, series: [] });
const failed = (query: CheckQuery, code: "panel-missing" | "panel-circle", reason: string) =>
  alone({ ...skipped(query, code, reason), state: "error" });

/** The id of the panel that a query shows the result of. Grafana takes 0 for none. */
function sharedId({ targetIndex }: CheckQuery, { panel }: PanelGroup): number | undefined {
  const query = panel.view?.targets[targetIndex ?? -1]?.query;
  const id = numberField(query, "panelId") ?? Number(textField(query, "panelId") ?? Number.NaN);
  return Number.isFinite(id) && id !== 0 ? id : undefined;
}

/** Whether a panel shows the result of `goal`, directly or through others. A way that is too long counts as one. */
function reaches(from: PanelGroup, goal: PanelGroup, sourcesOf: (group: PanelGroup) => readonly PanelGroup[]): boolean {
  const seen = new Set([from]);
  let steps = 0;
  for (const group of seen) {
    if (group === goal || ++steps > maxSteps) return true;
    for (const source of sourcesOf(group)) seen.add(source);
  }
  return false;
}

function missing(id: number, groups: readonly PanelGroup[]): string {
  return `it shows the result of panel ${id}, which is not among the dashboard's ${counted(groups.length, "panel")}`;
}

function circle(source: PanelGroup, group: PanelGroup): string {
  return source === group
    ? "it shows its own result"
    : `it shows the result of panel ${quote(source.panel.title)}, which shows this panel's result`;
}

/** The state of a panel, for a query that shows its result. */
function takeOver(query: CheckQuery, panel: CheckedPanel["panel"]): QueryResult {
  const { panelId: _id, title, unit: _unit, ...rest } = panel;
  const result = { query, ...rest };
  if (panel.state === "ok") return result;
  const reason = `it shows the result of panel ${quote(title)}: ${panel.reason ?? "no data"}`;
  const isBlank = panel.state === "skipped" && (panel.code === "no-query" || panel.code === "hidden");
  return isBlank ? { ...result, state: "empty", code: "input-empty", reason } : { ...result, reason };
}
