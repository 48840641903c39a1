import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import { durationFlag } from "../../duration.ts";
import { UsageError } from "../../errors.ts";
import type { CleanupResult } from "../../preview/cleanup.ts";
import type { CliContext } from "../context.ts";
import { grafanaOptions, networkOptions, outputOptions, prometheusOptions, reviewOptions, selectionOptions } from "../options.ts";
import { painter, plainText } from "../paint.ts";
import { createProgress } from "../progress.ts";
import { reviewFrom } from "../review-flags.ts";
import { grafanaFrom, optionalPrometheusFrom } from "../servers.ts";
import { utcMinute } from "../time-text.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    describe: "Not only what has expired: every preview of the project (or of --key), kept ones too",
  },
  yes: { type: "boolean", default: false, describe: "Really delete, with --all-projects" },
  "dry-run": { type: "boolean", default: false, describe: "List what would be deleted; delete nothing" },
  "max-delete": { type: "number", default: 50, describe: "Most previews to delete in one run" },
  "orphan-age": {
    type: "string",
    default: "1h",
    describe: "Delete series that no preview names when their newest sample is older than this",
  },
  "max-ttl": { type: "string", default: "30d", describe: "No preview lives longer than this after its last save, whatever its tag says" },
  ...outputOptions,
  ...selectionOptions,
  ...reviewOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies Record<string, Options>;

/**
 * `cleanup`: deletes previews whose time is over and series that no preview names. With `--key`, all of that key: its review is over. Safe to repeat.
 */
export const cleanupCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "cleanup",
  describe: "Delete previews whose expiry has passed, and series that no preview names",
  builder: (yargs) => yargs.options(options),
  handler: async (parsed) => {
    const args = parsed as unknown as InferredOptionTypes<typeof options>;
    if (!Number.isSafeInteger(args["max-delete"]) || args["max-delete"] < 0)
      throw new UsageError("--max-delete: expected a whole number of 0 or more");
    const { cleanup } = await import("../../preview/cleanup.ts");
    const review = reviewFrom(args, context);
    const oneKey = args.key !== undefined || args.name !== undefined;
    const everybody = args["all-projects"];
    if (everybody && oneKey) throw new UsageError("--all-projects and --key exclude each other");
    const dryRun = args["dry-run"] || (everybody && !args.yes);
    const grafana = grafanaFrom(args, context);
    const prometheus = optionalPrometheusFrom(args, context);
    try {
      const result = await cleanup(
        {
          grafana,
          prometheus,
          owner: everybody ? {} : { project: review.project, ...(oneKey ? { key: review.key } : {}) },
          which: args.all || oneKey ? "all" : "expired",
          dryRun,
          maxDelete: args["max-delete"],
          orphanAgeMs: durationFlag("orphan-age", args["orphan-age"]),
          maxTtlMs: durationFlag("max-ttl", args["max-ttl"]),
        },
        { ...context, progress: createProgress(context) },
        context.now(),
      );
      const notes = [
        ...(everybody && !args.yes ? ["nothing was deleted: pass --yes to delete these previews of every project"] : []),
        ...(prometheus === undefined
          ? ["series were left alone: pass --prometheus-url to have those of deleted previews deleted too"]
          : []),
      ];
      context.out.write(args.output === "json" ? `${JSON.stringify(cleanupJson(result, notes))}\n` : cleanupText(result, notes, context));
      done(result.failed.length > 0 ? 3 : 0);
    } finally {
      grafana.close();
      prometheus?.close();
    }
  },
});

function cleanupJson({ warnings, ...result }: CleanupResult, notes: readonly string[]) {
  const times = (previews: CleanupResult["deleted"]) =>
    previews.map(({ createdAtMs, expiresAtMs, ...preview }) => ({
      ...preview,
      ...(createdAtMs === undefined ? {} : { createdAt: new Date(createdAtMs).toISOString() }),
      expiresAt: new Date(expiresAtMs).toISOString(),
    }));
  return {
    ...result,
    deleted: times(result.deleted),
    stays: times(result.stays),
    postponed: times(result.postponed),
    warnings: [...warnings, ...notes],
  };
}

function cleanupText(result: CleanupResult, notes: readonly string[], { out }: CliContext): string {
  const paint = painter(out.colours);
  const verb = result.dryRun ? "would delete" : "deleted";
  const lines = [
    ...result.deleted.map(
      (one) =>
        `${verb} ${plainText(one.title)} (${one.project}.${one.key}, ${one.state === "expired" ? "expired" : "was to expire"} ${utcMinute(one.expiresAtMs)})`,
    ),
    ...result.series.map((value) => `${verb} the series of ${value}`),
    ...result.postponed.map((one) => paint.yellow(`postponed ${plainText(one.title)}: --max-delete is reached; run cleanup again`)),
    ...result.stays.map((one) =>
      paint.dim(
        `stays: ${plainText(one.title)} (${one.project}.${one.key}, ${one.state === "kept" ? "kept" : `expires ${utcMinute(one.expiresAtMs)}`})`,
      ),
    ),
    ...result.leftAlone.map((one) => paint.dim(`left alone: ${plainText(one.title)} (${plainText(one.uid)}): ${plainText(one.reason)}`)),
    ...result.failed.map((one) => paint.red(`not deleted: ${plainText(one.title)} (${one.uid}): ${plainText(one.reason)}`)),
    ...[...result.warnings, ...notes].map((text) => paint.yellow(`warning: ${plainText(text)}`)),
  ];
  return `${(lines.length === 0 ? ["nothing to clean up"] : lines).join("\n")}\n`;
}
