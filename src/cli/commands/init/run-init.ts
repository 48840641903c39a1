import { mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { openGit } from "../../../ci/git/git.ts";
import { findTop } from "../../../ci/git/repository-top.ts";
import { UsageError } from "../../../errors.ts";
import { type FileChange, type InitPlan, planInit } from "../../../preview/init/plan-init.ts";
import type { FoundPreview } from "../../../preview/init/recipe-shape.ts";
import { plainLine } from "../../../text/plain-line.ts";
import { loadConfiguration } from "../../configuration/load-configuration.ts";
import type { ConfiguredValues } from "../../configuration/parse-configuration.ts";
import type { CliContext } from "../../context.ts";
import { painter } from "../../terminal/paint.ts";
import type { InitRequest } from "./options.ts";
import { showDiff } from "./show-diff.ts";

const written: readonly FileChange["action"][] = ["create", "add", "overwrite"];

/** Runs `init`. Returns the exit code. */
export async function runInit(request: InitRequest, context: CliContext): Promise<number> {
  const { output, dryRun, yes } = request;
  if (!(dryRun || yes) && (output === "json" || context.askTerminal === undefined))
    throw new UsageError("nobody to ask here: pass --yes to write, or --dry-run to see what would be written");
  const folder = await topOf(request.folder ?? ".", context);
  const plan = await planInit({
    folder,
    env: context.childEnv,
    host: request.ci,
    split: request.previews === "auto",
    force: request.force,
    configured: () => configuredPreviews(folder),
    signal: context.signal,
  });
  const changes = plan.files.filter(({ action }) => written.includes(action));
  const text = output === "text";
  if (text) context.out.write(`${describe(plan, context).join("\n")}\n`);
  const state = dryRun
    ? "planned"
    : changes.length === 0
      ? "unchanged"
      : yes || (await agreed(changes, context))
        ? "written"
        : "declined";
  if (state === "written") for (const change of changes) write(folder, change, context);
  const steps = [...nextSteps(plan), ...plan.steps];
  if (text) context.out.write(`\n${closing(state, changes, steps).join("\n")}\n`);
  else {
    const files = plan.files.map(({ path, action, text: content }) => ({ path, action, text: content }));
    context.out.json({ state, host: plan.host, previews: plan.previews, files, notes: plan.notes, steps });
  }
  return 0;
}

/** @throws {UsageError} if it is no folder, or lies below the top of its repository. */
async function topOf(named: string, { cwd, childEnv }: CliContext): Promise<string> {
  const folder = resolve(cwd, named);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${named}: no such folder`);
  const top = await findTop({ git: openGit({ cwd: folder, env: childEnv }), cwd: folder, env: {} });
  if (top !== undefined && top.folder !== realpathSync(folder))
    throw new UsageError(
      `${named} is not the top of its repository, where workflows belong: dashpreview init ${top.folder}`,
    );
  return folder;
}

function configuredPreviews(folder: string): readonly FoundPreview[] {
  const configuration = loadConfiguration(undefined, folder);
  if (configuration === undefined) return [];
  const preview = (values: ConfiguredValues, name?: string): FoundPreview => ({
    ...(name === undefined ? {} : { name }),
    dashboards: values.get("dashboards")?.texts ?? [],
    rules: values.get("rules")?.texts ?? [],
    build: values.get("build")?.texts ?? [],
  });
  if (configuration.previews.length === 0) return [preview(configuration.values)];
  const odd = configuration.previews.find(({ name }) => !/^[a-z][a-z0-9-]{0,29}$/.test(name));
  if (odd !== undefined)
    throw new UsageError(
      `${configuration.file}: the name ${JSON.stringify(odd.name)} cannot be a job's; ` +
        "use small letters, digits and dashes",
    );
  return configuration.previews.map(({ name, values }) => preview(values, name));
}

function describe(plan: InitPlan, { out }: CliContext): string[] {
  const paint = painter(out.colours);
  const host = plan.host === "none" ? "no CI host that is known (--ci names one)" : plan.host;
  const found = plan.previews.map(({ name, dashboards, rules, build }) => {
    const parts = [
      ...(dashboards.length === 0 ? [] : [`dashboards: ${dashboards.join(", ")}`]),
      ...(rules.length === 0 ? [] : [`rules: ${rules.join(", ")}`]),
      ...(build.length === 0 ? [] : [`build: ${build.join("; ")}`]),
    ];
    return plainLine(`found ${name === undefined ? "" : `${name}, `}${parts.join("; ")}`);
  });
  const notes = plan.notes.map((note) => paint.yellow(`note: ${plainLine(note)}`));
  const diffs = plan.files.flatMap((file) => showDiff(file, paint));
  return [...found, `host  ${host}`, ...notes, ...(diffs.length === 0 ? [] : ["", ...diffs])];
}

async function agreed(changes: readonly FileChange[], { askTerminal }: CliContext): Promise<boolean> {
  const count = changes.length === 1 ? "this file" : `these ${changes.length} files`;
  const answer = await askTerminal?.(`Write ${count}? [y/N] `, { hidden: false });
  return /^y(?:es)?$/i.test((answer ?? "").trim());
}

function write(folder: string, { path, text, before, action }: FileChange, { files }: CliContext): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  files.replace({ path: full, what: path }, action === "add" ? (before ?? "") + text : text);
}

function nextSteps({ host, previews, files }: InitPlan): string[] {
  const one = previews.length > 1 ? ` --preview ${previews[0]!.name}` : "";
  const placeholder = files.find(({ text }) => text.includes("OWNER/dashpreview"));
  return [
    `try it at once, without a server: dashpreview up --local${one}`,
    host === "none"
      ? "make in Grafana what previews need: dashpreview setup --write-env previews.env"
      : `make in Grafana what previews need, and set this repository's variables: dashpreview setup --${host}`,
    ...(placeholder === undefined
      ? []
      : [`replace OWNER and COMMIT in ${placeholder.path}: where you take dashpreview from, and a commit's full hash`]),
    "commit these files to the default branch, and open a review that changes a dashboard",
  ];
}

function closing(state: string, changes: readonly FileChange[], steps: readonly string[]): string[] {
  const names = changes.map(({ path }) => path).join(", ");
  const what: Readonly<Record<string, string>> = {
    written: `wrote ${names}`,
    planned: "nothing was written: --dry-run",
    unchanged: "nothing to write",
    declined: "nothing was written",
  };
  if (state === "declined") return [what[state]!];
  const next =
    state === "planned" && changes.length > 0 ? ["write these files: dashpreview init --yes", ...steps] : steps;
  return [what[state]!, "", "Next:", ...next.map((step, index) => plainLine(`  ${index + 1}. ${step}`))];
}
