/** JSON of a dashboard as people save it: of any shape. */
// biome-ignore lint/suspicious/noExplicitAny: fixtures of every schema version
export type Json = any;

/** The data source of every fixture; the recording and the check put their own in its place. */
export const source = { type: "prometheus", uid: "oracle" };

/** One target of a panel. */
export const target = (expr: string, rest: Json = {}): Json => ({ refId: "A", expr, datasource: source, ...rest });

/** A panel of classic JSON, 8 columns wide; {@link classic} numbers and places it. */
export const panel = (title: string, targets: string | readonly Json[], rest: Json = {}): Json => ({
  title,
  type: "timeseries",
  datasource: source,
  targets: typeof targets === "string" ? [target(targets)] : targets,
  ...rest,
});

/** A dashboard of classic JSON. */
export function classic(title: string, panels: readonly Json[], rest: Json = {}): Json {
  const placed = panels.map((each, index) => ({
    id: index + 1,
    gridPos: { x: (index % 3) * 8, y: Math.floor(index / 3) * 8, w: 8, h: each.type === "row" ? 1 : 8 },
    ...each,
  }));
  const { variables = [], ...others } = rest;
  return { title, schemaVersion: 39, panels: placed, templating: { list: variables }, ...others };
}

/** A variable of classic JSON that lists what a label can be. */
export const query = (name: string, text: string, rest: Json = {}): Json => ({
  name,
  type: "query",
  datasource: source,
  query: { query: text, refId: "V" },
  definition: text,
  refresh: 1,
  current: {},
  ...rest,
});

/** A variable of several values with "All" chosen. */
export const everything = { multi: true, includeAll: true, current: { text: ["All"], value: ["$__all"] } };
