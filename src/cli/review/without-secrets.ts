import type { DashboardChanges } from "../../ci/comment/comment-dashboards.ts";
import { resolveReview } from "../../ci/hosts/resolve-review.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import { resultDocument } from "../../present/format-json.ts";
import { codeSpan, escapeMarkdown } from "../../present/format-markdown.ts";
import { bullets, folded } from "../../present/markdown-parts.ts";
import type { Inputs } from "../../preview/inputs.ts";
import { compareWithBase } from "../../preview/review/changes.ts";
import { documentationForOthers } from "../../system/documentation.ts";
import { counted } from "../../text/counted.ts";
import { plainLine } from "../../text/plain-line.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { withFlags } from "../flags/review-flags.ts";
import { painter } from "../terminal/paint.ts";
import { nothingChanged } from "./emptied.ts";
import type { HostRequest } from "./host.ts";
import { isUntrusted, readReviewed } from "./inputs.ts";
import { maxSummaryChars } from "./outputs.ts";
import { reportNoPreview } from "./report-no-preview.ts";
import { reasonToSkip, reportSkipped } from "./skipped.ts";
import type { RunServers } from "./sweep.ts";
import { warn } from "./warn.ts";

const causes =
  "Runs of forks and of bots such as Dependabot do not get the repository's secrets: with up --bundle in this " +
  "run and up --from-bundle in one that has them, the review is previewed all the same " +
  `(${documentationForOthers("recipes/github", "forks")})`;

/**
 * The settings that a run of CI lacks to ask Grafana and Prometheus, in words for people. Empty outside CI and with a
 * bundle: there a missing setting is a mistake, and the one who builds the connection says so.
 */
export function missingAccess(request: UpRequest & HostRequest, { host }: Pick<Review, "host">): readonly string[] {
  if (host === undefined || request.fromBundle !== undefined) return [];
  const hasLogin = request.grafanaUser !== undefined && request.grafanaPassword !== undefined;
  return [
    ...(request.grafanaUrl === undefined ? ["the address of Grafana (GRAFANA_URL, input grafana-url)"] : []),
    ...(request.grafanaToken === undefined && !hasLogin
      ? ["a token for Grafana (GRAFANA_TOKEN, input grafana-token)"]
      : []),
    ...(request.prometheusUrl === undefined
      ? ["the address of Prometheus (PROMETHEUS_URL, input prometheus-url)"]
      : []),
  ];
}

/**
 * `up` in CI without access to Grafana and Prometheus, neither of which is asked. A review that changes no dashboard
 * needs no preview. Of any other the result, the step summary and the outputs say what it changes and what is missing.
 * A dashboard that cannot be compared counts as changed.
 *
 * @param run.missing - from {@link missingAccess}; at least one.
 * @returns the exit code: 2 with `--without-secrets fail` if a dashboard is or may be changed, else 0.
 * @throws {UsageError} {@link DashboardError} {@link SpecError} if the dashboards cannot be read.
 */
export async function runWithoutSecrets(
  run: Pick<RunServers, "request" | "review" | "host"> & { readonly missing: readonly string[] },
  context: CliContext,
): Promise<0 | 2> {
  const { host, missing } = run;
  const request: UpRequest = { ...run.request, changedOnly: true };
  const { review: found, facts, warnings } = await resolveReview(run.review, host);
  const review = withFlags(found, request);
  const skipped = reasonToSkip(request, facts);
  if (skipped !== undefined) return reportSkipped(skipped, { request, review }, context);
  const untrusted = isUntrusted(request, review);
  const { inputs, base, judged } = await readReviewed(request, { review, host, untrusted }, context);
  const { changes, warnings: uncompared } = await compareWithBase(inputs, judged);
  const deleting = request.dashboards.filter((path) => base.isDeleted(path));
  const told = [
    ...warnings,
    ...judged.warnings,
    ...uncompared,
    ...(base.unknown === undefined ? [] : [`every dashboard counts as changed: ${base.unknown}`]),
    ...deleting.map(
      (path) => `the review deletes files of ${path}; without access their previews stay until they expire`,
    ),
  ];
  warn(context, told);
  const { project, key } = review;
  const document = { project, key, missing, warnings: told };
  if (inputs.dashboards.length === 0) {
    const json = resultDocument({ ...document, state: "empty", dashboards: [], removed: [] });
    const text = `${project}.${key}: the review changes no dashboard; Grafana and Prometheus were not asked`;
    reportNoPreview({ request, key }, { json, text, summary: nothingChanged }, context);
    return 0;
  }
  const count = counted(inputs.dashboards.length, "dashboard");
  const message = `no preview of ${count} that the review changes or may change: this run lacks ${missing.join(", ")}`;
  const json = resultDocument({
    ...document,
    state: "without-secrets",
    reason: message,
    dashboards: inputs.dashboards.map(({ source }) => {
      const { state = "unknown", lines = [] } = changes.get(source.file) ?? {};
      return { source: source.file, title: source.title, change: state, changes: lines };
    }),
  });
  const text = request.withoutSecrets === "ok" ? `${project}.${key}: ${plainLine(message)}` : undefined;
  const summary = summaryText(context.redactor.value(inputs.dashboards.map(({ source }) => source)) as Sources, {
    changes,
    missing,
  });
  reportNoPreview({ request, key }, { json, text, summary }, context);
  if (request.withoutSecrets === "ok") return 0;
  const error = painter(context.err.colours).red("error:");
  context.err.write(
    `${error} ${plainLine(message)}. ${causes}. --without-secrets ok ends such runs with exit code 0\n`,
  );
  return 2;
}

type Sources = readonly Pick<Inputs["dashboards"][number]["source"], "file" | "title">[];

/** From everything to the bare list, so that a summary is never cut inside a tag. */
const mostLines = [100, 10, 0];

function summaryText(
  sources: Sources,
  { changes, missing }: { changes: ReadonlyMap<string, DashboardChanges>; missing: readonly string[] },
): string {
  for (const lines of mostLines) {
    const rows = sources.slice(0, 200).map(({ file, title }) => {
      const { state = "unknown", lines: all = [] } = changes.get(file) ?? {};
      const details = lines === 0 ? "" : folded(`${counted(all.length, "difference")}`, bullets(all, lines));
      return (
        `**${escapeMarkdown(title, 200)}** (${codeSpan(file, 200)}): ` +
        `${words[state]}${all.length === 0 ? "" : `\n\n${details}`}`
      );
    });
    const more = sources.length > 200 ? [`… and ${sources.length - 200} more`] : [];
    const text = [
      "### No dashboard preview",
      `This run lacks ${missing.join(", ")}. ${causes}.`,
      "The review changes, or may change:",
      ...rows,
      ...more,
    ].join("\n\n");
    if (text.length <= maxSummaryChars) return text;
  }
  return `### No dashboard preview\n\nThis run lacks ${missing.join(", ")}. ${causes}.`;
}

const words: Readonly<Record<DashboardChanges["state"], string>> = {
  added: "new",
  changed: "changed",
  unchanged: "no difference that one sees, or only in its data spec",
  unknown: "not compared with its base",
};
