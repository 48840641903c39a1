import { expect, test } from "vitest";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { templatePlaceholders } from "./template-placeholders.ts";

const found = (source: Parameters<typeof dashboardSource>[0]) =>
  templatePlaceholders(readWritten(dashboardSource(source)));

test("templatePlaceholders finds them in queries, titles, legends and data sources", () => {
  const findings = found({
    panels: [
      {
        title: "{{ .Values.title }}",
        datasource: { type: "prometheus", uid: "{{ .Values.uid }}" },
        targets: [{ expr: 'up{ns="{{ .Release.Namespace }}"}', legendFormat: "{{ .Values.legend }}" }],
      },
    ],
  });
  expect(findings.map(({ state, reason }) => [state, reason.slice(0, reason.indexOf(" is "))])).toEqual([
    ["broken", "{{ .Values.title }} in the title"],
    ["broken", "{{ .Values.uid }} in the data source"],
    ["broken", "{{ .Release.Namespace }}"],
    ["broken", "{{ .Values.legend }} in the legend"],
  ]);
  expect(findings[2]).toMatchObject({ panelId: 1, refId: "A", expr: 'up{ns="{{ .Release.Namespace }}"}' });
  expect(findings[2]!.reason).toContain("helm template");
});

test("templatePlaceholders gives a hint for legends that only escape their braces", () => {
  const panels = [
    {
      targets: [
        { expr: "up", legendFormat: "{{`{{pod}}`}}" },
        { expr: "up", legendFormat: "{{`{{a}}`}}" },
      ],
    },
  ];
  expect(found({ panels })).toMatchObject([{ state: "hint", code: "template-escape" }]);
});

test("templatePlaceholders leaves other languages, and variables with fields, alone", () => {
  const loki = { type: "loki", uid: "l" };
  const panels = [
    { targets: [{ expr: '{a="b"} | line_format "{{.msg}}"', datasource: loki }], datasource: loki },
    { targets: ['up{a="${data.text}"}'] },
  ];
  expect(found({ panels, variables: [{ name: "data", type: "custom", query: "a" }] })).toEqual([]);
});
