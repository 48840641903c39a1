import { formatDuration } from "../../../../src/text/duration.ts";

type Labels = Readonly<Record<string, string>>;

/** `x{a="b"}`; of a series without anything `{}`. */
export function seriesName(labels: Labels, name = labels["__name__"] ?? ""): string {
  const text = labelsText(labels);
  return text === "" ? name || "{}" : `${name}{${text}}`;
}

/** `a="b", c="d"` in the order of the names, without the metric's name. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .filter(([name]) => name !== "__name__")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ");
}

/** How Prometheus writes a number that is none or has no end. */
export function notFiniteText(value: number): "NaN" | "+Inf" | "-Inf" {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}

/** A number of at most six digits, as a person reads it. */
export function numberText(value: number | undefined): string {
  if (value === undefined) return "nothing";
  if (!Number.isFinite(value)) return notFiniteText(value);
  if (value !== 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-4)) return value.toExponential(3);
  return String(Number(value.toPrecision(6)));
}

/** `12:04:30` in UTC. */
export function clockText(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString().slice(11, 19) : "?";
}

/** `4m30s`, to the millisecond. */
export function lengthText(ms: number): string {
  if (!Number.isFinite(ms)) return "?";
  return ms < 0 ? `−${formatDuration(-ms)}` : formatDuration(ms);
}
