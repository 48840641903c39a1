import { UsageError } from "../errors.ts";
import { defined } from "../json/defined.ts";
import { type Inputs, readInputs } from "../preview/inputs.ts";
import type { CliContext } from "./context.ts";

/** The part of a request that says which files to read. */
export interface FilesRequest {
  /** Files, folders and globs. */
  readonly dashboards: readonly string[];
  /** The data spec of all dashboards; undefined: each brings its own. */
  readonly data?: string | undefined;
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
 * Reads the dashboards and data specs of a request, relative to the working folder.
 *
 * @throws {UsageError} with `--allow-code` for untrusted files. {@link DashboardError} {@link SpecError}
 */
export function readFiles(request: FilesRequest, context: CliContext): Promise<Inputs> {
  refuseUntrustedCode(request);
  const { dashboards, data, specs, findSpecs, mayLack } = request;
  const { cwd, signal, blocking, execPath, confinement } = context;
  const code = request.allowCode ? { execPath, confinement, signal } : undefined;
  return readInputs({ dashboards, ...defined({ data, specs, findSpecs, mayLack }), cwd, signal, blocking, code });
}

/** @throws {UsageError} if code of untrusted files would be run. */
export function refuseUntrustedCode({ allowCode, untrusted }: Pick<FilesRequest, "allowCode" | "untrusted">): void {
  if (allowCode && untrusted)
    throw new UsageError("--allow-code and --untrusted exclude each other: code of somebody else is never run");
}
