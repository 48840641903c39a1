import { resolve } from "node:path";
import { failedComment } from "../../ci/comment/failed-comment.ts";
import { type CommentOutcome, syncComment } from "../../ci/comment/sync-comment.ts";
import type { BaseView } from "../../ci/git/base-view.ts";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import { CiError, ExpectedError, InterruptedError } from "../../errors.ts";
import { maxDashboardBytes } from "../../json/parse.ts";
import { environmentName } from "../../preview/review/report-removed.ts";
import { readPlainFile } from "../../system/plain-file.ts";
import type { CliContext } from "../context.ts";
import { upJson } from "../terminal/print-up.ts";
import { annotations } from "./annotations.ts";
import type { DrawnPreviews } from "./draw-previews.ts";
import { tokenAdvice } from "./host.ts";
import { maxSummaryChars, outputValues, writeOutputs } from "./outputs.ts";
import { type CommentParts, commentText, summarize } from "./preview-comment.ts";
import { placePictures } from "./publish-pictures.ts";
import { warn } from "./warn.ts";

/** A finished run of `up`, and where its result is published. */
export interface PublishedRun extends CommentParts {
  readonly host: ReviewHost | undefined;
  readonly base: BaseView | undefined;
  /** Page and pictures of the previews. */
  readonly drawn?: DrawnPreviews | undefined;
  /** How the run will end: 1 with findings that `--fail-on` counts, 3 where something could not be checked. */
  readonly exitCode: 0 | 1 | 3;
}

/**
 * Tells the pipeline and the review about a preview that stands: files and annotations first, then the comment, status
 * and deployment.
 *
 * @throws {CiError} with `--comment required`, if there is no comment in the end. {@link UsageError} if a file cannot
 *   be written.
 */
export async function publishUp(done: PublishedRun, context: CliContext): Promise<void> {
  const { result, request, review, drawn } = done;
  const placed = drawn === undefined ? undefined : await placePictures(drawn, { ...done, key: result.key }, context);
  const run = { ...done, pictures: placed?.shown };
  const values = {
    ...outputValues(result, {
      resultFile: request.resultFile === undefined ? undefined : resolve(context.cwd, request.resultFile),
      previewDir: placed?.folder,
    }),
    // Nobody could follow them: the preview is deleted before the next step.
    ...(review.endsWithRun ? { url: "", urls: "[]", "expires-at": "" } : {}),
  };
  const summary = result.state === "done" ? withoutMark(commentText(run, maxSummaryChars)) : "";
  const noted = placed?.note === undefined ? summary : `${summary}\n${placed.note}\n`;
  writeOutputs(request, { json: upJson(result), values, summary: noted }, context);
  if (result.state !== "done") return;
  if (context.env["GITHUB_ACTIONS"] === "true" && request.fromBundle === undefined) writeAnnotations(run, context);
  const outcome = await publishComment(run, context);
  await placed?.settle(outcome !== undefined && outcome !== "outranked");
  await onDemand(run, context);
}

function writeAnnotations({ result, request, base }: PublishedRun, { err, cwd }: CliContext): void {
  const readFile = (file: string) => {
    try {
      return readPlainFile(resolve(cwd, file), { file, what: "a dashboard", maxBytes: maxDashboardBytes });
    } catch {
      return undefined;
    }
  };
  for (const line of annotations(result, { failOn: request.failOn, base, readFile })) err.command(line);
}

async function publishComment(run: PublishedRun, context: CliContext): Promise<CommentOutcome | undefined> {
  const { request, host, review, result, order } = run;
  if (request.comment === "off") return undefined;
  const { number } = review;
  if (host === undefined || number === undefined) {
    const why = number === undefined ? "this run belongs to no review" : tokenAdvice(review);
    if (request.comment === "required") throw new CiError(`--comment required: ${why}`, { code: "no-review" });
    if (number !== undefined) warn(context, [`no comment: ${why}`]);
    return undefined;
  }
  const mark = { project: result.project, key: result.key, order };
  return orWarn(context, request.comment === "required", "the comment was not written", () =>
    syncComment(host, {
      number,
      mark,
      formerProjects: review.formerProjects,
      body: commentText(run, host.maxCommentChars),
      create: true,
    }),
  );
}

async function onDemand({ request, host, review, result, exitCode }: PublishedRun, context: CliContext): Promise<void> {
  const { commit } = review;
  if (!request.status && !request.deployment) return;
  if (host === undefined || commit === undefined) {
    warn(context, [
      `no status and no deployment: ${host === undefined ? tokenAdvice(review) : "the head commit is not known"}`,
    ]);
    return;
  }
  const url = result.dashboards[0]?.url;
  if (request.status) {
    const context_ = statusContext(request.name);
    const report = {
      commit,
      state: ({ 0: "success", 1: "failure", 3: "error" } as const)[exitCode],
      context: context_,
      description: summarize(result),
      url: review.endsWithRun ? undefined : url,
    };
    await orWarn(context, false, "the commit status was not set", () => host.setStatus(report));
  }
  if (request.deployment && !review.endsWithRun && host.deployments !== undefined && url !== undefined) {
    const deployment = { environment: environmentName(result.key), commit, url };
    await orWarn(context, false, "the deployment was not made", () => host.deployments!.create(deployment));
  }
}

/** One status for each configuration. */
function statusContext(name: string | undefined): string {
  return name === undefined ? "dashpreview" : `dashpreview/${name}`;
}

/**
 * Says in the comment that this push could not be previewed: an older text would claim otherwise. One is made for it
 * only where the review itself is the cause. Never throws but for bugs.
 */
export async function publishFailure(
  error: unknown,
  { request, host, review, order }: Pick<PublishedRun, "request" | "host" | "review" | "order">,
  context: CliContext,
): Promise<void> {
  const { number, project, formerProjects, key, commit } = review;
  if (!(error instanceof ExpectedError) || error instanceof InterruptedError || error instanceof CiError) return;
  if (host === undefined || number === undefined || request.comment === "off" || request.dryRun) return;
  const mark = { project, key, order };
  const body = failedComment({ mark, commit, atMs: context.now(), message: context.redactor.text(error.message) });
  const ours = error.exitCode === 2;
  await orWarn(context, false, "the comment does not say that this run failed", () =>
    syncComment(host, { number, mark, formerProjects, body, create: ours }),
  );
  if (request.status && commit !== undefined) {
    const report = {
      commit,
      state: "error" as const,
      context: statusContext(request.name),
      description: "no preview; see the job's log",
    };
    await orWarn(context, false, "the commit status was not set", () => host.setStatus(report));
  }
}

async function orWarn<T>(
  context: CliContext,
  required: boolean,
  what: string,
  action: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof CiError) || required) throw error;
    warn(context, [`${what}: ${error.message}`]);
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.replace(/^<!--.*-->\n/, "");
}
