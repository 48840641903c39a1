import type { Review } from "../../ci/hosts/review-shape.ts";
import { openingRange } from "../../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { maxRunSteps } from "../../dashboard/read/work-limits.ts";
import { rewriteForPreview } from "../../dashboard/rewrite/rewrite.ts";
import type { PreviewDashboard } from "../../dashboard/rewrite/rewrite-options.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { libraryPanelUids } from "../../dashboard/view/queries.ts";
import { anchorMs, gridEndMs } from "../../generator/sampling/grid.ts";
import type { DashboardToSave } from "../../grafana/dashboards/dashboard-to-save.ts";
import { libraryPanel } from "../../grafana/dashboards/library-panel.ts";
import type { DataSource } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { encodeManifest } from "../../grafana/marks/manifest.ts";
import { makeTags } from "../../grafana/marks/tags.ts";
import { previewFolder, previewUid, sourceId } from "../../identity/preview-identity.ts";
import { defined } from "../../json/defined.ts";
import { isDeeperThan } from "../../json/edit.ts";
import { maxDashboardDepth } from "../../json/parse.ts";
import type { JsonObject } from "../../json/read.ts";
import { losesNatives } from "../../prometheus/query/server-version.ts";
import { Work, withWork } from "../../promql/grammar/work.ts";
import { nextTurn } from "../../system/turn.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { nativeNames, sampleRange } from "./plan.ts";
import type { Prepared } from "./prepare.ts";
import { recordedFiles } from "./refuse-live.ts";
import { isolationOf } from "./revision.ts";
import { saveMessagePrefix } from "./save.ts";
import type { UpOptions } from "./up-options.ts";

/** A dashboard of a run, ready to be saved. */
export interface PreparedDashboard {
  readonly source: SourceDashboard;
  readonly spec: LoadedSpec;
  readonly preview: PreviewDashboard;
  readonly toSave: DashboardToSave;
  /** The part of the history that its source shows when it is opened: what is checked. */
  readonly shown: { readonly fromMs: number; readonly toMs: number };
  /** The time range that it is pinned to; undefined if it moves with the clock. */
  readonly opensOn: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** Rewrites another state of the dashboard, such as that of the base, as this one was. */
  rewrite(state: SourceDashboard): PreviewDashboard;
  /** Warnings about parts that did not fit into the manifest. */
  readonly warnings: readonly string[];
}

/** The default of data sources that name no scrape interval. */
const defaultIntervalMs = 15_000;

/**
 * The uid of each dashboard's preview. @throws nothing; two sources with one uid are found when the inputs are read.
 */
export function previewUids({ inputs, review, scenario }: UpOptions): ReadonlyMap<SourceDashboard, string> {
  return uidsOf(
    inputs.dashboards.map(({ source }) => source),
    review,
    scenario,
  );
}

/** The uids of the previews that the command makes in this scenario. */
export function commandUids({
  inputs,
  beside = [],
  review,
  scenario,
}: UpOptions): ReadonlyMap<SourceDashboard, string> {
  return uidsOf([...beside, ...inputs.dashboards.map(({ source }) => source)], review, scenario);
}

/** The uids of all previews that the command makes. */
export function allUids(options: UpOptions): ReadonlySet<string> {
  const scenarios = options.scenarios ?? [options.scenario];
  return new Set(scenarios.flatMap((scenario) => [...commandUids({ ...options, scenario }).values()]));
}

function uidsOf(
  sources: readonly SourceDashboard[],
  review: Review,
  scenario: string | undefined,
): ReadonlyMap<SourceDashboard, string> {
  return new Map(sources.map((source) => [source, previewUid(review, sourceId(source.source, scenario))]));
}

/** The `dp-src` of each dashboard. */
export function sourceIds({ inputs, scenario }: Pick<UpOptions, "inputs" | "scenario">): readonly string[] {
  return inputs.dashboards.map(({ source }) => sourceId(source.source, scenario));
}

/**
 * Makes the copy of each dashboard that is saved. Library panels are read from Grafana unless the dashboards are not
 * trusted.
 */
export async function rewriteAll(
  options: UpOptions,
  prepared: Prepared,
  signal?: AbortSignal,
): Promise<readonly PreparedDashboard[]> {
  const { inputs, untrusted } = options;
  const uids = commandUids(options);
  const links = new Map(
    [...uids].flatMap(([source, uid]) => (source.uid === undefined ? [] : [[source.uid, uid] as const])),
  );
  const libraryPanels = untrusted
    ? new Map<string, JsonObject>()
    : await readLibraryPanels(
        options.grafana,
        inputs.dashboards.map(({ source }) => source),
      );
  const work = new Work(maxRunSteps);
  const { plan, receiver } = prepared;
  const natives = losesNatives(receiver.version)
    ? nativeNames(plan.definitions.map(({ definition }) => definition))
    : undefined;
  const rewritten: PreparedDashboard[] = [];
  for (const { source, spec } of inputs.dashboards) {
    await nextTurn(signal);
    const shown = openingRange(source, sampleRange(prepared.plan));
    const window = pinnedTo(shown, options, prepared);
    const wish = {
      uid: uids.get(source)!,
      key: options.review.key,
      dataSource: prepared.dataSource,
      isolation: options.isolation === "label" ? isolationOf(prepared.run) : undefined,
      natives,
      window,
      follow: options.liveUntilExpiry === true,
      reviewUrl: options.review.url,
      scenario: options.scenario,
      siblings: siblingsOf(source, options),
      minIntervalMs: minIntervalMs(prepared),
      untrusted,
      links,
      libraryPanels,
    };
    const preview = withWork(work, () => rewriteForPreview(source, wish));
    rewritten.push({
      source,
      spec: spec!,
      preview,
      shown,
      opensOn: window,
      rewrite: (state) => withWork(new Work(maxRunSteps), () => rewriteForPreview(state, wish)),
      ...marks(options, prepared, { source, spec: spec!, preview }),
    });
  }
  return rewritten;
}

/** The previews of the same dashboard in the command's other scenarios. */
function siblingsOf(source: SourceDashboard, { scenario, scenarios = [], review }: UpOptions) {
  return scenarios
    .filter((other) => other !== scenario)
    .map((other) => ({ title: other, uid: previewUid(review, sourceId(source.source, other)) }));
}

async function readLibraryPanels(
  grafana: Grafana,
  sources: readonly SourceDashboard[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const panels = new Map<string, JsonObject>();
  for (const uid of new Set(sources.flatMap((source) => libraryPanelUids(parts(source))))) {
    const found = await libraryPanel(grafana, uid);
    // What nobody could have made by hand is not there: code that walks panels stands only so much depth.
    if (found !== undefined && !isDeeperThan(found.model, maxDashboardDepth)) panels.set(uid, found.model);
  }
  return panels;
}

/**
 * Pinned to what the source shows of the history when it is opened, and what live writing adds, so that a reviewer who
 * opens it tomorrow sees data; only live data until expiry keeps it moving.
 */
function pinnedTo(
  { fromMs, toMs }: PreparedDashboard["shown"],
  { liveMs = 0, liveUntilExpiry = false }: UpOptions,
  { plan, expiresAtMs, createdAtMs }: Prepared,
): PreparedDashboard["opensOn"] {
  if (liveUntilExpiry || createdAtMs + liveMs >= expiresAtMs) return undefined;
  const addedMs = toMs < sampleRange(plan).toMs ? 0 : Math.floor(liveMs / plan.grid.stepMs) * plan.grid.stepMs;
  return { fromMs, toMs: toMs + addedMs };
}

/** A step longer than the data source's would leave `rate(x[$__rate_interval])` with one sample. */
function minIntervalMs({
  plan,
  dataSource,
}: Pick<Prepared, "plan"> & { dataSource: Pick<DataSource, "scrapeIntervalMs"> }): number | undefined {
  const { stepMs } = plan.grid;
  return stepMs > (dataSource.scrapeIntervalMs ?? defaultIntervalMs) ? stepMs : undefined;
}

function fromTop(file: string, topPath: UpOptions["tree"]["topPath"]): string | undefined {
  const path = topPath(file);
  return path === file ? undefined : path;
}

function marks(
  { review, isolation, untilReview, liveUntilExpiry, scenario, tree: { topPath } }: UpOptions,
  { run, plan, dataSource, createdAtMs, expiresAtMs }: Prepared,
  { source, spec, preview }: { source: SourceDashboard; spec: LoadedSpec; preview: PreviewDashboard },
): Pick<PreparedDashboard, "toSave" | "warnings"> {
  const { grid } = plan;
  const fields = {
    project: run.project,
    key: run.key,
    revision: run.revision,
    order: run.order,
    createdAtMs,
    expiresAtMs,
    fromMs: anchorMs(grid),
    toMs: gridEndMs(grid),
    stepMs: grid.stepMs,
    isolation,
    source: {
      path: source.path,
      ...defined({
        place: source.holding?.place,
        commit: review.commit,
        fromTop: fromTop(source.path, topPath),
      }),
    },
    ...defined({
      leadIn: grid.leadIn,
      review: review.number,
      until: untilReview ? ("review" as const) : undefined,
      live: liveUntilExpiry === true ? ("until-expiry" as const) : undefined,
    }),
    dataSourceUid: dataSource.uid,
    ...defined({ scenario }),
    spec: spec.document.text,
    ...defined({ files: liveUntilExpiry === true ? recordedFiles(spec) : undefined }),
    restore: preview.restore,
  };
  const whole = encodeManifest(fields);
  // Rather in Grafana's newer forms than not at all.
  const { source: _source, ...smaller } = preview.restore;
  const manifest = whole.leftOut.includes("restore") ? encodeManifest({ ...fields, restore: smaller }) : whole;
  const tags = makeTags({ ...run, src: sourceId(source.source, scenario), expiresAtMs, keep: false });
  const { uid, kind, model, apiVersion } = preview;
  return {
    toSave: {
      uid,
      kind,
      model,
      tags,
      manifest: manifest.text,
      folderUid: previewFolder.uid,
      message:
        `${saveMessagePrefix}: revision ` +
        `${run.revision}${review.commit === undefined ? "" : ` of ${review.commit.slice(0, 10)}`}`,
      ...defined({ apiVersion }),
    },
    warnings: manifest.leftOut.map((part) =>
      part !== "restore"
        ? `${spec.file} is too large to travel with the preview: writing live data later needs --data`
        : `${source.file} is too large for export to give it back in source form`,
    ),
  };
}
