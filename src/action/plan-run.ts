import type { Review } from "../ci/hosts/review-shape.ts";
import { variablesOf } from "../cli/flags/option.ts";
import { UsageError } from "../errors.ts";
import { actionCommands, ownInputs } from "./inputs.ts";

/** A run of the command line program. */
export interface ActionPlan {
  /** Words for the command line; never a secret. */
  readonly args: readonly string[];
  /** Everything else: the variable of the option for each input that is set. */
  readonly env: Readonly<Record<string, string>>;
  /** Working folder; undefined for the one that the step has. */
  readonly folder: string | undefined;
}

/** The sources of {@link planRun}. */
export interface PlanSources {
  /** With GitHub's `INPUT_…` variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly review: Review;
  /** For `result-file` if no input names one. */
  readonly resultFile: string;
}

/**
 * Turns inputs into a command. `command: auto`, the default, is `cleanup --closed` of this review when its event says
 * that it is over, `cleanup --closed` of all reviews on a schedule, and `up` otherwise. The event alone deletes
 * nothing: the host is asked whether the review was opened again meanwhile.
 *
 * @throws {UsageError} naming the input that is wrong.
 */
export function planRun({ env, review, resultFile }: PlanSources): ActionPlan {
  const inputs = readInputs(env);
  const wanted = inputs.get("command") ?? "auto";
  if (wanted !== "auto" && !actionCommands.includes(wanted))
    throw new UsageError(`input command: expected auto, ${actionCommands.join(", ")}, got "${wanted}"`);
  const command = wanted === "auto" ? automatic(review) : wanted;
  const flags = [...inputs].filter(([name]) => !(name in ownInputs));
  const common = Object.fromEntries(flags.map(([name, value]) => [variable(name), value]));
  const folder = inputs.get("working-directory");
  const paths = (inputs.get("dashboards") ?? "").split(/\r?\n/).flatMap((line) => line.trim() || []);
  switch (command) {
    case "closed":
      // The name, which is part of the key, is in the environment already.
      return { args: ["cleanup", "--closed", `--key=${inputs.get("key") ?? review.key}`], env: common, folder };
    case "sweep":
      return { args: ["cleanup", "--closed"], env: withoutKey(common), folder };
    case "up":
    case "validate":
      // A bundle brings its own.
      return {
        args: [command, ...(inputs.has("from-bundle") ? [] : paths.map(notAnOption))],
        env: { [variable("result-file")]: resultFile, ...common },
        folder,
      };
    default:
      return { args: [command], env: common, folder };
  }
}

function automatic({ closed, event }: Review): "closed" | "sweep" | "up" {
  if (closed !== undefined) return "closed";
  return event === "schedule" ? "sweep" : "up";
}

/** A sweep is about every review. */
function withoutKey(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== variable("key") && name !== variable("name")),
  );
}

/** Inputs that are set, by name. GitHub writes `grafana-url` as `INPUT_GRAFANA-URL`. */
function readInputs(env: PlanSources["env"]): Map<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith("INPUT_") && value !== undefined && value !== ""
      ? [[name.slice("INPUT_".length).toLowerCase(), value] as const]
      : [],
  );
  return new Map(entries);
}

/** The variable that the command line program reads an option from. */
function variable(option: string): string {
  return variablesOf(option)[0];
}

function notAnOption(path: string): string {
  return path.startsWith("-") ? `./${path}` : path;
}
