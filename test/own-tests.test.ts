import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const rooms = ["check", "infer", "preview", "cli"];

/**
 * Files that only connect others, each with the test that runs it: they have nothing to compute, and a test that
 * replaces what they connect would repeat them. A file that gets a test of its own name must leave the list.
 */
const wiring: Readonly<Record<string, string>> = {
  // Commands read flags, call one function of preview and print what it returns.
  "src/cli/commands/check/run-check.ts": "test/e2e/check.test.ts",
  "src/cli/commands/cleanup/cleanup-text.ts": "test/e2e/lifecycle.test.ts",
  "src/cli/commands/cleanup/run-cleanup.ts": "test/attack/deletion.test.ts",
  "src/cli/commands/describe/run-describe.ts": "test/e2e/command-line.test.ts",
  "src/cli/commands/doctor/run-doctor.ts": "test/e2e/receivers.test.ts",
  "src/cli/commands/export/run-export.ts": "test/e2e/check.test.ts",
  "src/cli/commands/export-promtool/run-export-promtool.ts": "test/import-docs.test.ts",
  "src/cli/commands/import/run-import.ts": "test/import-docs.test.ts",
  "src/cli/commands/import-promtool/run-import-promtool.ts": "test/import-docs.test.ts",
  "src/cli/commands/extend/change-expiry.ts": "test/e2e/lifecycle.test.ts",
  "src/cli/commands/init/run-init.ts": "test/init.test.ts",
  "src/preview/init/plan-init.ts": "test/init.test.ts",
  "src/preview/init/find-dashboards.ts": "test/init.test.ts",
  "src/cli/commands/infer/run-incident.ts": "test/alerts/incident.test.ts",
  "src/infer/incident/apply-incident.ts": "src/infer/incident/plan-incident.test.ts",
  "src/infer/fill-queries.ts": "src/infer/spec-builder.test.ts",
  "src/infer/levels/incident-target.ts": "src/infer/incident/dashboard-incident.test.ts",
  "src/infer/incident/gone-member.ts": "src/infer/incident/dashboard-incident.test.ts",
  "src/infer/incident/course/into-trouble.ts": "src/infer/incident/dashboard-incident.test.ts",
  "src/infer/incident/course/change-ladder.ts": "src/infer/incident/shape-phases.test.ts",
  "src/infer/incident/course/day-extent.ts": "src/infer/incident/shape-phases.test.ts",
  "src/infer/incident/course/held-metric.ts": "src/infer/incident/shape-phases.test.ts",
  "src/infer/incident/course/usual-observed.ts": "src/infer/incident/shape-phases.test.ts",
  "src/infer/incident/candidates.ts": "src/infer/incident/find-incident.test.ts",
  "src/infer/incident/series-world.ts": "src/infer/incident/find-incident.test.ts",
  "src/infer/write/render-incident.ts": "test/alerts/incident.test.ts",
  "src/preview/alerts/infer-incident.ts": "test/alerts/incident.test.ts",
  "src/cli/commands/infer/run-infer.ts": "test/e2e/infer.test.ts",
  "src/cli/commands/live/run-live.ts": "test/e2e/live.test.ts",
  "src/cli/commands/list/run-list.ts": "test/e2e/lifecycle.test.ts",
  "src/cli/commands/up/local-page.ts": "test/report/served.test.ts",
  "src/cli/commands/up/local-result.ts": "test/report/scenarios.test.ts",
  "src/cli/commands/up/shoot-previews.ts": "test/report/shot-previews.test.ts",
  "src/cli/commands/up/watch-local.ts": "test/report/served.test.ts",
  "src/cli/commands/up/run-shard.ts": "test/e2e/shards.test.ts",
  "src/cli/commands/up/run-bundle.ts": "test/ci/fork-story.test.ts",
  "src/cli/commands/up/run-up-local.ts": "test/e2e/local.test.ts",
  "src/cli/commands/up/run-up.ts": "test/e2e/lifecycle.test.ts",
  "src/cli/commands/packs/run-packs.ts": "test/e2e/packs.test.ts",
  "src/cli/commands/report/run-playground.ts": "test/report/playground.test.ts",
  "src/cli/commands/serve/prepare-playground.ts": "test/report/playground.test.ts",
  "src/cli/commands/report/run-report.ts": "test/report/report.test.ts",
  "src/cli/review/write-pictures.ts": "test/report/pictures.test.ts",
  "src/cli/commands/serve/run-serve.ts": "test/serve/serve.test.ts",
  "src/cli/commands/serve/send-on.ts": "test/serve/relay.test.ts",
  "src/cli/commands/setup/deliver.ts": "test/e2e/setup.test.ts",
  "src/cli/commands/setup/print-setup.ts": "test/e2e/setup.test.ts",
  "src/cli/commands/setup/run-setup.ts": "test/e2e/setup.test.ts",
  "src/cli/commands/setup/source-from.ts": "test/e2e/setup-refusals.test.ts",
  "src/cli/commands/test/run-test.ts": "test/alerts/failing-rules.test.ts",
  "src/cli/commands/validate/run-validate.ts": "test/e2e/command-line.test.ts",
  // Parts of one run of the program: yargs, process, V8.
  "src/cli/context.ts": "test/e2e/command-line.test.ts",
  "src/cli/parser.ts": "test/e2e/command-line.test.ts",
  "src/cli/run.ts": "test/e2e/command-line.test.ts",
  "src/cli/tune-engine.ts": "bench/write.ts",
  // Steps of a run in CI, each a few calls to the host.
  "src/cli/review/identified.ts": "test/ci/identity.test.ts",
  "src/cli/rules/reviewed-rules.ts": "test/ci/alerts-story.test.ts",
  "src/preview/alerts/review-rules.ts": "test/ci/alerts-story.test.ts",
  "src/cli/review/emptied.ts": "test/ci/github-story.test.ts",
  "src/cli/review/end-with-run.ts": "test/ci/queue.test.ts",
  "src/cli/review/publish.ts": "test/ci/github-story.test.ts",
  "src/cli/review/sweep.ts": "test/ci/github-story.test.ts",
  // Steps that call Grafana and Prometheus in an order that matters only with both of them there.
  "src/preview/alerts/test-rules.ts": "test/alerts/promtool.test.ts",
  "src/preview/alerts/read-rules-beside.ts": "test/report/alerts.test.ts",
  "src/preview/local/test-on-filling.ts": "test/report/alerts.test.ts",
  "src/preview/page/with-alerts.ts": "test/report/alerts.test.ts",
  "src/preview/alerts/test-rules-on.ts": "test/alerts/failing-rules.test.ts",
  "src/preview/check-preview.ts": "test/e2e/check.test.ts",
  "src/preview/check.ts": "test/e2e/check.test.ts",
  "src/preview/lead-in/plan-lead-in.ts": "test/e2e/window.test.ts",
  "src/preview/cleanup/marked-uids.ts": "test/e2e/search-lag.test.ts",
  "src/preview/doctor/examine-sight.ts": "test/e2e/data-source.test.ts",
  "src/preview/up/prove-data-source.ts": "test/e2e/data-source.test.ts",
  "src/preview/cleanup/cleanup.ts": "test/attack/deletion.test.ts",
  "src/preview/cleanup/prove-unshown.ts": "test/attack/unshown-series.test.ts",
  "src/preview/cleanup/sweep-series.ts": "test/attack/unshown-series.test.ts",
  "src/preview/doctor/doctor.ts": "test/e2e/receivers.test.ts",
  "src/preview/doctor/examine-isolation.ts": "test/attack/enforcement.test.ts",
  "src/preview/setup/prove-setup.ts": "test/e2e/setup.test.ts",
  "src/preview/setup/remove-setup.ts": "test/e2e/setup-refusals.test.ts",
  "src/preview/setup/setup-account.ts": "test/e2e/setup-refusals.test.ts",
  "src/preview/setup/setup-folder.ts": "test/e2e/setup-refusals.test.ts",
  "src/preview/setup/setup-source.ts": "test/e2e/setup-refusals.test.ts",
  "src/preview/setup/setup-token.ts": "test/e2e/setup.test.ts",
  "src/preview/setup/setup.ts": "test/e2e/setup.test.ts",
  "src/preview/infer.ts": "test/e2e/infer.test.ts",
  "src/preview/local/check-of.ts": "test/e2e/local.test.ts",
  "src/preview/local/relaying.ts": "test/e2e/relay.test.ts",
  "src/preview/check-all.ts": "test/e2e/check.test.ts",
  "src/preview/relay/relay-beside.ts": "test/e2e/relay.test.ts",
  "src/preview/live.ts": "test/e2e/local.test.ts",
  "src/preview/live/removal-news.ts": "test/ci/live-comment.test.ts",
  "src/preview/live/end-live.ts": "test/e2e/live.test.ts",
  "src/preview/live/live-process.ts": "test/e2e/live.test.ts",
  "src/preview/live/live-stats.ts": "test/e2e/live.test.ts",
  "src/preview/live/plan-live.ts": "test/e2e/live.test.ts",
  "src/preview/live/write-live.ts": "test/e2e/live.test.ts",
  "src/preview/playground/curves.ts": "test/page/playground.test.ts",
  "src/preview/playground/playground.ts": "test/learn/lessons.test.ts",
  "src/preview/playground/playground-page.ts": "test/page/playground.test.ts",
  "src/preview/page/base-dashboards.ts": "test/report/base.test.ts",
  "src/preview/page/check-views.ts": "test/report/report.test.ts",
  "src/preview/page/removed-dashboards.ts": "test/report/base.test.ts",
  "src/preview/page/page-checks.ts": "test/report/report.test.ts",
  "src/preview/scenarios/up-scenarios.ts": "test/e2e/scenarios.test.ts",
  "src/preview/local/server.ts": "test/e2e/local.test.ts",
  "src/preview/local/up-local.ts": "test/e2e/local.test.ts",
  "src/preview/up/later-run.ts": "test/ci/unknown-changes.test.ts",
  "src/preview/alerts/read-rule-text.ts": "test/alerts/grafana-states.test.ts",
  "src/preview/up/prepare.ts": "test/e2e/lifecycle.test.ts",
  "src/preview/up/retire.ts": "test/e2e/orphans.test.ts",
  "src/preview/up/revision.ts": "test/e2e/crash.test.ts",
  "src/preview/up/rewrite.ts": "test/e2e/lifecycle.test.ts",
  "src/preview/up/save-all.ts": "test/e2e/crash.test.ts",
  "src/preview/up/save.ts": "test/attack/uncertain-save.test.ts",
  "src/preview/up/up-inferring.ts": "test/e2e/infer.test.ts",
  "src/preview/up/write-shards.ts": "test/e2e/shards.test.ts",
  "src/preview/up/up.ts": "test/e2e/lifecycle.test.ts",
};

/** A function, a class, or a constant that is a function. */
const computes = /^export (?:(?:async )?function\b|class\b|const \w+ = (?:async )?(?:<[^>]*>)?\()/m;

const files = rooms.flatMap((room) =>
  readdirSync(join(root, "src", room), { recursive: true, encoding: "utf8" })
    .map((name) => `src/${room}/${name}`)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("/testing/")),
);
const ownTest = (file: string) => file.replace(/\.ts$/, ".test.ts");

test("every file of check, infer, preview and cli that exports a function has a test of its own name beside it", () => {
  const without = files.filter(
    (file) =>
      !Object.hasOwn(wiring, file) &&
      computes.test(readFileSync(join(root, file), "utf8")) &&
      !existsSync(join(root, ownTest(file))),
  );
  expect(without).toEqual([]);
});

test("the exceptions are files that are there, have no test of their own, and name one that is there", () => {
  for (const [file, by] of Object.entries(wiring)) {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(existsSync(join(root, ownTest(file))), `${file} has a test of its own: take it off the list`).toBe(false);
    expect(existsSync(join(root, by)), by).toBe(true);
  }
});

test("every test of these folders lies beside the file that it is named after, one about another server apart", () => {
  const tests = rooms.flatMap((room) =>
    readdirSync(join(root, "src", room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => `src/${room}/${name}`),
  );
  expect(tests.filter((name) => !existsSync(join(root, name.replace(/\.test\.ts$/, ".ts"))))).toEqual([
    "src/check/run/victoria-metrics.test.ts",
  ]);
});
