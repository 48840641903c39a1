import type { FindingCode } from "../../dashboard/codes/finding-codes.ts";
import type { FindingPlace } from "../../dashboard/finding.ts";
import type { DashboardInput, SourceDashboard } from "../../dashboard/read/source.ts";
import { type DashboardParts, parts } from "../../dashboard/view/parts.ts";
import { type DashboardPanel, type DashboardQuery, panelsIn, queriesIn } from "../../dashboard/view/queries.ts";
import { type DashboardVariable, readVariables } from "../../dashboard/view/variables.ts";
import { defined } from "../../json/defined.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { CheckFinding } from "../result.ts";
import { layoutVariables } from "./queries/layout-variables.ts";

/** A dashboard as its source has it: without isolation, and with the placeholders of its inputs. */
export interface WrittenDashboard {
  readonly parts: DashboardParts;
  readonly panels: readonly DashboardPanel[];
  readonly queries: readonly DashboardQuery[];
  readonly variables: ReadonlyMap<string, DashboardVariable>;
  /** Variables that rows and tabs have for themselves. */
  readonly sectionVariables: readonly string[];
  readonly inputs: readonly DashboardInput[];
  /** The values that variables found; empty where no server was asked. */
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
}

/** Reads a dashboard once for everything that looks at it as it is written. */
export function readWritten(
  source: SourceDashboard,
  resolved: ReadonlyMap<string, ResolvedVariable> = new Map(),
): WrittenDashboard {
  const read = parts(source);
  return {
    parts: read,
    panels: panelsIn(read),
    queries: queriesIn(read),
    variables: new Map(readVariables(read).map((variable) => [variable.name, variable])),
    sectionVariables: layoutVariables(source.model["layout"]),
    inputs: source.inputs,
    resolved,
  };
}

/** The place of a query, as findings name it. */
export function placeOf({ place, name, panelTitle, panelId, refId }: DashboardQuery): FindingPlace {
  if (place === "variable") return { variable: name ?? "" };
  if (place === "annotation") return { annotation: name ?? "" };
  return { panel: panelTitle ?? "", ...defined({ panelId, refId }) };
}

/** A finding about a query as it is written. */
export function aboutQuery(
  query: DashboardQuery,
  { code, state = "broken", reason }: { code: FindingCode; state?: "broken" | "hint"; reason: string },
): CheckFinding {
  const { expr } = query;
  return { ...placeOf(query), state, code, reason, ...(expr === "" ? {} : { expr }) };
}

/** A finding about a panel. */
export function aboutPanel(
  { id, title }: { readonly id?: number | undefined; readonly title: string },
  { code, state = "broken", reason }: { code: FindingCode; state?: "broken" | "hint"; reason: string },
): CheckFinding {
  return { panel: title, ...defined({ panelId: id }), state, code, reason };
}
