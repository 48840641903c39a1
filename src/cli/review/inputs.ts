import { type BaseView, openBase } from "../../ci/git/base-view.ts";
import { openGit } from "../../ci/git/git.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { CiError, UsageError } from "../../errors.ts";
import { readBundle } from "../../preview/bundle/read-bundle.ts";
import type { Inputs } from "../../preview/inputs.ts";
import { selectChanged } from "../../preview/review/changes.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { readFiles, refuseUntrustedCode } from "../read-files.ts";

/** The dashboards of a review, and its base. */
export interface ReviewedInputs {
  /** Without dashboards where the review changes none. */
  readonly inputs: Inputs;
  readonly base: BaseView | undefined;
  readonly warnings: readonly string[];
}

/** Whether a run must treat what it reads as somebody else's: asked for, a fork's, or out of a bundle. */
export function isUntrusted(request: Pick<UpRequest, "untrusted" | "fromBundle">, review: Review): boolean {
  return request.untrusted || review.fork === true || request.fromBundle !== undefined;
}

/**
 * Reads dashboards and specs, from the working folder or a bundle, and with `--changed-only` leaves those that the
 * review changes.
 *
 * @throws {UsageError} {@link DashboardError} {@link SpecError}
 */
export async function readReviewed(
  request: UpRequest,
  { review, host, untrusted }: { review: Review; host: ReviewHost | undefined; untrusted: boolean },
  context: CliContext,
): Promise<ReviewedInputs> {
  const warnings: string[] = [];
  const all = await readAll({ ...request, untrusted }, context);
  // A bundle's files are not those that are checked out: only the host knows their base.
  const git = request.fromBundle === undefined ? openGit({ cwd: context.cwd, env: context.childEnv }) : undefined;
  const base = await openBase({ review, git, host }).catch((error: unknown) => {
    if (!(error instanceof CiError)) throw error;
    warnings.push(`the base of the review is not known: ${error.message}`);
    return undefined;
  });
  if (!request.changedOnly) return { inputs: all, base, warnings };
  const chosen = selectChanged(all, base);
  if (chosen === undefined) {
    const why =
      review.baseRevision === undefined
        ? "this run has no base to compare with"
        : "neither git nor the host has its base";
    warnings.push(`--changed-only: nobody can tell what the review changes (${why}): every dashboard is previewed`);
  }
  return { inputs: chosen ?? all, base, warnings };
}

async function readAll(request: UpRequest, context: CliContext): Promise<Inputs> {
  refuseUntrustedCode(request);
  const bundle = request.fromBundle;
  if (bundle !== undefined) {
    if (request.dashboards.length > 0 || request.data !== undefined)
      throw new UsageError("--from-bundle brings its own dashboards and data: name no others");
    return readBundle(bundle);
  }
  try {
    return await readFiles(request, context);
  } catch (error) {
    // The review may have taken the last dashboard away.
    if (request.changedOnly && error instanceof UsageError && error.code === "no-dashboard")
      return { dashboards: [], specs: [], warnings: [] };
    throw error;
  }
}
