/** A panel as a difference names it. */
export interface DiffPanel {
  readonly id: number | undefined;
  readonly title: string;
  readonly type: string;
}

/** A value before and after; undefined where there is none. */
interface Values {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One difference between two states of a dashboard that a reader of the review would want to know. */
export type DashboardChange =
  | { readonly kind: "panel-added" | "panel-removed"; readonly panel: DiffPanel }
  | ({ readonly kind: "panel-moved"; readonly panel: DiffPanel; readonly how: "section" | "order" | "size" } & Values)
  | ({
      readonly kind: "panel-retitled" | "panel-type" | "panel-unit" | "panel-range" | "panel-thresholds";
      readonly panel: DiffPanel;
    } & Values)
  | ({ readonly kind: "panel-description" | "panel-data-source"; readonly panel: DiffPanel } & Values)
  | ({
      readonly kind: "query-added" | "query-removed" | "query-changed";
      readonly panel: DiffPanel;
      readonly refId: string;
    } & Values)
  /** Anything else of a query or a panel; `settings` are the ways to what changed. */
  | {
      readonly kind: "query-settings";
      readonly panel: DiffPanel;
      readonly refId: string;
      readonly settings: readonly string[];
    }
  | { readonly kind: "panel-settings"; readonly panel: DiffPanel; readonly settings: readonly string[] }
  | ({
      readonly kind: "variable-added" | "variable-removed" | "variable-changed";
      readonly variable: string;
      readonly what: string;
    } & Values)
  | ({
      readonly kind: "annotation-added" | "annotation-removed" | "annotation-changed";
      readonly annotation: string;
    } & Values)
  | ({
      readonly kind:
        | "title"
        | "description"
        | "time-range"
        | "refresh"
        | "timezone"
        | "tags"
        | "links"
        | "section-renamed";
    } & Values);

const longest = 200;

/** A change as a line for people, without markup; texts of the dashboard are cut at 200 characters. */
export function describeChange(change: DashboardChange): string {
  switch (change.kind) {
    case "panel-added":
      return `${name(change.panel)} added (${change.panel.type})`;
    case "panel-removed":
      return `${name(change.panel)} removed (${change.panel.type})`;
    case "panel-moved":
      return change.how === "order"
        ? `${name(change.panel)} moved`
        : `${name(change.panel)}: ${change.how} ${values(change)}`;
    case "panel-settings":
      return `${name(change.panel)}: changed ${shorten(change.settings.join(", "))}`;
    case "query-settings":
      return `${name(change.panel)}: query ${change.refId}: changed ${shorten(change.settings.join(", "))}`;
    case "query-added":
    case "query-removed":
    case "query-changed":
      return `${name(change.panel)}: query ${change.refId} ${word(change.kind)}: ${values(change)}`;
    case "variable-added":
    case "variable-removed":
    case "variable-changed":
      return (
        `variable $${change.variable} ` +
        `${word(change.kind)}${change.what === "" ? "" : `: ${change.what} ${values(change)}`}`
      );
    case "annotation-added":
    case "annotation-removed":
    case "annotation-changed":
      return `annotation "${shorten(change.annotation)}" ${word(change.kind)}: ${values(change)}`;
    default:
      return "panel" in change
        ? `${name(change.panel)}: ${word(change.kind).replace("-", " ")} ${values(change)}`
        : `${change.kind.replace("-", " ")} ${values(change)}`;
  }
}

function word(kind: string): string {
  return kind.slice(kind.indexOf("-") + 1);
}

function name({ title, id }: DiffPanel): string {
  return title === "" ? `panel ${id ?? "without a title"}` : `panel "${shorten(title)}"`;
}

function values({ before, after }: Values): string {
  if (before === undefined) return shorten(after ?? "");
  return after === undefined ? shorten(before) : `${shorten(before)} → ${shorten(after)}`;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
