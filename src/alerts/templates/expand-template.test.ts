import { expect, test } from "vitest";
import { expandTemplate } from "./expand-template.ts";

const labels = new Map([
  ["__name__", "x"],
  ["job", "api"],
  ["instance", "web-1.example.org:9100"],
]);
const query = async (expr: string) =>
  expr === "none"
    ? []
    : [
        { labels: new Map([["job", "b"]]), value: 2 },
        { labels: new Map([["job", "a"]]), value: 1 },
      ];
const expand = (text: string, value = 1234.5678) =>
  expandTemplate(text, { alert: "A", labels, value, timeMs: Date.UTC(2026, 0, 2, 3, 4, 5), query });

// Results of Prometheus' own functions, from its template tests and its reference.
test.for([
  ["{{ $labels.job }} {{ .Labels.instance }} {{ $labels.missing }}|", "api web-1.example.org:9100 |"],
  ["{{ $value }} {{ .Value | humanize }}", "1234.5678 1.235k"],
  ["{{ humanize 0 }} {{ humanize 1234567.0 }} {{ humanize .12 }} {{ humanize -0.00001234 }}", "0 1.235M 120m -12.34u"],
  ["{{ humanize1024 0 }} {{ humanize1024 1048576 }} {{ humanize1024 .12 }}", "0 1Mi 0.12"],
  ["{{ humanizeDuration 0 }} {{ humanizeDuration 90061 }} {{ humanizeDuration 3.5 }}", "0s 1d 1h 1m 1s 3.5s"],
  ["{{ humanizeDuration 0.0123 }} {{ humanizeDuration -61 }}", "12.3ms -1m 1s"],
  ["{{ 0.1234567 | humanizePercentage }} {{ humanizePercentage 1 }}", "12.35% 100%"],
  ["{{ 1435065584.128 | humanizeTimestamp }}", "2015-06-23 13:19:44.128 +0000 UTC"],
  ['{{ printf "%.2f|%5d|%-5s|%q|%g|%x|%%" 2.345 42 "ab" "c" 1e21 255 }}', '2.35|   42|ab   |"c"|1e+21|ff|%'],
  [
    '{{ printf "%.0f %.0f %.1f %.0f" 1596.5 1597.5 0.25 -2.5 }} {{ humanize 12345.0 }} {{ humanize 1.0625 }}',
    "1596 1598 0.2 -2 12.35k 1.062",
  ],
  ['{{ printf "%.4g %.3e %g" 12345.0 12345.0 100000.0 }}', "1.234e+04 1.234e+04 100000"],
  ['{{ printf "%d" 1.5 }} {{ printf "%s" }} {{ printf "a" 1 }}', "%!d(float64=1.5) %!s(MISSING) a%!(EXTRA int=1)"],
  ["{{ if gt $value 100.0 }}much{{ else if gt $value 10.0 }}some{{ else }}little{{ end }}", "much"],
  ['{{ range query "q" | sortByLabel "job" }}{{ .Labels.job }}={{ .Value }} {{ end }}', "a=1 b=2 "],
  ['{{ range $i, $e := query "q" }}{{ $i }}{{ $e.Value }}{{ end }}', "0112"],
  ['{{ with query "none" }}some{{ else }}none{{ end }}', "none"],
  ['{{ query "q" | first | value }} {{ query "q" | first | label "job" }}', "1 a"],
  ["{{- /* left out */ -}}  x  {{- 1 -}}  y", "x1y"],
  ['{{ $a := "b" }}{{ $a = "c" }}{{ $a | toUpper | printf "%s%s" "x" }}', "xC"],
  ['{{ reReplaceAll "(.*)-(\\\\d+).*" "$2 $1" $labels.instance }}', "1 web"],
  ['{{ if match "^web-[0-9]" $labels.instance }}web{{ end }}', "web"],
  ["{{ $labels.instance | stripPort }} {{ $labels.instance | stripDomain }}", "web-1.example.org web-1:9100"],
  ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" $labels.job }}', "<api>"],
  ['{{ and true "" | len }}{{ or "" "x" }}{{ not true }}{{ eq $labels.job "b" "api" }}', "0xfalsetrue"],
  ['{{ title "slow disk" }} {{ "A b" | urlquery }} {{ html "<a&b>" }}', "Slow Disk A+b &lt;a&amp;b&gt;"],
  [
    '{{ index $labels "job" }} {{ parseDuration "1h30m" }} {{ tableLink "up == 0" }}',
    "api 5400 /graph?g0.expr=up+%3D%3D+0&g0.tab=1",
  ],
  ["{{ $labels }}", "map[__name__:x instance:web-1.example.org:9100 job:api]"],
] as const)("expandTemplate fills in %s", async ([text, expected]) => {
  expect(await expand(text)).toBe(expected);
});

test.for([
  [
    "{{ $value | humanise }}",
    'error parsing template __alert_A: template: __alert_A:1: function "humanise" not defined',
  ],
  ["{{ if }}x{{ end }}", "missing value for command"],
  ["{{ $nope }}", 'undefined variable "$nope"'],
  ["{{ if true }}", "unexpected EOF"],
  ["{{ end }}", "unexpected {{end}}"],
  ["{{ .Nope }}", "can't evaluate field Nope"],
  ["{{ if gt $value 100 }}x{{ end }}", "error calling gt: incompatible types for comparison"],
  ['{{ humanize "x" }}', 'error calling humanize: strconv.ParseFloat: parsing "x": invalid syntax'],
  ['{{ match "(" "x" }}', "error calling match"],
  ['{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}', "exceeded maximum template depth"],
  [`${"{{ if true }}".repeat(500)}`, "nested too deep"],
] as const)("expandTemplate shows the error of %s as Prometheus does", async ([text, message]) => {
  const shown = await expand(text);
  expect(shown).toMatch(/^<error expanding template: .*>$/s);
  expect(shown).toContain(message);
});

test("expandTemplate prints floats as Go does", async () => {
  const cases: [number, string][] = [
    [1, "1"],
    [0.1, "0.1"],
    [123_456.7, "123456.7"],
    [1_234_567, "1.234567e+06"],
    [1e-7, "1e-07"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "+Inf"],
  ];
  for (const [value, text] of cases) expect(await expand("{{ $value }}", value)).toBe(text);
});
