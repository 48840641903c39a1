import { createHash } from "node:crypto";
import type { Picture } from "../../present/picture-set.ts";
import type { PageData } from "../page-data.ts";
import type { TakenPanel, TakenPictures } from "./take-pictures.ts";

/** A picture as a file. */
export interface PictureFile {
  readonly name: string;
  readonly picture: Picture;
  readonly entry: PictureEntry;
}

/** A picture as `index.json` lists it. */
export interface PictureEntry {
  readonly file: string;
  readonly kind: "dashboard" | "panel";
  /** Title. */
  readonly dashboard: string;
  /** Where the dashboard was read. */
  readonly source: string;
  /** The scenario of its data; the names of its files have it too: `api-incident--errors.png`. */
  readonly scenario?: string;
  readonly panel?: { readonly id?: number; readonly title: string; readonly type: string };
  /** With `--base`. */
  readonly side?: "before" | "after";
  readonly change?: TakenPanel["change"];
  readonly difference?: TakenPanel["difference"];
  readonly differencePercent?: number;
  readonly theme: "light" | "dark";
  /** Pixels of the file. */
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  readonly alt: string;
}

/** How files are named. */
export interface FileNaming {
  /**
   * `titles`: `<dashboard file>--<panel title>.png`, as people look for them. `ids`: `<dashboard file>--<panel
   * id>.png`, which stays when a title changes, and only of what is there now.
   */
  readonly naming: "titles" | "ids";
}

/** Names for the pictures of a page; with two themes the light ones end with `-light`. */
export function pictureFiles(
  sets: ReadonlyMap<"light" | "dark", TakenPictures>,
  { dashboards }: PageData,
  { naming }: FileNaming,
): PictureFile[] {
  const files: PictureFile[] = [];
  const bases = distinct(
    dashboards.map(({ source, scenario }) => {
      const base = slug(fileName(source)) || "dashboard";
      return scenario === undefined ? base : `${base}-${slug(scenario)}`;
    }),
  );
  for (const [theme, { overview, panels }] of sets) {
    const themed = sets.size > 1 && theme === "light" ? "-light" : "";
    const add = (name: string, picture: Picture, about: Pick<PictureEntry, "kind"> & Partial<PictureEntry>) => {
      const file = `${name}${themed}.png`;
      const { png, alt, width, height } = picture;
      const sha256 = createHash("sha256").update(png).digest("hex");
      files.push({ name: file, picture, entry: { ...noEntry, ...about, file, theme, width, height, sha256, alt } });
    };
    for (const picture of overview) {
      add(bases[picture.dashboard]!, picture, { kind: "dashboard", ...aboutDashboard(dashboards[picture.dashboard]!) });
    }
    const names = distinct(panels.map((panel) => `${bases[panel.index]}--${panelName(panel, naming)}`));
    for (const [at, taken] of panels.entries())
      for (const side of ["before", "after"] as const) {
        const picture = taken[side];
        if (picture === undefined || (naming === "ids" && side === "before")) continue;
        const compared = taken.difference !== "unknown";
        const name = `${names[at]}${naming === "titles" && compared ? `-${side}` : ""}`;
        add(name, picture, { kind: "panel", ...aboutPanel(taken, dashboards), ...(compared ? { side } : {}) });
      }
  }
  return files;
}

const noEntry = { dashboard: "", source: "" };

function aboutDashboard({ title, source, scenario }: PageData["dashboards"][number]) {
  return { dashboard: title, source, ...(scenario === undefined ? {} : { scenario }) };
}

function aboutPanel(taken: TakenPanel, dashboards: PageData["dashboards"]): Partial<PictureEntry> {
  const { panel, change, difference, differencePercent } = taken;
  return {
    ...aboutDashboard(dashboards[taken.index]!),
    panel: { ...(panel.id === undefined ? {} : { id: panel.id }), title: panel.title, type: panel.type },
    ...(difference === "unknown" ? {} : { change, difference }),
    ...(differencePercent === undefined ? {} : { differencePercent }),
  };
}

function panelName({ panel }: TakenPanel, naming: FileNaming["naming"]): string {
  if (naming === "titles") return slug(panel.title) || slug(panel.type) || "panel";
  const copy = panel.key.includes("/") ? `-${slug(panel.key.slice(panel.key.indexOf("/") + 1))}` : "";
  return `${panel.id ?? slug(panel.key)}${copy}`;
}

/** `boards.yaml#cpu.json` and `dashboards/cpu.json` are `cpu`. */
const fileName = (source: string) =>
  source
    .split(/[\\/#]/)
    .at(-1)!
    .replace(/\.\w{2,5}$/, "");

const maxSlug = 60;

/** Small letters, digits and hyphens, as far as a text has any. */
function slug(text: string): string {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return plain.slice(0, maxSlug).replaceAll(/^-+|-+$/g, "");
}

/** The second of two equal names gets a 2, and so on; no name is made twice. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
    taken.add(free);
    return free;
  });
}
