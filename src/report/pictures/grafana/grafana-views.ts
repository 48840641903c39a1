import { pathSegment } from "../../../grafana/path-segment.ts";

/** A dashboard that is in a Grafana. */
export interface ShownDashboard {
  readonly uid: string;
  readonly title: string;
  /** The window that is shown, in Unix milliseconds. */
  readonly range: { readonly fromMs: number; readonly toMs: number };
  /** `utc` or a name of the IANA list. Default: UTC. */
  readonly timeZone?: string;
  /** Values of variables, by name. Default: as the dashboard has them. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    /** In columns of 24, and in units of 30 px with gaps of 8 px. */
    readonly place: { readonly y: number; readonly width: number; readonly height: number };
  }[];
}

/** Something to take a picture of. */
export interface GrafanaView {
  /** Of its dashboard. */
  readonly index: number;
  /** Undefined for the whole dashboard. */
  readonly panelId: number | undefined;
  /** For messages. */
  readonly what: string;
  readonly alt: string;
  /** Panels that are to be there. */
  readonly panels: number;
  /** Below Grafana's address, without query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  /** Pixels of the page. */
  readonly width: number;
  readonly height: number;
}

const gap = 8;
const maxHeight = 1600;

/** The whole dashboard, then each panel at the size that it has in it. */
export function viewsOf(
  { uid, title, range, timeZone = "utc", variables = {}, panels }: ShownDashboard,
  {
    index,
    width,
    scale,
    theme,
  }: { readonly index: number; readonly width: number; readonly scale: number; readonly theme: string },
): GrafanaView[] {
  const segment = pathSegment(uid, "a dashboard's uid");
  const values = Object.entries(variables).map(([name, value]) => [`var-${name}`, value] as const);
  const common = {
    ...{ from: range.fromMs, to: range.toMs, tz: timeZone.toLowerCase() === "utc" ? "UTC" : timeZone, theme, scale },
    ...Object.fromEntries(values),
  };
  const end = Math.max(1, ...panels.map(({ place }) => place.y + place.height));
  const height = Math.min(maxHeight, end * (30 + gap) + 2 * gap);
  const column = (width - 2 * 16 - 23 * gap) / 24;
  const whole: GrafanaView = {
    ...{ index, panelId: undefined, what: `dashboard ${title}`, alt: `Dashboard ${title}, drawn by Grafana` },
    ...{ path: `/d/${segment}/_`, panels: panels.length > 0 ? 1 : 0, width, height },
    query: { ...common, kiosk: "true", width, height },
  };
  return [
    whole,
    ...panels.map(({ id, title: panel, place }): GrafanaView => {
      const size = {
        width: Math.round(place.width * (column + gap) - gap),
        height: place.height * (30 + gap) - gap,
      };
      return {
        ...{ index, panelId: id, what: `panel ${panel}`, alt: `${panel || "Panel"} of ${title}, drawn by Grafana` },
        ...{ path: `/d-solo/${segment}/_`, panels: 1, ...size },
        query: { ...common, panelId: id, hideLogo: "true", ...size },
      };
    }),
  ];
}

/** For a browser. The credentials are in no address. */
export function addressOf(base: string, { path, query }: GrafanaView): string {
  const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]);
  return `${base}${path}?${new URLSearchParams(pairs)}`;
}
