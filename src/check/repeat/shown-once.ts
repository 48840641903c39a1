import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { some } from "../explain/explanation.ts";
import type { CheckFinding } from "../result.ts";
import type { CheckPanel } from "../run/check-query.ts";
import { whyShownOnce } from "./copies.ts";

/** Panels that are to repeat for a variable for which Grafana makes no copies: a finding for each variable. */
export function findShownOnce(
  panels: readonly CheckPanel[],
  resolved: ReadonlyMap<string, ResolvedVariable>,
): CheckFinding[] {
  const byVariable = new Map<string, CheckPanel[]>();
  for (const panel of panels) {
    for (const name of panel.view?.repeats ?? []) {
      const known = byVariable.get(name);
      if (known === undefined) byVariable.set(name, [panel]);
      else known.push(panel);
    }
  }
  return [...byVariable].flatMap(([name, found]): CheckFinding[] => {
    const why = whyShownOnce(resolved.get(name));
    if (why === undefined) return [];
    const titles = some(
      found.map(({ title }) => (title === "" ? "an untitled panel" : title)),
      3,
    );
    const reason = `set to repeat panels, but ${why}; Grafana shows each of them once: ${titles}`;
    return [{ variable: name, state: "broken", code: "repeat-variable", reason }];
  });
}
