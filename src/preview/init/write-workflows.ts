import { parseDocument } from "yaml";
import { documentation } from "../../system/documentation.ts";
import type { FoundBuild } from "./find-builds.ts";
import type { FoundPreview, InitHost, Recipes } from "./recipe-shape.ts";

/** A file that `init` writes. */
export interface PlannedFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Adds to a file that is there, and changes nothing of it. */
  readonly append?: true;
}

/** A host, and the previews that its workflow makes. */
export interface WorkflowWish {
  readonly host: InitHost;
  readonly recipes: Recipes;
  readonly previews: readonly Pick<FoundPreview, "name" | "rules">[];
  readonly builds: readonly Pick<FoundBuild, "prepare">[];
  /** The repository has Gitea's folder, not Forgejo's. */
  readonly gitea: boolean;
  /** The `.gitlab-ci.yml` that is there. Asked for where it matters. */
  readonly gitlabCi: string | undefined;
}

/** The files of a host, and what somebody has to do by hand. */
export interface PlannedWorkflows {
  readonly files: readonly PlannedFile[];
  readonly steps: readonly string[];
}

/** Makes the workflow or the include of a host from the text of its recipe: dashboards come from the configuration. */
export function planWorkflows(wish: WorkflowWish): PlannedWorkflows {
  return writers[wish.host](wish);
}

const writers: Readonly<Record<InitHost, (wish: WorkflowWish) => PlannedWorkflows>> = {
  github: (wish) => ({
    files: [{ path: ".github/workflows/dashboard-preview.yml", text: githubText(wish) }],
    steps: [],
  }),
  gitlab: (wish) => gitlabFiles(wish),
  forgejo: (wish) => forgejoFiles(wish),
  none: () => ({ files: [], steps: [`add a job to your CI: ${documentation("recipes/other-ci")}`] }),
};

const fromConfiguration = /^ +dashboards: dashboards\n/m;

function githubText({ recipes, previews, builds }: WorkflowWish): string {
  const prepare = prepareOf(builds);
  const job = /^ {2}dashboards:\n(?: {4}.*\n| *\n)+/m.exec(recipes.github)?.[0] ?? "";
  const jobs = previews.map(({ name, rules }) => {
    const lines = [
      ...(name === undefined ? [] : [`      name: "${name}" # of dashpreview.yaml`]),
      ...block("      prepare", [...prepare, ...(rules.length === 0 ? [] : [aptPrometheus])]),
    ];
    const named = name === undefined ? job : job.replace(/^ {2}dashboards:/, `  dashboards-${name}:`);
    const filled = named.replace(fromConfiguration, lines.length === 0 ? "" : `${lines.join("\n")}\n`);
    return filled.replace(/^ {4}with:\n(?! {6})/m, "");
  });
  return recipes.github.replace(job, jobs.join(""));
}

const aptPrometheus = "sudo apt-get update && sudo apt-get install --yes --no-install-recommends prometheus";

function prepareOf(builds: WorkflowWish["builds"]): readonly string[] {
  return [...new Set(builds.flatMap(({ prepare }) => prepare))];
}

/** A key with a literal block. The lines come from this program. */
function block(key: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const indent = `${/^ */.exec(key)![0]}  `;
  return [`${key}: |`, ...[...new Set(lines)].map((line) => `${indent}${line}`)];
}

function gitlabFiles({ recipes, previews, builds, gitlabCi }: WorkflowWish): PlannedWorkflows {
  const stage = stageOf(gitlabCi);
  const needsRules = previews.some(({ rules }) => rules.length > 0);
  const commands = [
    ...prepareOf(builds).map((line) => line.replaceAll("sudo ", "")),
    ...(needsRules ? [aptPrometheus.replaceAll("sudo ", "")] : []),
  ];
  const item = recipes.gitlab.replace(/^include:\n/, "").replace(/\n$/, "");
  const includes = previews.map(({ name }) => {
    const inputs = [
      '      paths: "" # those of dashpreview.yaml',
      ...(stage === "test" ? [] : [`      stage: ${stage}`]),
      ...(name === undefined ? [] : [`      name: "${name}"`, `      job-prefix: preview-${name}`]),
    ];
    return item.replace(/^ {6}paths: .*$/m, inputs.join("\n"));
  });
  const jobs =
    commands.length === 0
      ? []
      : previews
          .flatMap(({ name }) => (name === undefined ? ["dashpreview"] : [`preview-${name}`]))
          .flatMap((job) => [job, `${job}-train`])
          .flatMap((job) => [
            `${job}:`,
            "  before_script:",
            ...[...new Set(commands)].map((command) => `    - ${command}`),
          ]);
  const text = `${["include:", ...includes, ...jobs].join("\n")}\n`;
  const tracked = `in GitLab, add a pipeline schedule with DASHPREVIEW_SWEEP=true: ${documentation("recipes/cleanup")}`;
  if (gitlabCi === undefined) return { files: [{ path: ".gitlab-ci.yml", text }], steps: [tracked] };
  if (gitlabCi.includes("dashpreview")) return { files: [], steps: [tracked] };
  const local = ".gitlab/dashpreview.yml";
  const file = { path: local, text };
  if (hasInclude(gitlabCi))
    return { files: [file], steps: [`add "- local: ${local}" to \`include\` of .gitlab-ci.yml`, tracked] };
  const gap = gitlabCi === "" || gitlabCi.endsWith("\n") ? "" : "\n";
  const include = `${gap}include:\n  - local: ${local}\n`;
  return { files: [file, { path: ".gitlab-ci.yml", text: include, append: true }], steps: [tracked] };
}

/** A stage of the project that the jobs can be in. */
function stageOf(gitlabCi: string | undefined): string {
  const stages = topOf(gitlabCi ?? "")?.["stages"];
  if (!Array.isArray(stages) || stages.includes("test")) return "test";
  const named = stages.filter((one): one is string => typeof one === "string" && /^[\w-]{1,60}$/.test(one));
  return named.at(-1) ?? "test";
}

/** True where it is not clear, too: then nothing is added. */
function hasInclude(gitlabCi: string): boolean {
  const top = topOf(gitlabCi);
  return top === undefined || Object.hasOwn(top, "include") || /^(?:---|\.\.\.)/m.test(gitlabCi);
}

function topOf(text: string): Record<string, unknown> | undefined {
  try {
    const document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
    if (document.errors.length > 0) return undefined;
    const top: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
    return typeof top === "object" && !Array.isArray(top) ? (top as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const forgejoNames = ["dashboard-preview.yml", "dashboard-cleanup.yml"];

function forgejoFiles({ recipes, previews, builds, gitea }: WorkflowWish): PlannedWorkflows {
  const folder = gitea ? ".gitea/workflows" : ".forgejo/workflows";
  const needsRules = previews.some(({ rules }) => rules.length > 0);
  const commands = [...prepareOf(builds), ...(needsRules ? [aptPrometheus] : [])].map((line) =>
    line.replaceAll("sudo ", ""),
  );
  const files = recipes.forgejo.map((recipe, index) => {
    const step = /^ {6}- (?:id: \S+\n {8})?uses: \S+\/dashpreview@.*\n(?: {8}.*\n)+/gm;
    const text = recipe.replace(step, (found) => {
      const run = fromConfiguration.test(found) ? commands.map((command) => `      - run: ${command}\n`).join("") : "";
      const configured = found.replace(fromConfiguration, "");
      const steps = previews.map(({ name }, at) => {
        const named =
          name === undefined ? configured : configured.replace(/^( {8}with:\n)/m, `$1          name: "${name}"\n`);
        // An id is for one step, and every preview is made, whatever became of those before it.
        return at === 0
          ? named
          : named.replace(/^ {6}- (?:id: \S+\n {8})?uses/m, "      - if: ${{ !cancelled() }}\n        uses");
      });
      return run + steps.join("");
    });
    return { path: `${folder}/${forgejoNames[index] ?? `dashboard-${index}.yml`}`, text };
  });
  return { files, steps: ["set `runs-on` in the workflow to a label of your runner"] };
}
