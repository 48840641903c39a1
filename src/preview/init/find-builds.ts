import { posix } from "node:path";
import type { FoundFiles } from "./find-dashboards.ts";

/** A command that prints dashboards, and what a runner needs before it. */
export interface FoundBuild {
  /** The folder that it belongs to; empty for the top. */
  readonly folder: string;
  /** For `build`. */
  readonly command: string;
  /** For people: what it was found by. */
  readonly by: string;
  /** Commands for a shell that install what it needs, where that is known. */
  readonly prepare: readonly string[];
  /** For people: what else has to be there. */
  readonly needs?: string;
}

/** Builds, and sources for which none is known. */
export interface FoundBuilds {
  readonly builds: readonly FoundBuild[];
  readonly notes: readonly string[];
}

type Sources = FoundFiles["sources"];
/** Paths that need no quotes in any command. */
const plain = /^(?!-)(?!.*\/-)[\w.+@/-]+$/;
const maxBuilds = 20;

/**
 * Finds the commands that print dashboards which are kept as sources. Nothing is run: what is found is a proposal.
 *
 * @param files - every file, to see what Git keeps.
 */
export function findBuilds({ sources, chartTemplates }: FoundFiles, files: readonly string[]): FoundBuilds {
  const found = [...jsonnetBuilds(sources, files), ...sdkBuilds(sources), ...chartBuilds(sources, chartTemplates)];
  const writable = found.filter(({ command, by }) => plain.test(by) && command !== "");
  const notes = found
    .filter((one) => !writable.includes(one))
    .map(({ by }) => `${by}: write its command to \`build\` yourself; it was not clear, or needs quotes`);
  if (writable.length > maxBuilds)
    notes.push(`only ${maxBuilds} of ${writable.length} builds were taken; name the others in \`build\` yourself`);
  return { builds: writable.slice(0, maxBuilds), notes };
}

const apt = (name: string) => `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${name}`;

function jsonnetBuilds(sources: Sources, files: readonly string[]): FoundBuild[] {
  const manifests = [...sources.keys()].filter((path) => posix.basename(path) === "jsonnetfile.json");
  const projectOf = (path: string) =>
    manifests
      .map((manifest) => folderOf(manifest))
      .filter((folder) => folder === "" || path.startsWith(`${folder}/`))
      .sort((a, b) => b.length - a.length)[0];
  const mixins = [...sources.keys()].filter((path) => posix.basename(path) === "mixin.libsonnet");
  const programs = [...sources].filter(([path, text]) => /\.jsonnet$/i.test(path) && printsDashboards(text));
  const build = (path: string, expression: (file: string) => string): FoundBuild => {
    const project = projectOf(path);
    const folder = project ?? folderOf(path);
    const file = folder === "" ? path : path.slice(folder.length + 1);
    // `vendor` was passed over in the list: what Git keeps of it is not known, the manifest says what is needed.
    const vendored = files.includes(folder === "" ? "jsonnetfile.json" : `${folder}/jsonnetfile.json`);
    const jsonnet = `jsonnet${vendored ? " -J vendor" : ""} ${expression(file)}`;
    const steps = [
      ...(folder === "" ? [] : [`cd ${folder}`]),
      ...(vendored ? ["{ [ -d vendor ] || jb install >&2; }"] : []),
      jsonnet,
    ];
    const command = steps.length === 1 ? jsonnet : `sh -c "${steps.join(" && ").replaceAll('"', '\\"')}"`;
    return {
      folder: folderOf(path),
      command: plain.test(path) ? command : "",
      by: path,
      prepare: [apt("jsonnet")],
      ...(vendored
        ? {
            needs: "jb (jsonnet-bundler), unless Git keeps vendor",
          }
        : {}),
    };
  };
  return [
    ...mixins.map((path) => build(path, (file) => `-e '(import "${file}").grafanaDashboards'`)),
    ...programs
      .filter(([path]) => !mixins.some((mixin) => folderOf(mixin) === folderOf(path)))
      .map(([path]) => build(path, (file) => file)),
  ];
}

function printsDashboards(text: string): boolean {
  return /grafonnet|grafanaDashboards|g\.dashboard|dashboard\.new|schemaVersion/.test(text);
}

const sdk = /grafana-foundation-sdk|grafana_foundation_sdk/;

function sdkBuilds(sources: Sources): FoundBuild[] {
  return [...sources].flatMap(([path, text]): FoundBuild[] => {
    const folder = folderOf(path);
    const inFolder = folder === "" ? "." : folder;
    if (posix.basename(path) === "package.json" && /@grafana\/grafana-foundation-sdk/.test(text)) {
      const script = scriptOf(text);
      const prefix = folder === "" ? "" : ` --prefix ${folder}`;
      const command = script === undefined ? "" : `npm run --silent${prefix} ${script}`;
      return [{ folder, command, by: path, prepare: [`npm ci${prefix}`] }];
    }
    if (path.endsWith(".go") && /^package main\b/m.test(text) && sdk.test(text)) {
      const module = moduleOf(folder, sources);
      const flag = module === undefined || module === "" ? "" : ` -C ${module}`;
      const place = module === undefined || module === "" ? inFolder : posix.relative(module, folder) || ".";
      return [{ folder, command: `go run${flag} ${place === "." ? "." : `./${place}`}`, by: path, prepare: [] }];
    }
    if (path.endsWith(".py") && /^(?:from|import)\s+(?:grafana_foundation_sdk|grafanalib)\b/m.test(text)) {
      if (!/\bprint\s*\(|sys\.stdout/.test(text)) return [];
      const list = [...sources.keys()].find(
        (name) => /^requirements\.txt$/.test(posix.basename(name)) && isAbove(folderOf(name), folder),
      );
      const prepare = list === undefined ? ["pip install grafana-foundation-sdk"] : [`pip install -r ${list}`];
      return [
        {
          folder,
          command: `python3 ${path}`,
          by: path,
          prepare: list === undefined || plain.test(list) ? prepare : [],
        },
      ];
    }
    return [];
  });
}

/** The script that prints dashboards, by its name. */
function scriptOf(manifest: string): string | undefined {
  let scripts: unknown;
  try {
    scripts = (JSON.parse(manifest) as { scripts?: unknown } | null)?.scripts;
  } catch {
    return undefined;
  }
  if (typeof scripts !== "object" || scripts === null) return undefined;
  const names = Object.keys(scripts).filter((name) => /^[\w:.-]{1,60}$/.test(name) && !name.startsWith("-"));
  return ["dashboards", "dashboard", "generate", "render", "build", "start"].find((name) => names.includes(name));
}

function moduleOf(folder: string, sources: Sources): string | undefined {
  return [...sources.keys()]
    .filter((path) => posix.basename(path) === "go.mod" && isAbove(folderOf(path), folder))
    .map(folderOf)
    .sort((a, b) => b.length - a.length)[0];
}

function chartBuilds(sources: Sources, templates: readonly string[]): FoundBuild[] {
  const charts = [...sources.keys()].filter((path) => posix.basename(path) === "Chart.yaml").map(folderOf);
  const used = charts.filter((chart) =>
    templates.some((path) => path.startsWith(chart === "" ? "templates/" : `${chart}/templates/`)),
  );
  return used.map((chart) => ({
    folder: chart,
    command: `helm template preview ${chart === "" ? "." : `./${chart}`}`,
    by: `${chart === "" ? "" : `${chart}/`}Chart.yaml`,
    prepare: [],
    needs: "helm",
  }));
}

function isAbove(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}
