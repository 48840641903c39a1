import type { ReviewFacts } from "../../ci/hosts/host.ts";
import { resultDocument } from "../../present/format-json.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { reportNoPreview } from "./report-no-preview.ts";
import type { RunServers } from "./sweep.ts";

/**
 * Why a review gets no preview although it is open: it is a draft, or lacks the label. Only where the host says so:
 * what is not known gets one.
 */
export function reasonToSkip(
  { skipDrafts, onlyWithLabel }: Pick<UpRequest, "skipDrafts" | "onlyWithLabel">,
  facts: ReviewFacts | undefined,
): string | undefined {
  if (skipDrafts && facts?.draft === true) return "the review is a draft, and --skip-drafts is set";
  if (onlyWithLabel !== undefined && facts?.labels?.includes(onlyWithLabel) === false)
    return `the review does not have the label "${onlyWithLabel}" (--only-with-label)`;
  return undefined;
}

/** Says why nothing was done. Returns the exit code. */
export function reportSkipped(
  reason: string,
  { request, review }: Pick<RunServers, "request" | "review">,
  context: CliContext,
): 0 {
  const { project, key } = review;
  const json = resultDocument({ project, key, state: "skipped", reason, dashboards: [] });
  const text = `${project}.${key}: no preview: ${plainLine(reason)}`;
  reportNoPreview({ request, key }, { json, text, summary: `No preview: ${reason}.` }, context);
  return 0;
}
