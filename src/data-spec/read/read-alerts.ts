import type { TextPosition } from "../../errors.ts";
import type { Labels } from "../../generator/series.ts";
import type { AlertSpec } from "../generated/data-spec.ts";
import type { Placed } from "../scenarios/merge-scenario.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { wrongLabelName } from "./read-labels.ts";
import { readDuration } from "./read-time.ts";

/** An alert as a spec describes it. */
export interface ExpectedAlert {
  readonly alert: string;
  /** Labels that the alert must have, sorted by name; it may have others. */
  readonly labels: Labels;
  readonly fires: "never" | ExpectedFiring;
  /** Its position in the file. */
  readonly position: TextPosition;
}

/** It begins to fire in `[afterMs, afterMs + withinMs]`, both counted from the anchor. */
export interface ExpectedFiring {
  readonly afterMs: number;
  /** undefined: any time from `afterMs` on. */
  readonly withinMs: number | undefined;
}

/** Reads the section `alerts`. */
export function readAlerts(
  alerts: readonly Placed<AlertSpec>[],
  locate: (path: SpecPath) => TextPosition,
  problems: Problems,
): ExpectedAlert[] {
  return alerts.map(({ spec: { alert, labels = {}, never, ...spec }, path }) => {
    if ((never === undefined) === (spec.fires === undefined))
      problems.add(path, "an expectation needs one of `fires` and `never: true`");
    const fires = spec.fires ?? "never";
    for (const name of Object.keys(labels)) {
      const wrong = wrongLabelName(name);
      if (wrong !== undefined) problems.add([...path, "labels", name], wrong, "key");
    }
    const sorted = Object.entries(labels)
      .map(([name, value]) => [name, value ?? ""] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { alert, labels: sorted, fires: readFires(), position: locate(path) };

    function readFires(): ExpectedAlert["fires"] {
      if (fires === "never") return "never";
      const at = [...path, "fires"];
      const afterMs = readDuration(fires.after, [...at, "after"], problems, { zero: true }) ?? 0;
      const withinMs =
        fires.within === undefined
          ? undefined
          : readDuration(fires.within, [...at, "within"], problems, { zero: true });
      return { afterMs, withinMs };
    }
  });
}
