import { type PrometheusClient, PromQLExtension } from "@prometheus-io/codemirror-promql";
import { useMemo } from "react";
import type { PlaygroundSet } from "../../../../src/report/playground/playground-data.ts";
import { Editor } from "./editor.tsx";

interface QueryEditorProps {
  readonly value: string;
  /** Metrics and labels to complete. */
  readonly set: PlaygroundSet | undefined;
  readonly onChange: (text: string) => void;
  readonly onSubmit: () => void;
}

/** The expression, with Prometheus' own completion of functions, and the metrics and labels of the spec. */
export function QueryEditor({ value, set, onChange, onSubmit }: QueryEditorProps) {
  const language = useMemo(
    () =>
      new PromQLExtension()
        .activateLinter(true)
        .setComplete({ remote: namesOf(set) })
        .asExtension(),
    [set],
  );
  return (
    <Editor label="PromQL expression" value={value} extensions={language} onChange={onChange} onSubmit={onSubmit} />
  );
}

/** The names that the spec has: nobody is asked for them. */
function namesOf(set: PlaygroundSet | undefined): PrometheusClient {
  const curves = set?.metrics.flatMap(({ curves: all }) => all) ?? [];
  const of = (metric?: string) => curves.filter(({ name }) => metric === undefined || metric === "" || name === metric);
  const unique = (texts: readonly string[]) => [...new Set(texts)].sort();
  return {
    labelNames: async (metric) => unique(of(metric).flatMap(({ labels }) => Object.keys(labels))),
    labelValues: async (label, metric) =>
      label === "__name__"
        ? unique(curves.map(({ name }) => name))
        : unique(of(metric).flatMap(({ labels }) => labels[label] ?? [])),
    metricMetadata: async () =>
      Object.fromEntries(set?.metrics.map(({ name, type, help = "" }) => [name, [{ type, help, unit: "" }]]) ?? []),
    series: async (metric) =>
      of(metric).map(({ name, labels }) => new Map(Object.entries({ ...labels, __name__: name }))),
    metricNames: async () => unique(curves.map(({ name }) => name)),
    flags: async () => ({}),
  } as PrometheusClient;
}
