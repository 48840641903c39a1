import { isMap, isScalar, type Node, parseDocument, type YAMLMap } from "yaml";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric } from "../series/model.ts";
import { type Cause, renameCauses } from "../world/cause.ts";
import { renderCause } from "./render.ts";

/** The section `signals` of a spec that causes are added to. */
export interface SignalSection {
  /**
   * Other names for causes whose name the spec has for one that is per other labels: what uses them would not find
   * these. A cause of the same name that is per the same labels is the spec's own: it stays as it is, and is used.
   */
  rename(causes: readonly Cause[]): ReadonlyMap<string, string>;
  /** Where and what to insert, so that the spec has these causes too; undefined if it has all of them. */
  insertion(causes: readonly Cause[]): { readonly at: number; readonly text: string } | undefined;
}

/** Reads the section of a spec that `parseSpec` has accepted. */
export function signalSection(specText: string): SignalSection {
  const root = parseDocument(specText, { schema: "core", logLevel: "silent", uniqueKeys: false }).contents;
  const map = isMap(root) ? root : undefined;
  const section = map?.get("signals", true);
  const signals = isMap(section) ? section : undefined;
  const known = new Map((signals?.items ?? []).map(({ key, value }) => [textOf(key), perOf(value)]));
  return {
    rename(causes) {
      const taken = new Set([...known.keys(), ...causes.map(({ name }) => name)]);
      const renamed = new Map<string, string>();
      for (const { name, per } of causes) {
        const own = known.get(name);
        if (own === undefined || own === [...per].sort().join()) continue;
        let number = 2;
        while (taken.has(`${name}-${number}`)) number++;
        renamed.set(name, `${name}-${number}`);
        taken.add(`${name}-${number}`);
      }
      return renamed;
    },
    insertion(causes) {
      const missing = causes.filter(({ name }) => !known.has(name));
      return missing.length === 0 || map === undefined ? undefined : insert(specText, map, signals, missing);
    },
  };
}

/** A metric that uses causes by other names. */
export function withCausesRenamed(metric: InferredMetric, names: ReadonlyMap<string, string>): InferredMetric {
  if (names.size === 0) return metric;
  const series = metric.series.map((one) => ({
    ...one,
    signal: { form: "course", signal: renameCauses(specOf(one.signal), names), factor: 1 } as const,
    observe: one.observe && (renameCauses(one.observe as Cause["value"], names) as typeof one.observe),
  }));
  return { ...metric, series, causes: metric.causes?.map((cause) => renamed(cause, names)) ?? [] };
}

function renamed({ name, per, value }: Cause, names: ReadonlyMap<string, string>): Cause {
  return { name: names.get(name) ?? name, per, value: renameCauses(value, names) };
}

function textOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : "";
}

/** The labels that an entry of `signals` is per, sorted, as one text. */
function perOf(value: unknown): string {
  const per: unknown = isMap(value) ? (value.toJSON() as { per?: unknown }).per : undefined;
  return [per ?? []].flat().map(String).sort().join();
}

function insert(specText: string, root: YAMLMap, signals: YAMLMap | undefined, missing: readonly Cause[]) {
  const json = missing
    .map(({ name, per, value }) => JSON.stringify({ [name]: { ...(per.length === 0 ? {} : { per }), value } }))
    .map((text) => text.slice(1, -1))
    .join(", ");
  if (signals !== undefined && (signals.flow === true || signals.items.length === 0)) {
    const close = (signals.range?.[1] ?? 1) - 1;
    const last = (signals.items.at(-1)?.value as Node | undefined)?.range?.[1];
    const comma = last !== undefined && !specText.slice(last, close).includes(",") ? ", " : "";
    return { at: last !== undefined && comma !== "" ? last : close, text: `${comma}${json}` };
  }
  const metrics = root.items.find(({ key }) => textOf(key) === "metrics")!;
  const beforeMetrics = (metrics.key as Node).range![0];
  if (signals === undefined) {
    if (root.flow === true) return { at: beforeMetrics, text: `"signals": {${json}}, ` };
    const indent = " ".repeat(columnOf(specText, beforeMetrics));
    const lines = missing.map((cause) => `${indent}  ${renderCause(cause)}\n`);
    return { at: beforeMetrics, text: `signals:\n${lines.join("")}${indent}` };
  }
  const first = (signals.items[0]!.key as Node).range![0];
  const indent = " ".repeat(columnOf(specText, first));
  const lines = missing.map((cause) => `${renderCause(cause)}\n${indent}`);
  return { at: first, text: lines.join("") };
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}
