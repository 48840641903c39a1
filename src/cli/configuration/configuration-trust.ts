import { UsageError } from "../../errors.ts";
import type { CliContext } from "../context.ts";
import { parseBoolean } from "../flags/read-value.ts";
import { detectFrom } from "../flags/review-flags.ts";
import { type FileValue, givenText, type RequestSources } from "../flags/value-origin.ts";
import { configurationKeys } from "./configuration-keys.ts";
import type { ConfiguredValues } from "./parse-configuration.ts";

/** The part of a configuration that a run takes. */
export interface TrustedValues {
  readonly values: ConfiguredValues;
  /** For people: why keys do not count. */
  readonly note?: string;
}

/**
 * The values that count. The file comes from the checkout, as the dashboards do: where those may be somebody else's,
 * only what is shown and with which data.
 *
 * @throws {UsageError} if a `build` of such a file would be run.
 */
export function trustedValues(values: ConfiguredValues, sources: RequestSources, context: CliContext): TrustedValues {
  const why = whyUntrusted(sources, context);
  if (why === undefined) return { values };
  const build = givenText("build", sources) === undefined ? values.get("build") : undefined;
  if (build !== undefined && givenText("from-bundle", sources) === undefined) throw refuseBuild(build, why);
  const ignored = [...values.keys()].filter((key) => configurationKeys[key]?.harmless !== true && key !== "build");
  const counting = new Map([...values].filter(([key]) => configurationKeys[key]?.harmless === true));
  if (ignored.length === 0) return { values: counting };
  return {
    values: counting,
    note: `${ignored.join(", ")} of the configuration ${ignored.length === 1 ? "does" : "do"} not count: ${why}`,
  };
}

function refuseBuild({ place }: FileValue, why: string): UsageError {
  return new UsageError(
    `${place}: \`build\` is not run: ${why}, and a command is never run on somebody else's files with the secrets at ` +
      "hand; build in a run without secrets, with up --bundle, and preview that with up --from-bundle",
  );
}

/** Undefined where the files are of somebody who may push to the repository, or who runs this by hand. */
function whyUntrusted(sources: RequestSources, context: CliContext): string | undefined {
  if (parseBoolean(String(givenText("untrusted", sources) ?? "")) === true) return "the dashboards are untrusted";
  if (givenText("from-bundle", sources) !== undefined) return "a bundle is somebody else's";
  const { env } = context;
  const review = detectFrom(
    { reviewUrl: givenText("review-url", sources), review: numberOf(givenText("review", sources)) },
    context,
  );
  if (review.fork === false) return undefined;
  // A fork's own run without secrets: whoever wrote the file could have written its workflow as well.
  const ownRun = review.event === "pull_request" || review.event === "merge_request_event";
  if (ownRun && givenText("bundle", sources) !== undefined) return undefined;
  if (review.fork === true) return "the review is a fork's, or may be one";
  const inCi = (env["CI"] ?? "") !== "" && parseBoolean(env["CI"]!) !== false;
  return inCi || review.host !== undefined ? "this CI does not say whose files these are" : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
