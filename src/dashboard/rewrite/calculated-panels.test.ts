import { expect, test } from "vitest";
import { classic, v2, v2Element } from "../../../test/dashboards/source.ts";
import { rewriteForPreview } from "./rewrite.ts";

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into
type Json = any;
const own = { type: "prometheus", uid: "preview" };
const calculated = { type: "__expr__", uid: "__expr__" };
const shared = { type: "datasource", uid: "-- Dashboard --" };
const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };
const rewrite = (source: Parameters<typeof rewriteForPreview>[0], untrusted: boolean) =>
  rewriteForPreview(source, { uid: "u", key: "k", dataSource: { ...own, name: "P" }, isolation, untrusted });

const expressions = [
  { refId: "B", type: "math", expression: `\${A} * $factor` },
  {
    refId: "C",
    type: "reduce",
    expression: "A",
    reducer: "mean",
    settings: { mode: "replaceNN", replaceWithValue: 1 },
  },
  { refId: "D", type: "resample", expression: "A", window: "5m", downsampler: "mean", upsampler: "fillna" },
  { refId: "E", type: "threshold", expression: "C", conditions: [{ evaluator: { type: "gt", params: [1, 2] } }] },
  {
    refId: "F",
    type: "classic_conditions",
    conditions: [{ evaluator: { type: "gt", params: [1] }, query: { params: ["A"] }, reducer: { type: "last" } }],
  },
  { refId: "G", type: "sql", expression: "SELECT * FROM A", format: "" },
];
const asked = { refId: "A", expr: "sum(up)", hide: true };

test.for([false, true])(
  "rewriteForPreview keeps expressions whole and isolates their queries (untrusted: %s)",
  (untrusted) => {
    const targets = expressions.map((target) => ({ ...target, datasource: calculated }));
    const panel = { id: 1, type: "stat", title: "P", datasource: { type: "prometheus", uid: "p" } };
    const { model } = rewrite(classic([{ ...panel, targets: [asked, ...targets] }]), untrusted);
    const [
      {
        datasource,
        targets: [query, ...rest],
      },
    ] = (model as Json).panels;
    expect(datasource).toEqual(own);
    expect(query).toMatchObject({ expr: `sum(up{dashpreview="${isolation.value}"})`, hide: true });
    expect(rest).toEqual(targets);
  },
);

test.for([false, true])("rewriteForPreview keeps expressions of schema v2 whole (untrusted: %s)", (untrusted) => {
  const query = ({ refId, hide = false, ...spec }: Json, group: string, name: string) => {
    const dataQuery = { kind: "DataQuery", group, version: "v0", datasource: { name }, spec };
    return { kind: "PanelQuery", spec: { refId, hidden: hide, query: dataQuery } };
  };
  const calculations = expressions.map((target) => query(target, "__expr__", "__expr__"));
  const element = v2Element(1, "P", []) as Json;
  element.spec.data.spec.queries = [query(asked, "prometheus", "p"), ...calculations];
  const { model } = rewrite(v2({ "panel-1": element }), untrusted);
  const [input, ...rest] = (model as Json).elements["panel-1"].spec.data.spec.queries;
  expect(input.spec.query).toMatchObject({
    datasource: { name: "preview" },
    spec: { expr: expect.stringContaining("{") },
  });
  expect(rest).toEqual(calculations);
});

test.for([false, true])(
  "rewriteForPreview knows a panel that is itself of Grafana's calculations (untrusted: %s)",
  (untrusted) => {
    const [math] = expressions;
    const targets = [{ ...asked, datasource: { type: "prometheus", uid: "p" } }, math];
    const { model } = rewrite(
      classic([{ id: 1, type: "stat", title: "P", datasource: calculated, targets }]),
      untrusted,
    );
    const [panel] = (model as Json).panels;
    expect(panel.targets[0]).toMatchObject({ datasource: own, expr: `sum(up{dashpreview="${isolation.value}"})` });
    expect(panel.targets[1].datasource ?? panel.datasource).toEqual(calculated);
  },
);

test.for([false, true])(
  "rewriteForPreview keeps shared results and the ids that they name (untrusted: %s)",
  (untrusted) => {
    const source = {
      id: 100,
      type: "stat",
      title: "S",
      datasource: { type: "prometheus", uid: "p" },
      targets: [asked],
    };
    const copy = { refId: "A", panelId: 100, withTransforms: true, datasource: shared };
    const panels = [source, { id: 54, type: "table", title: "C", datasource: shared, targets: [copy] }];
    const { model } = rewrite(classic(panels), untrusted);
    expect((model as Json).panels.map(({ id }: Json) => id)).toEqual([100, 54]);
    expect((model as Json).panels[1]).toMatchObject({ datasource: shared, targets: [copy] });
  },
);
