import { valueAt } from "../../json/edit.ts";
import { asArray, asObject, type JsonObject, textField } from "../../json/read.ts";
import type { SourceDashboard } from "../read/source.ts";
import { type AnnotationView, annotationsOf } from "./annotations.ts";
import { type DataSourceNames, dataSourceNames } from "./data-source.ts";
import { once } from "./once.ts";
import type { PanelView } from "./panel-view.ts";
import { panelsOf } from "./panels.ts";
import { type DashboardPlace, schemas } from "./schema.ts";
import { type VariableView, variablesOf } from "./variables.ts";

/** The settings of a dashboard itself. */
export interface DashboardSettings {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The interval at which Grafana loads the dashboard again; empty for never. */
  readonly refresh: string | undefined;
  readonly timezone: string | undefined;
}

/** The parts of a dashboard, the same for every schema. */
export interface DashboardParts {
  readonly panels: readonly PanelView[];
  readonly variables: readonly VariableView[];
  readonly annotations: readonly AnnotationView[];
  readonly links: readonly unknown[];
  readonly settings: DashboardSettings;
  /** The data sources that the dashboard's references resolve to. */
  readonly names: DataSourceNames;
  /** Library panels that came along, by uid. */
  readonly elements: ReadonlyMap<string, JsonObject>;
}

/** A dashboard to be looked at: one that was read, or a private copy of its model. */
export interface Viewed extends DashboardPlace, Partial<Pick<SourceDashboard, "inputs" | "elements">> {
  /** The data sources that references resolve to, for a copy whose own variables have changed. Default: the model's. */
  readonly names?: DataSourceNames;
}

/**
 * Reads the parts of a dashboard: classic JSON, also inside a v1 resource, and schema v2. Lists, queries and settings
 * are read when they are first used and then kept, so read once and pass it on; after a part was replaced, read again.
 */
export function parts({ model, kind, inputs = [], elements = new Map(), ...given }: Viewed): DashboardParts {
  const place = { model, kind };
  const { paths } = schemas[kind];
  const names = given.names ?? dataSourceNames(asArray(valueAt(model, paths.variables)), inputs);
  const time = asObject(valueAt(model, paths.time));
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const panels = once(() => panelsOf(place, names));
  const variables = once(() => variablesOf(place, names, inputs));
  const annotations = once(() => annotationsOf(place, names));
  return {
    get panels() {
      return panels();
    },
    get variables() {
      return variables();
    },
    get annotations() {
      return annotations();
    },
    links: asArray(model["links"]),
    settings: {
      from: textField(time, "from"),
      to: textField(time, "to"),
      refresh: text(valueAt(model, paths.refresh)),
      timezone: text(valueAt(model, paths.timezone)),
    },
    names,
    elements,
  };
}
