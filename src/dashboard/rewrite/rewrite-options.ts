import type { DashboardKind } from "../../grafana/marks/marks.ts";
import type { JsonObject } from "../../json/read.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import type { FindingCode } from "../codes/finding-codes.ts";
import type { Finding } from "../finding.ts";
import type { Holding } from "../forms/form.ts";
import type { DashboardWrapper } from "../read/source.ts";
import type { SavedFilter } from "../view/ad-hoc-filters.ts";
import type { ChangeRecord } from "./journal.ts";

/** The data source that a preview asks. */
export interface PreviewDataSource {
  readonly uid: string;
  readonly type: string;
  readonly name: string;
}

/** Options of {@link rewriteForPreview}. */
export interface RewriteOptions {
  /** From `previewUid`. */
  readonly uid: string;
  /** `pr-12`; the title begins with it. */
  readonly key: string;
  readonly dataSource: PreviewDataSource;
  /** The label that all queries are kept to; undefined for a Prometheus of the preview's own. */
  readonly isolation?: IsolationLabel | undefined;
  /** Metrics that are native histograms, for a server that loses these in `label_replace`. */
  readonly natives?: ReadonlySet<string> | undefined;
  /**
   * `[from, to)` in Unix milliseconds that the dashboard is pinned to; undefined keeps its own time range, for live
   * data.
   */
  readonly window?: { readonly fromMs: number; readonly toMs: number } | undefined;
  /**
   * Its time range moves with the clock, and it refreshes itself: live data follow until the preview expires. Not
   * beside a window. Default: as in the source.
   */
  readonly follow?: boolean | undefined;
  /** The pull or merge request. */
  readonly reviewUrl?: string | undefined;
  /** The scenario of the data; the title ends with it. */
  readonly scenario?: string | undefined;
  /** Previews of the same dashboard in other scenarios, to link to. */
  readonly siblings?: readonly { readonly title: string; readonly uid: string }[] | undefined;
  /**
   * The step of the data where that is longer than the data source's interval: no query gets a shorter minimum step.
   */
  readonly minIntervalMs?: number | undefined;
  /**
   * The dashboard comes from someone who must not reach anything but the preview's data, nor the one who looks at it.
   */
  readonly untrusted?: boolean | undefined;
  /** Previews of the same run, by the uid of their source. */
  readonly links?: ReadonlyMap<string, string> | undefined;
  /** Library panels that were read from Grafana, by uid. Not used for untrusted dashboards. */
  readonly libraryPanels?: ReadonlyMap<string, JsonObject> | undefined;
  /** Tags of the preview. Default none: saving puts them in. */
  readonly tags?: readonly string[] | undefined;
  /** Text of the manifest, for a hidden variable. Default none: saving puts it in. */
  readonly manifest?: string | undefined;
}

/**
 * A part of the dashboard that is not previewed as it stands in its source. `error`: a query of Prometheus that was
 * replaced; `skipped`: something that is not previewed, or was taken out.
 */
export interface RewriteFinding extends Finding<"error" | "skipped", RewriteCode> {
  readonly code: RewriteCode;
  /** Offsets into {@link expr} of what was refused. */
  readonly from?: number;
  readonly to?: number;
}

/** Why a part of a dashboard is not previewed as it stands. */
type RewriteCode = Extract<
  FindingCode,
  "not-isolated" | "other-data-source" | "library-panel" | "untrusted" | "alert" | "fixed"
>;

/** The record for `restoreSource`, as JSON; goes into the manifest. */
export interface RestoreRecord {
  readonly version: 1;
  readonly kind: DashboardKind;
  readonly record: ChangeRecord;
  readonly title: { readonly before?: unknown; readonly after: string };
  readonly tags: { readonly before?: unknown };
  readonly links: { readonly before?: unknown; readonly after: unknown };
  readonly key: string;
  readonly scenario?: string;
  readonly reviewUrl?: string;
  readonly isolation?: IsolationLabel;
  readonly dataSourceUid: string;
  /** Uids of sources by those of their previews. */
  readonly previews: Readonly<Record<string, string>>;
  readonly schemaVersion?: unknown;
  readonly wrapper: DashboardWrapper;
  /** Where it stood in its file; missing for a JSON file that was one dashboard. */
  readonly holding?: Holding;
  /** Written in the forms of v2alpha1. */
  readonly alpha?: true;
  /** The classic dashboard as it was read: Grafana migrates what it saves. */
  readonly source?: JsonObject;
  /** The order of the properties. */
  readonly order: readonly string[];
}

/** A dashboard made into a preview. */
export interface PreviewDashboard {
  readonly uid: string;
  readonly kind: DashboardKind;
  /** Classic JSON, or the spec of schema v2, to be saved. */
  readonly model: JsonObject;
  /** Of schema v2: the version that `model` is in. */
  readonly apiVersion: string | undefined;
  readonly title: string;
  readonly findings: readonly RewriteFinding[];
  /** Filters of ad hoc variables that went into the queries. */
  readonly filters: readonly SavedFilter[];
  /** Queries of the source by those of the preview, where more than the label was put in. */
  readonly originals: ReadonlyMap<string, string>;
  /** Queries of Prometheus, in panels, variables and annotations. */
  readonly queryCount: number;
  /** How many of them were replaced because they cannot be kept to the preview's series. */
  readonly replaced: number;
  readonly restore: RestoreRecord;
}
