import { field, textField } from "../../../json/read.ts";
import type { DataSourceUse } from "../../view/data-source.ts";
import type { TargetView } from "../../view/panel-view.ts";
import { parts } from "../../view/parts.ts";
import { referenceChanges, type SourceSlot } from "../../view/source-slot.ts";
import type { JournalTarget } from "../journal.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import { isForeign } from "../rewrite-sources.ts";

/** A reference in the one form in which it may stand in the preview of an untrusted dashboard. */
interface ExactSource {
  readonly type: string;
  readonly uid: string;
}

const mixed: ExactSource = { type: "datasource", uid: "-- Mixed --" };
const dashboard: ExactSource = { type: "datasource", uid: "-- Dashboard --" };
const expression: ExactSource = { type: "__expr__", uid: "__expr__" };
/** Grafana's built-in source; only its annotations of the preview itself are asked. */
export const builtInSource: ExactSource = { type: "grafana", uid: "-- Grafana --" };

/**
 * Whether a query of an untrusted dashboard has to go: what is not asked of Prometheus, of other panels or of Grafana's
 * calculations.
 */
export function isOutside(target: TargetView): boolean {
  return isForeign(target) || target.use.kind === "grafana" || target.use.kind === "mixed";
}

/**
 * Writes every reference of a panel's queries out, in exact pairs: Grafana asks what the uid says, whatever the type
 * beside it, and what has none asks the default data source. Comes after what is outside was taken out and
 * `rewriteSources`.
 */
export function settleSources(context: RewriteContext): void {
  const own: ExactSource = { type: context.options.dataSource.type, uid: context.options.dataSource.uid };
  for (const panel of parts(context).panels) {
    const sources = panel.targets.map((target) => exactOf(target, panel.use, own));
    for (const [index, { source }] of panel.targets.entries()) write(context, panel, source, sources[index]!);
    if (panel.source !== undefined) write(context, panel, panel.source, sourceOfPanel(sources, own));
  }
}

/**
 * Panels without queries, texts and rows get a reference too: Grafana's migrations give what has none an empty query of
 * the default data source, which some answer with data.
 */
function sourceOfPanel(sources: readonly ExactSource[], own: ExactSource): ExactSource {
  const uids = new Set(sources.map(({ uid }) => uid));
  const calculated = [...uids].every((uid) => uid === own.uid || uid === expression.uid);
  const alone = uids.size === 1 && uids.has(dashboard.uid);
  return calculated ? own : alone ? dashboard : mixed;
}

function exactOf(
  { own: reference, use }: TargetView,
  parent: DataSourceUse | undefined,
  own: ExactSource,
): ExactSource {
  if (reference.kind === "expression" || (reference.byDefault && parent?.kind === "expression")) return expression;
  const isDashboard = reference.kind === "dashboard" || (reference.byDefault && parent?.kind === "dashboard");
  return isDashboard && use.kind === "dashboard" ? dashboard : own;
}

function write({ journal }: RewriteContext, target: JournalTarget, slot: SourceSlot, source: ExactSource): void {
  for (const { path, value } of referenceChanges(slot, source)) journal.set(target, path, value);
}

/**
 * Whether an annotation is the one that Grafana adds to every dashboard: it shows what people noted on this dashboard.
 */
export function isBuiltIn(body: unknown): boolean {
  const isMarked = field(body, "builtIn") === 1 || field(body, "builtIn") === true;
  return isMarked && (textField(body, "target", "type") ?? textField(body, "type") ?? "dashboard") === "dashboard";
}
