import { valueAt } from "../../json/edit.ts";
import { field } from "../../json/read.ts";
import { type DashboardPlace, schemas } from "../view/schema.ts";
import { readTime } from "./time-math.ts";

/** A span of time in Unix milliseconds. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The part of its data that a dashboard shows when it is opened. */
export interface OpeningRange extends Span {
  /** How far it looks back from the end of the data, in milliseconds, where that is further than they reach. */
  readonly wantsMs?: number;
}

/** Grafana's range for a dashboard that names none. */
const usual = { from: "now-6h", to: "now" };

/** A shorter range shows too little: it comes from rounding just after midnight, or is a mistake. */
const leastMs = 60_000;

/**
 * The part of the data that a dashboard opens on: its own time range, with the end of the data for now. Of a range of
 * dates, its length counts. What the data do not reach is left out, and if nothing is left, all of them are shown.
 *
 * @param data - from the first sample to the last.
 */
export function openingRange({ model, kind }: DashboardPlace, data: Span): OpeningRange {
  const time = valueAt(model, schemas[kind].paths.time);
  const read = (name: "from" | "to") =>
    readTime(field(time, name) ?? usual[name], { nowMs: data.toMs, roundUp: name === "to" });
  const [from, to] = [read("from"), read("to")];
  if (from === undefined || to === undefined || to.ms <= from.ms) return data;
  const dates = !from.relative && !to.relative;
  const wanted = dates ? { fromMs: data.toMs - (to.ms - from.ms), toMs: data.toMs } : { fromMs: from.ms, toMs: to.ms };
  const shown = { fromMs: Math.max(wanted.fromMs, data.fromMs), toMs: Math.min(wanted.toMs, data.toMs) };
  const wants = from.relative && wanted.fromMs < data.fromMs ? { wantsMs: data.toMs - wanted.fromMs } : {};
  return shown.toMs - shown.fromMs < leastMs ? { ...data, ...wants } : { ...shown, ...wants };
}
