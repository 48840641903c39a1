import type { DashboardKind } from "../../grafana/marks/marks.ts";
import type { JsonPath, MutableObject } from "../../json/edit.ts";
import type { DataSourceUse } from "./data-source.ts";
import type { PanelContext } from "./panel-context.ts";
import type { PanelPosition } from "./panel-position.ts";
import type { PanelPaths } from "./schema.ts";
import type { SourceSlot } from "./source-slot.ts";

/** How a panel is found again after Grafana has moved it: by id, else by title; the n-th of those that share it. */
export interface PanelAnchor {
  readonly id: number | undefined;
  readonly nthOfId: number;
  readonly title: string;
  readonly nthOfTitle: number;
  /** Of schema v2: the name in `elements`. */
  readonly element: string | undefined;
}

/** Where a panel of a dashboard stands, and what is written about it there. */
export interface PanelPlace {
  readonly kind: DashboardKind;
  readonly anchor: PanelAnchor;
  /** The content of {@link slot}: the panel, or the element with `kind` and `spec`. */
  readonly node: MutableObject;
  /** Where id, title, links and queries are: the panel, or the element's `spec`. */
  readonly body: MutableObject;
  readonly slot: { readonly holder: MutableObject | MutableObject[]; readonly name: string | number };
  readonly id: number | undefined;
  readonly title: string;
  /** `timeseries`; empty where none is given. */
  readonly type: string;
  /** The titles of the rows and tabs around it, the outermost first. */
  readonly section: readonly string[];
  readonly position: PanelPosition | undefined;
  /** The variables that the panel and the rows and tabs around it repeat for, the outermost first; each once. */
  readonly repeats: readonly string[];
  /** The uid of the library panel that stands here; its own JSON lies elsewhere. */
  readonly libraryUid: string | undefined;
}

/** A panel of a dashboard, the same for every schema. */
export interface PanelView extends PanelPlace {
  /** Where its parts are, from {@link node}. */
  readonly paths: PanelPaths;
  /** Its own reference to a data source; undefined in schema v2, where only queries have one. */
  readonly source: SourceSlot | undefined;
  /** The data source that {@link source} resolves to. */
  readonly use: DataSourceUse | undefined;
  /** Its queries, in order. */
  readonly targets: readonly TargetView[];
  /** Units, bounds, thresholds and overrides. */
  readonly settings: PanelContext;
}

/** One query of a panel. */
export interface TargetView {
  /** The object that holds `expr`. */
  readonly query: MutableObject;
  /** The way to {@link query} from the panel's node. */
  readonly path: JsonPath;
  readonly refId: string | undefined;
  readonly hidden: boolean;
  readonly source: SourceSlot;
  /** The data source of its own reference. */
  readonly own: DataSourceUse;
  /** The data source that it asks: its own, else the panel's. */
  readonly use: DataSourceUse;
}
