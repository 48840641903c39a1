import { UsageError } from "../errors.ts";
import { defined } from "../json/defined.ts";
import { buildName, runBuild } from "../preview/code/run-build.ts";
import { stdinName } from "../preview/files/printed-name.ts";
import type { PrintedText } from "../preview/files/read-printed.ts";
import { type Inputs, readInputs } from "../preview/inputs.ts";
import { nextTurn } from "../system/turn.ts";
import type { CliContext } from "./context.ts";

/** The part of a request that says which files to read. */
export interface FilesRequest {
  /** Files, folders and globs. */
  readonly dashboards: readonly string[];
  /** The data spec of all dashboards; undefined: each brings its own. */
  readonly data?: string | undefined;
  /** `--build`: commands that print dashboards. */
  readonly build?: readonly string[] | undefined;
  readonly buildTimeoutMs: number;
  readonly allowCode: boolean;
  readonly untrusted: boolean;
  /** Data specs that are read by themselves. */
  readonly specs?: readonly string[];
  /** Whether to look for a data spec beside each dashboard and above. Default: yes. */
  readonly findSpecs?: boolean;
  /** See `InputPaths.mayLack`. */
  readonly mayLack?: (path: string) => boolean;
}

/**
 * Reads the dashboards and data specs of a request, relative to the working folder. `<stdin>` (`-`) is standard input;
 * `--build` prints more of them.
 *
 * @throws {UsageError} with `--allow-code` or `--build` for untrusted files. {@link DashboardError} {@link SpecError}
 */
export async function readFiles(request: FilesRequest, context: CliContext): Promise<Inputs> {
  refuseUntrustedCode(request);
  await nextTurn(context.signal);
  const { data, specs, findSpecs, mayLack } = request;
  const { cwd, signal, blocking } = context;
  const code = request.allowCode ? codeWith(context) : undefined;
  const dashboards = request.dashboards.filter((path) => path !== stdinName);
  const printed = await readPrintedTexts(request, context);
  return readInputs({
    dashboards,
    printed,
    ...defined({ data, specs, findSpecs, mayLack }),
    cwd,
    signal,
    blocking,
    code,
  });
}

/** @throws {UsageError} without a Node that could run code of dashboards. */
function codeWith({ execPath, confinement, signal }: CliContext) {
  if (execPath === undefined)
    throw new UsageError(
      "--allow-code needs Node, and this program has its own for itself alone: use the npm package or dashpreview.mjs",
    );
  return { execPath, confinement, signal };
}

async function readPrintedTexts(
  { dashboards, build = [], buildTimeoutMs: timeoutMs }: FilesRequest,
  { cwd, signal, childEnv: env, readStdin, processes }: CliContext,
): Promise<PrintedText[]> {
  const printed: PrintedText[] = [];
  if (dashboards.includes(stdinName)) printed.push({ name: stdinName, text: await readStdin() });
  for (const command of new Set(build)) {
    const text = await runBuild(command, { cwd, env, timeoutMs, signal, kill: processes.kill });
    printed.push({ name: buildName(command), text });
  }
  return printed;
}

/** @throws {UsageError} if code of untrusted files would be run. */
export function refuseUntrustedCode({
  allowCode,
  build = [],
  untrusted,
}: Pick<FilesRequest, "allowCode" | "build" | "untrusted">): void {
  if (!untrusted || (!allowCode && build.length === 0)) return;
  if (allowCode)
    throw new UsageError("--allow-code and --untrusted exclude each other: code of somebody else is never run");
  throw new UsageError(
    "--build and --untrusted exclude each other: a command is never run on somebody else's files with the secrets at " +
      "hand; build in a run without secrets, with up --bundle, and preview that with up --from-bundle",
  );
}
