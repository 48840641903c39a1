import type { WireSeries } from "../../generator/series.ts";

/** Text of a `# HELP` line: backslash and line feed escaped. */
export function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** Text inside the quotes of a label's value, and of OpenMetrics' help. */
export function escapeValue(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}

/** Name and labels of a series, and the blank before its value. */
export function linePrefix({ name, labels }: WireSeries): string {
  if (labels.length === 0) return `${name} `;
  return `${name}{${labels.map(([label, value]) => `${label}="${escapeValue(value)}"`).join(",")}} `;
}

/** A sample's value as both text formats have it: `1`, `0.25`, `1e+21`, `NaN`, `+Inf`. */
export function sampleText(value: number): string {
  if (Number.isFinite(value)) return `${value}`;
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}
