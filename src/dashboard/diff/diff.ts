import { valueAt } from "../../json/edit.ts";
import { asObject, textField, textList } from "../../json/read.ts";
import type { SourceDashboard } from "../read/source.ts";
import { customList, customOptions } from "../view/listed-options.ts";
import type { PanelView } from "../view/panel-view.ts";
import { type DashboardParts, parts } from "../view/parts.ts";
import { type DashboardVariable, readVariables } from "../view/variables.ts";
import { type DashboardChange, describeChange } from "./diff-changes.ts";
import { matchPanels, movedPairs, renamedSections } from "./diff-match.ts";
import { comparePanels, diffPanel } from "./diff-panel.ts";

/** The difference between two states of a dashboard. */
export interface DashboardDiff {
  readonly changes: readonly DashboardChange[];
  /** A line for each change. */
  readonly lines: readonly string[];
}

/**
 * Compares what a reviewer would call a change: panels, queries, units, thresholds, variables, annotations, time range.
 * Ids, versions, the order of properties and values that say what is so anyway do not count. The two states may be of
 * different schemas.
 */
export function diffDashboards(base: SourceDashboard, head: SourceDashboard): DashboardDiff {
  const [old, now] = [base, head].map((dashboard): State => ({ dashboard, ...parts(dashboard) })) as [State, State];
  const changes = [
    ...compareTop(old, now),
    ...compareAllPanels(old, now),
    ...compareVariables(old, now),
    ...compareAnnotations(old, now),
  ];
  return { changes, lines: changes.map(describeChange) };
}

/** One of the two states, with its parts. */
interface State extends DashboardParts {
  readonly dashboard: SourceDashboard;
}

function compareTop(base: State, head: State): DashboardChange[] {
  const reads: [
    Exclude<DashboardChange, { panel: unknown } | { variable: unknown } | { annotation: unknown }>["kind"],
    (one: State) => string,
  ][] = [
    ["title", ({ dashboard }) => dashboard.title],
    ["description", ({ dashboard }) => textField(dashboard.model, "description") ?? ""],
    ["time-range", timeRange],
    ["refresh", ({ settings }) => settings.refresh ?? ""],
    ["timezone", ({ settings }) => settings.timezone ?? ""],
    ["tags", ({ dashboard }) => textList(dashboard.model["tags"]).sort().join(", ")],
    ["links", ({ links }) => links.map(describeLink).join(", ")],
  ];
  return reads.flatMap(([kind, read]): DashboardChange[] => {
    const [before, after] = [read(base), read(head)];
    return before === after ? [] : [{ kind, before: before || "none", after: after || "none" }];
  });
}

function timeRange({ settings: { from, to } }: State): string {
  return from === undefined && to === undefined ? "" : `${from ?? ""} to ${to ?? ""}`;
}

function describeLink(link: unknown): string {
  return (
    `${textField(link, "title") ?? ""} ` + `(${textField(link, "url") || textList(asObject(link)?.["tags"]).join(" ")})`
  );
}

function compareAllPanels(base: State, head: State): DashboardChange[] {
  const names = { base: base.names, head: head.names };
  const [old, now] = [inReadingOrder(base.panels), inReadingOrder(head.panels)];
  const match = matchPanels(old, now);
  const { pairs, removed, added } = match;
  const renamed = renamedSections(match);
  const order = new Map(now.map((panel, index) => [panel, index]));
  const moved = movedPairs(pairs.map((pair) => order.get(pair.head)!));
  return [
    ...sectionChanges(renamed, pairs),
    ...added.map((panel): DashboardChange => ({ kind: "panel-added", panel: diffPanel(panel) })),
    ...removed.map((panel): DashboardChange => ({ kind: "panel-removed", panel: diffPanel(panel) })),
    ...pairs.flatMap((pair, index) => [
      ...placeChanges(pair, moved.has(index), renamed),
      ...comparePanels(pair.base, pair.head, names),
    ]),
  ];
}

/**
 * Rows by their place, panels as one reads: from the top, then from the left. Panels without a place keep their order.
 */
function inReadingOrder(panels: readonly PanelView[]): PanelView[] {
  if (panels.some(({ position }) => position === undefined)) return [...panels];
  const sections = new Map<string, number>();
  for (const { section } of panels) {
    const key = JSON.stringify(section);
    if (!sections.has(key)) sections.set(key, sections.size);
  }
  const sectionOf = ({ section }: PanelView) => sections.get(JSON.stringify(section))!;
  return panels.toSorted(
    (one, other) =>
      sectionOf(one) - sectionOf(other) || one.position!.y - other.position!.y || one.position!.x - other.position!.x,
  );
}

/** A row panel says itself that it has another title. */
function sectionChanges(
  renamed: ReadonlyMap<string, string>,
  pairs: readonly { base: PanelView; head: PanelView }[],
): DashboardChange[] {
  const rows = new Set(pairs.flatMap(({ base }) => (base.type === "row" ? [base.title] : [])));
  return [...renamed].flatMap(([from, to]): DashboardChange[] => {
    const [old, now] = [from, to].map((section) => JSON.parse(section) as string[]);
    if (old!.length === 0 || now!.length === 0 || rows.has(old!.at(-1)!)) return [];
    return [{ kind: "section-renamed", before: old!.join(" / "), after: now!.join(" / ") }];
  });
}

function placeChanges(
  { base, head }: { base: PanelView; head: PanelView },
  moved: boolean,
  renamed: ReadonlyMap<string, string>,
): DashboardChange[] {
  const panel = diffPanel(head);
  const [from, to] = [base.section.join(" / "), head.section.join(" / ")];
  const same = from === to || renamed.get(JSON.stringify(base.section)) === JSON.stringify(head.section);
  const section: DashboardChange[] = same
    ? []
    : [{ kind: "panel-moved", panel, how: "section", before: from || "none", after: to || "none" }];
  const [old, now] = [sizeOf(base), sizeOf(head)];
  const size: DashboardChange[] =
    old === undefined || now === undefined || old === now
      ? []
      : [{ kind: "panel-moved", panel, how: "size", before: old, after: now }];
  const order: DashboardChange[] =
    moved && section.length === 0
      ? [{ kind: "panel-moved", panel, how: "order", before: undefined, after: undefined }]
      : [];
  return [...section, ...order, ...size];
}

function sizeOf({ position }: PanelView): string | undefined {
  return position === undefined ? undefined : `${position.width}×${position.height}`;
}

/** The compared settings of a variable and their names. Values that a server last returned don't count. */
const variableParts: readonly [string, (variable: DashboardVariable) => string][] = [
  ["type", ({ type }) => type],
  ["query", ({ query, type }) => (type === "custom" ? customList(customOptions(query)) : query.trim())],
  ["regex", ({ regex }) => regex ?? ""],
  ["label", ({ label }) => label ?? ""],
  ["multi-value", ({ multi }) => yesNo(multi)],
  ["include All", ({ includeAll }) => yesNo(includeAll)],
  ["value of All", ({ allValue }) => allValue ?? ""],
  ["sort", ({ sort }) => String(sort)],
  ["hidden", ({ hide }) => ["no", "label only", "yes", "in the menu"][hide] ?? ""],
  [
    "default",
    ({ type, current }) => (["custom", "interval"].includes(type) ? [current?.value ?? ""].flat().join(",") : ""),
  ],
];

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

function compareVariables(base: State, head: State): DashboardChange[] {
  const [old, now] = [base, head].map(
    (one) => new Map(readVariables(one).map((variable) => [variable.name, variable])),
  );
  const names = [...new Set([...old!.keys(), ...now!.keys()])];
  return names.flatMap((name): DashboardChange[] => {
    const [before, after] = [old!.get(name), now!.get(name)];
    if (before === undefined)
      return [{ kind: "variable-added", variable: name, what: after!.type, before: undefined, after: after!.query }];
    if (after === undefined)
      return [{ kind: "variable-removed", variable: name, what: before.type, before: before.query, after: undefined }];
    return variableParts.flatMap(([what, read]): DashboardChange[] => {
      const [was, is] = [read(before), read(after)];
      return was === is
        ? []
        : [{ kind: "variable-changed", variable: name, what, before: was || "none", after: is || "none" }];
    });
  });
}

function compareAnnotations(base: State, head: State): DashboardChange[] {
  const [old, now] = [base, head].map((one) => {
    const views = one.annotations.filter(({ use }) => use.kind !== "grafana");
    return new Map(
      views.map(({ name, node, exprPaths: [path], use, enabled }) => {
        const expr = path === undefined ? "" : String(valueAt(node, path));
        return [name, `${use.label}: ${expr}${enabled ? "" : " (off)"}`] as const;
      }),
    );
  });
  return [...new Set([...old!.keys(), ...now!.keys()])].flatMap((annotation): DashboardChange[] => {
    const [before, after] = [old!.get(annotation), now!.get(annotation)];
    if (before === after) return [];
    const kind =
      before === undefined ? "annotation-added" : after === undefined ? "annotation-removed" : "annotation-changed";
    return [{ kind, annotation, before, after }];
  });
}
