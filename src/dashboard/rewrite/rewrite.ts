import { writeMarks } from "../../grafana/marks/marks.ts";
import { defined } from "../../json/defined.ts";
import { walkTexts } from "../../json/edit.ts";
import type { SourceDashboard } from "../read/source.ts";
import { parts } from "../view/parts.ts";
import { schemas } from "../view/schema.ts";
import { fillInputs } from "../view/variables.ts";
import { fixAdHocFilters } from "./fix-ad-hoc.ts";
import { guardVariables } from "./guard-variables.ts";
import { createContext, type RewriteContext } from "./rewrite-context.ts";
import { inlineLibraryPanels } from "./rewrite-library.ts";
import type { PreviewDashboard, RestoreRecord, RewriteOptions } from "./rewrite-options.ts";
import { rewriteQueries } from "./rewrite-queries.ts";
import { describePanel, rewriteSources } from "./rewrite-sources.ts";
import { rewriteTop, type TopRecord } from "./rewrite-top.ts";
import { beginUntrusted, confineUntrusted } from "./untrusted/rewrite-untrusted.ts";
import { proveUntrusted, settleUntrusted } from "./untrusted/settle-untrusted.ts";
import { withoutUserVariables } from "./untrusted/untrusted-text.ts";

export type { PreviewDashboard, RewriteOptions } from "./rewrite-options.ts";

/**
 * Makes a preview of a dashboard: every reference to Prometheus becomes the preview's data source, every query is kept
 * to the preview's series, library panels are inlined, title, uid, tags, links and time range are the preview's.
 * Everything else stays as it is, and `dashboard` is not touched.
 *
 * @throws {RangeError} if the isolation label has characters that do not belong there.
 */
export function rewriteForPreview(dashboard: SourceDashboard, options: RewriteOptions): PreviewDashboard {
  const context = createContext(dashboard, options);
  const { model, kind, findings, count } = context;
  const order = Object.keys(model);
  if (options.untrusted === true) beginUntrusted(context);
  inlineLibraryPanels(context);
  fillConstants(context, dashboard);
  if (options.untrusted === true) confineUntrusted(context);
  removeAlerts(context);
  rewriteSources(context);
  if (options.untrusted === true) settleUntrusted(context);
  fixAdHocFilters(context);
  rewriteQueries(context);
  guardVariables(context);
  const top = rewriteTop(context, options.untrusted === true ? withoutUserVariables(dashboard.title) : dashboard.title);
  if (options.untrusted === true) proveUntrusted(context, dashboard.file);
  return {
    uid: options.uid,
    kind,
    model:
      options.manifest === undefined
        ? model
        : writeMarks(model, kind, { tags: options.tags ?? [], manifest: options.manifest }),
    apiVersion: dashboard.apiVersion,
    title: top.title.after,
    findings,
    filters: context.filters,
    originals: context.originals,
    queryCount: count.queries,
    replaced: count.replaced,
    restore: restoreRecord(dashboard, context, top, order),
  };
}

/** Constants and data sources that an import would ask for, wherever else they stand. */
function fillConstants(context: RewriteContext, { inputs }: SourceDashboard): void {
  const values = new Map<string, string>();
  for (const { name, type, value } of inputs) if (type === "constant" && value !== undefined) values.set(name, value);
  if (values.size === 0) return;
  const { panels, variables, annotations } = parts(context);
  for (const target of [...panels, ...variables, ...annotations]) {
    walkTexts(
      target.node,
      (text, path) => {
        const filled = fillInputs(text, values);
        if (filled !== text && path.length > 0) context.journal.set(target, path, filled);
      },
      (name, path) => !(name === "panels" && path.length === 0),
    );
  }
}

/** An alert of Grafana's old alerting lives in its panel: saved with a preview, it would fire on made-up data. */
function removeAlerts(context: RewriteContext): void {
  const { journal, findings } = context;
  for (const panel of parts(context).panels) {
    if (!Object.hasOwn(panel.node, "alert")) continue;
    journal.set(panel, ["alert"], undefined, { always: true });
    findings.push({
      ...describePanel(panel),
      state: "skipped",
      code: "alert",
      reason: "the panel's alert rule is left out of the preview",
    });
  }
}

function restoreRecord(
  dashboard: SourceDashboard,
  context: RewriteContext,
  top: TopRecord,
  order: readonly string[],
): RestoreRecord {
  const { options, journal, kind } = context;
  const previews = Object.fromEntries([...(options.links ?? [])].map(([source, preview]) => [preview, source]));
  return {
    version: 1,
    kind,
    record: journal.record(parts(context)),
    ...top,
    key: options.key,
    ...defined({ scenario: options.scenario, reviewUrl: options.reviewUrl, isolation: options.isolation }),
    dataSourceUid: options.dataSource.uid,
    previews,
    ...(Object.hasOwn(dashboard.model, "schemaVersion") ? { schemaVersion: dashboard.model["schemaVersion"] } : {}),
    wrapper: dashboard.wrapper,
    ...defined({ holding: dashboard.holding }),
    ...(dashboard.alpha ? { alpha: true } : {}),
    ...(schemas[kind].migrates ? { source: dashboard.model } : {}),
    order,
  };
}
