/** What the address asks for. */
export interface PageRequest {
  /** `?theme=`: else what the browser prefers. */
  readonly theme?: "dark" | "light";
  /** `?all=1`: panels are drawn whether they are in sight or not. */
  readonly all: boolean;
  /** `?unfold=1`: rows are open, and tabs stand under each other. */
  readonly unfold: boolean;
  /** `?dashboard=2`: which to open with, from 0. */
  readonly dashboard: number;
  /** `?panel=KEY`: that one and nothing around it. */
  readonly panel?: string;
  /** `?sheet=KEY`, any number of them: these panels under each other at the size that they have in the grid. */
  readonly sheet: readonly string[];
  /** `?side=before`: the dashboard before the change. */
  readonly side: "before" | "after";
  /** `?width=` and `?height=` of that panel in pixels; of a sheet the width of the whole dashboard. */
  readonly width?: number;
  readonly height?: number;
  /** `?plain=1`: no bar and no footer, for pictures of whole dashboards. */
  readonly plain: boolean;
  /** `?compare=1`: open with before and after. */
  readonly compare?: boolean;
  /** `?var-NAME=TEXT`: what is chosen. */
  readonly chosen: Readonly<Record<string, string>>;
}

/** Reads `?name=value` pairs; what makes no sense is left out. */
export function pageRequest(search: string): PageRequest {
  const given = new URLSearchParams(search);
  const theme = given.get("theme");
  const panel = given.get("panel");
  const width = size(given.get("width"));
  const height = size(given.get("height"));
  const compare = given.get("compare");
  return {
    ...(theme === "dark" || theme === "light" ? { theme } : {}),
    all: given.get("all") === "1",
    unfold: given.get("unfold") === "1",
    dashboard: Math.max(0, Math.floor(Number(given.get("dashboard")) || 0)),
    ...(panel === null ? {} : { panel }),
    sheet: given.getAll("sheet"),
    side: given.get("side") === "before" ? "before" : "after",
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    plain: given.get("plain") === "1",
    ...(compare === null ? {} : { compare: compare === "1" }),
    chosen: Object.fromEntries(
      [...given].filter(([name]) => name.startsWith("var-")).map(([name, value]) => [name.slice(4), value]),
    ),
  };
}

const maxSize = 8192;

function size(text: string | null): number | undefined {
  const pixels = Math.floor(Number(text));
  return text !== null && pixels >= 1 && pixels <= maxSize ? pixels : undefined;
}
