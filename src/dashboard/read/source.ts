import type { DashboardKind } from "../../grafana/marks/marks.ts";
import type { JsonObject } from "../../json/read.ts";
import type { Holding } from "../forms/form.ts";

/** The wrapper around a dashboard when it was read, so that it can be restored. */
export type DashboardWrapper =
  /** Nothing. */
  | { readonly form: "bare" }
  /** `{"dashboard": …, …}`, as Grafana's HTTP API takes and gives it. */
  | { readonly form: "envelope"; readonly rest: JsonObject }
  /** `{apiVersion, kind, metadata, spec}`, as `/apis` takes and gives it. */
  | { readonly form: "resource"; readonly rest: JsonObject };

/** One entry of `__inputs`: something that Grafana's import would ask for. */
export interface DashboardInput {
  /** `DS_PROMETHEUS`; stands in the dashboard as `${DS_PROMETHEUS}`. */
  readonly name: string;
  readonly type: "datasource" | "constant";
  /** Of data sources: `prometheus`, `loki`. */
  readonly pluginId: string | undefined;
  /** Of constants. */
  readonly value: string | undefined;
}

/** A dashboard as it was read. Nothing of it is ever changed. */
export interface SourceDashboard {
  readonly kind: DashboardKind;
  /** Classic JSON, or the `spec` of schema v2 (v2alpha1 in the form of v2beta1). Without the marks of a preview. */
  readonly model: JsonObject;
  /** Of schema v2: the version that `model` is in, `v2beta1` or `v2`. */
  readonly apiVersion: string | undefined;
  /** It was written in v2alpha1. */
  readonly alpha: boolean;
  readonly uid: string | undefined;
  readonly title: string;
  /** As messages name it, unique in a run: its path, with its place in a file that may hold others, `x.yaml#a.json`. */
  readonly file: string;
  /** Path of the file as it was given. */
  readonly path: string;
  /** Where it stands in its file; undefined for a JSON file that is one dashboard. */
  readonly holding: Holding | undefined;
  /** Identifies the source: the original uid, else `file`. See `sourceId`. */
  readonly source: string;
  readonly wrapper: DashboardWrapper;
  readonly inputs: readonly DashboardInput[];
  /** Library panels that came along in `__elements`, by uid. */
  readonly elements: ReadonlyMap<string, JsonObject>;
}
