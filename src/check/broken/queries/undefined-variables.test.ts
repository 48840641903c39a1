import { expect, test } from "vitest";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { undefinedVariables } from "./undefined-variables.ts";

const found = (source: Parameters<typeof dashboardSource>[0]) =>
  undefinedVariables(readWritten(dashboardSource(source)));
const instance = { name: "instance", type: "query", query: "label_values(up, instance)" };

test("undefinedVariables names the variable that is probably meant", () => {
  const findings = found({ panels: [{ targets: ['up{instance="$instace"}'] }], variables: [instance] });
  expect(findings).toMatchObject([
    {
      code: "variable-undefined",
      state: "broken",
      panelId: 1,
      refId: "A",
      reason: "variable $instace is not defined in the dashboard; probably $instance is meant",
    },
  ]);
});

test("undefinedVariables looks into variables, repeats, data sources and annotations", () => {
  const findings = found({
    panels: [{ targets: ["up"], repeat: "hosts", datasource: { type: "prometheus", uid: "${DS_METRICS}" } }],
    variables: [{ ...instance, query: 'label_values(up{job="$job"}, instance)' }],
    annotations: { list: [{ name: "Deploys", expr: 'x{a="$b"}', datasource: { type: "prometheus", uid: "p" } }] },
  });
  expect(findings.map(({ variable, annotation, reason }) => [variable ?? annotation, reason.split(" is ")[0]])).toEqual(
    [
      [undefined, "variable $hosts"],
      [undefined, "variable $DS_METRICS"],
      ["instance", "variable $job"],
      ["Deploys", "variable $b"],
    ],
  );
});

test("undefinedVariables knows built-in variables, groups of a regular expression and digits", () => {
  const panels = [
    {
      targets: [
        "rate(x[$__rate_interval]) + ${__range_s}",
        'label_replace(x, "a", "$1-${pod}", "b", "(.*)-(?P<pod>.*)")',
        'x{instance=~"[[instance]]"}',
      ],
    },
  ];
  expect(found({ panels, variables: [instance] })).toEqual([]);
});

test("undefinedVariables takes a dollar in a title for one, unless a variable has nearly that name", () => {
  const panels = [{ title: "Cost in $USD" }, { title: "CPU of $instanc" }];
  expect(found({ panels, variables: [instance] })).toMatchObject([{ panelId: 2 }]);
});

test("undefinedVariables asks for the value of an input that has none", () => {
  const source = {
    panels: [{ targets: ['a{x="${APP}"}', 'b{x="${NONE}"}'], datasource: "${DS}" }],
    __inputs: [
      { name: "APP", type: "constant", value: "shop" },
      { name: "NONE", type: "constant" },
      { name: "DS", type: "datasource", pluginId: "prometheus" },
    ],
  };
  expect(found(source)).toMatchObject([{ refId: "B", code: "input-without-value" }]);
});

test("undefinedVariables takes undefined names in a file of Terraform's for its own", () => {
  const findings = found({ panels: [{ targets: ['a{x="${region}"}', 'a{x="$${y}"}'] }] });
  expect(findings).toMatchObject([{ refId: "A", code: "template-placeholder" }]);
});
