import { parseDuration } from "../../text/duration.ts";
import type { DataSpec } from "../generated/data-spec.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";
import { readDuration } from "./read-time.ts";

/** The grid settings of a spec; the rest comes from flags and defaults. */
export interface SpecWindow {
  readonly stepMs: number | undefined;
  readonly historyMs: number | undefined;
  /** Unix milliseconds of the first sample of a fixed window. */
  readonly startMs: number | undefined;
  readonly scrapes: number | undefined;
}

/** Reads the keys of the grid. */
export function readWindow(spec: DataSpec, problems: Problems): SpecWindow {
  const stepMs = spec.step === undefined ? undefined : readDuration(spec.step, ["step"], problems);
  const historyMs = spec.history === undefined ? undefined : readDuration(spec.history, ["history"], problems);
  const startMs = spec.start === undefined ? undefined : readStart(spec.start, problems);
  if (spec.start === undefined && spec.scrapes !== undefined) {
    problems.add(["scrapes"], "`scrapes` goes with `start`; without one give `history`", "key");
  }
  if (spec.start !== undefined) {
    const lengths = (["history", "scrapes"] as const).filter((key) => spec[key] !== undefined);
    if (lengths.length === 0)
      problems.add(["start"], "`start` needs `history` or `scrapes`: how long the window is", "key");
    if (lengths.length === 2)
      problems.add(["scrapes"], `the window has ${showNames(lengths, "and")}; give one of them`, "key");
  }
  checkMultiple(spec, problems);
  return { stepMs, historyMs, startMs, scrapes: spec.scrapes };
}

/** Checks what the spec alone determines. With a step from elsewhere, `planGrid` checks again. */
function checkMultiple({ step, history }: DataSpec, problems: Problems): void {
  const [stepMs, historyMs] = [parseDuration(step ?? ""), parseDuration(history ?? "")];
  if (!stepMs || !historyMs || historyMs % stepMs === 0) return;
  problems.add(["history"], `\`history\` ${history} is not a multiple of \`step\` ${step}`);
}

function readStart(text: string, problems: Problems): number | undefined {
  const ms = Date.parse(text);
  const sameDay = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`));
  if (Number.isFinite(ms) && ms >= 0 && sameDay.toISOString().startsWith(text.slice(0, 10))) return ms;
  return void problems.add(
    ["start"],
    `\`start\`: ${text} is not a time from 1970 on; expected one such as 2026-11-01T00:00:00Z`,
  );
}
