import { defineCommand } from "../../define-command.ts";
import { requireDashboards } from "../../require-dashboards.ts";
import { upOptions, upPositionals } from "./options.ts";

/** `up`: the main job. Safe to repeat: a later run replaces what an earlier one made. */
export const upCommand = defineCommand({
  name: "up",
  summary: "Write the data and make a temporary preview of these dashboards",
  positionals: upPositionals,
  options: upOptions,
  json: {
    schemaVersion: "1; schema/result.schema.json describes every field ([how to use it](agents.md))",
    state:
      "done, superseded (a later run took over), planned (a dry run), empty (no dashboard is changed), closed " +
      "(the review is over), skipped, without-secrets, local, bundled or shard; those after planned have fewer fields",
    project: "Project of the preview",
    key: "Key of the preview",
    revision: "Revision of this run",
    expiresAt: "When the preview expires, ISO 8601 in UTC",
    "untilReview?": "true with --ttl review: sweeps renew the preview while its review is open",
    window: "from, to and stepSeconds of the data",
    "scenarios?":
      "With --scenario, one for each: scenario, revision (with --local: url), window, series, samples, exitCode and " +
      "dashboards (uids); each of the dashboards below then names its scenario",
    series: "Series written",
    samples: "Samples written",
    samplesVerified: "Samples read back",
    dashboards: "source, uid, title, url, action, notices; where it was checked, the fields of check too",
    removed: "Previews whose source is gone: uid and title",
    warnings: "Texts for people",
    "rules?":
      "With --rules, for each scenario: alerts before and after the review on the same data, expectations, findings",
    "rulesUntested?": "With --rules: true if they could not be tested; a warning says why",
    "url?":
      "With --local, which prints window, series, samples, dashboards and warnings beside it: the Prometheus " +
      "that runs. " +
      "Absent with --exit, which stops it",
    "pageUrl?": "With --local: the address of the page, where there is one",
    "shard?":
      "With --shard 2/8 and so on, which prints project, key, revision, series and samples: which part it wrote",
    "bundle?": "With --bundle, which prints dashboards and specs beside it: the folder",
    "specs?": "With --bundle: files",
    "ruleFiles?": "With --bundle and --rules: files",
    "reason?": "Why there is no preview: skipped, without-secrets",
    "missing?": "Settings that the run lacks, in words: without-secrets, and empty in such a run",
  },
  async run(request, context) {
    if (request.fromBundle === undefined) requireDashboards(request, "up");
    return request.local
      ? (await import("./run-up-local.ts")).runUpLocal(request, context)
      : (await import("./run-up.ts")).runUp(request, context);
  },
});
