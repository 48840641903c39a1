import { classic, everything, panel, query, source, target } from "./build.ts";

const hosts = query("host", "label_values(oracle_up, instance)", everything);

/** Variables of every type, in the places where they are common. */
export const variables = classic(
  "Variables",
  [
    panel("Several behind =~", 'oracle_up{instance=~"$host"}'),
    panel("Several behind =", 'oracle_up{instance="$host"}'),
    panel("Several, one format", 'oracle_up{instance=~"${host:pipe}"}'),
    panel("Several as a list", 'oracle_up{instance=~"${host:csv}"}'),
    panel("One", 'oracle_requests_total{job="$job"}'),
    panel("Filtered", 'oracle_up{instance=~"$web"}'),
    panel("Typed in", 'oracle_temperature_celsius{room=~"$room.*"}'),
    panel("Constant", 'oracle_requests_total{code="$code"}'),
    panel("Length", "rate(oracle_requests_total[$length])"),
    panel("Chosen function", "$function(oracle_temperature_celsius)"),
    panel("Nothing to choose", 'oracle_up{zone=~"$zone"}'),
    panel("Not defined", 'oracle_up{job="$nowhere"}'),
    panel("Not defined, beside one that matches", 'oracle_up{job=~"$nowhere|api"}'),
    panel("All by its own value", 'oracle_up{job=~"$any"}'),
  ],
  {
    variables: [
      hosts,
      query("job", "label_values(oracle_requests_total, job)", { current: { text: "batch", value: "batch" } }),
      query("web", "label_values(oracle_up, instance)", { ...everything, regex: "/web.*/" }),
      query("zone", "label_values(oracle_up, zone)", everything),
      query("any", "label_values(oracle_up, job)", { ...everything, allValue: ".*" }),
      { name: "room", type: "textbox", query: "ha", current: { text: "ha", value: "ha" } },
      { name: "code", type: "constant", query: "500", current: { text: "500", value: "500" } },
      { name: "length", type: "interval", query: "1m,2m,5m", current: { text: "2m", value: "2m" } },
      { name: "function", type: "custom", query: "sum,max", current: { text: "max", value: "max" } },
    ],
  },
);

/** Panels and rows that are shown once for each value. */
export const repeats = classic(
  "Repeats",
  [
    panel("State of $host", 'oracle_up{instance="$host"}', { repeat: "host", type: "stat" }),
    panel("Errors of $job", 'rate(oracle_requests_total{job="$job",code="500"}[2m])', { repeat: "job" }),
    { title: "Row of $job", type: "row", repeat: "job", collapsed: false, panels: [] },
    panel("Requests of $job", 'sum(rate(oracle_requests_total{job="$job"}[2m]))'),
    panel("Team of $job", 'oracle_info{job="$job"}'),
  ],
  { variables: [hosts, query("job", "label_values(oracle_up, job)", everything)] },
);

const filters = (list: readonly (readonly [string, string, string, (readonly string[])?])[]) => ({
  name: "Filters",
  type: "adhoc",
  datasource: source,
  filters: list.map(([key, operator, value, values]) => ({ key, operator, value, ...(values && { values }) })),
});

/** Filters that Grafana puts into every selector. */
export const filtered = classic(
  "Filters",
  [
    panel("Kept", "oracle_up"),
    panel("Kept, as a rate", "rate(oracle_requests_total[2m])"),
    panel("Left out", 'oracle_up{job="batch"}'),
    panel("Without the label", "oracle_temperature_celsius"),
  ],
  {
    variables: [
      filters([
        ["job", "=|", "api", ["api", "web"]],
        ["instance", "!~", "worker.*"],
        ["instance", "!=", "web2.example.org"],
      ]),
    ],
  },
);

/** A variable that asks through another one. */
export const chained = classic(
  "Chained variables",
  [
    panel("By both", 'oracle_requests_total{job="$job", instance=~"$host"}'),
    panel("By the result of a query", 'oracle_temperature_celsius{room="$room"}', { type: "gauge" }),
    panel("Legend", [target('oracle_up{job="$job"}', { legendFormat: "{{instance}} of $job" })]),
  ],
  {
    variables: [
      query("job", "label_values(oracle_up, job)", { current: { text: "api", value: "api" } }),
      query("host", 'label_values(oracle_up{job="$job"}, instance)', everything),
      query("room", "query_result(oracle_temperature_celsius)", {
        regex: '/room="([^"]+)"/',
        current: { text: "attic", value: "attic" },
      }),
    ],
  },
);
