import { numberField, textField } from "../../json/read.ts";
import { counted } from "../../text/counted.ts";
import type { Answered } from "../answered.ts";
import type { CheckedPanel } from "../check-panel.ts";
import { quote } from "../explain/explanation.ts";
import type { PanelGroup } from "../panel-groups.ts";
import type { QueryResult } from "../result.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { skipped } from "../run-query.ts";

/** Panels of a dashboard, each of which is checked once, whoever needs its result. */
export interface SharedChecks {
  /** Checks a panel, or gives what it gave before. */
  check(group: PanelGroup): Promise<CheckedPanel>;
}

/** One panel's access to the results of the others. */
export interface Sharing {
  /** Answers a query of the panel that shows another panel's result (`-- Dashboard --`). */
  readonly share: (query: CheckQuery) => Promise<Answered>;
  /** Whether another panel shows its result. */
  readonly keep: boolean;
}

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
    const id = isShared(query) ? sharedId(query, group) : undefined;
    return id === undefined ? undefined : byId.get(id);
  };
  const sources = new Map(
    groups.map((group) => [group, group.queries.flatMap((query) => sourceOf(query, group) ?? [])]),
  );
  const kept = new Set([...sources.values()].flat());
  const endless = leadingInCircles(sources);
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
      if (endless.has(source)) return failed(query, "panel-circle", circle(source, group));
      // Without this, a long chain of panels would be started on one stack.
      await undefined;
      const { panel, series } = await start(source);
      return { result: { ...takeOver(query, panel), sharedFrom: id }, series };
    };
    const checking = check(group, { share, keep: kept.has(group) });
    started.set(group, checking);
    return checking;
  };
  return { check: start };
}

const shows = "it shows the result of panel";
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

/** The panels that are part of a circle, or show the result of one that is, through others too. */
function leadingInCircles(sources: ReadonlyMap<PanelGroup, readonly PanelGroup[]>): ReadonlySet<PanelGroup> {
  const shownBy = new Map<PanelGroup, PanelGroup[]>();
  const open = new Map<PanelGroup, number>();
  for (const [group, of] of sources) {
    open.set(group, of.length);
    for (const source of of) {
      const others = shownBy.get(source);
      if (others === undefined) shownBy.set(source, [group]);
      else others.push(group);
    }
  }
  const ready = [...sources.keys()].filter((group) => open.get(group) === 0);
  for (const group of ready) {
    for (const other of shownBy.get(group) ?? []) {
      open.set(other, open.get(other)! - 1);
      if (open.get(other) === 0) ready.push(other);
    }
  }
  const ends = new Set(ready);
  return new Set([...sources.keys()].filter((group) => !ends.has(group)));
}

function missing(id: number, groups: readonly PanelGroup[]): string {
  return `${shows} ${id}, which is not among the dashboard's ${counted(groups.length, "panel")}`;
}

function circle(source: PanelGroup, group: PanelGroup): string {
  return source === group
    ? "it shows its own result"
    : `${shows} ${quote(source.panel.title)}, which leads in a circle`;
}

/** The state of a panel, for a query that shows its result. */
function takeOver(query: CheckQuery, panel: CheckedPanel["panel"]): QueryResult {
  const { panelId: _id, title, unit: _unit, copies: _copies, copyCount: _count, ...rest } = panel;
  const result = { query, ...rest };
  if (panel.state === "ok") return result;
  const { reason: cause = "no data" } = panel;
  // Through a chain, the panel that it begins with is named.
  const reason = cause.startsWith(shows) ? cause : `${shows} ${quote(title)}: ${cause}`;
  const isBlank = panel.state === "skipped" && (panel.code === "no-query" || panel.code === "hidden");
  return isBlank ? { ...result, state: "empty", code: "input-empty", reason } : { ...result, reason };
}
