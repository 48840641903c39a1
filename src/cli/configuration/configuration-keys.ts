import { checkOptions } from "../commands/check/options.ts";
import { inferOptions } from "../commands/infer/options.ts";
import { reportOptions } from "../commands/report/options.ts";
import { upOptions } from "../commands/up/options.ts";
import { validateOptions } from "../commands/validate/options.ts";
import type { Option, OptionSet } from "../flags/option.ts";

/** The commands that read a configuration. */
export const configuredCommands = {
  up: upOptions,
  report: reportOptions,
  check: checkOptions,
  infer: inferOptions,
  validate: validateOptions,
} as const satisfies Readonly<Record<string, OptionSet>>;

const every: OptionSet = { ...inferOptions, ...validateOptions, ...checkOptions, ...reportOptions, ...upOptions };

/** Keys whose values are paths: below the working folder, in every configuration. */
export const pathKeys: ReadonlySet<string> = new Set(["dashboards", "data", "rules", "base-dashboards"]);

/** Keys that also count for untrusted dashboards: what is shown, and with which data. */
const harmlessNames = [
  "data",
  "rules",
  "name",
  "scenario",
  "history",
  "min-history",
  "lead-in",
  "step",
  "variables",
  "max-views",
  "title",
  "theme",
] as const;

/** Keys for files of whoever may push to the repository. */
const trustedNames = [
  "build",
  "build-timeout",
  "base-dashboards",
  "changed-only",
  "prune",
  "ttl",
  "live",
  "receiver",
  "remote-write-version",
  "datasource",
  "fail-on",
  "max-series",
  "max-samples",
  "verify-timeout",
  "retry-for",
  "skip-drafts",
  "only-with-label",
  "comment",
  "comment-pictures",
  "pictures-of",
  "picture-width",
  "picture-scale",
  "deployment",
  "status",
] as const;

/** An option that a configuration may set. */
export interface ConfigurationKey {
  readonly option: Option;
  /** Whether it counts for untrusted dashboards. */
  readonly harmless: boolean;
}

const dashboards: Option = {
  type: "string",
  array: true,
  describe: "Files, folders and globs, where the command line names none",
};

/** Every key of a configuration but `previews`, in the order of the documentation. */
export const configurationKeys: Readonly<Record<string, ConfigurationKey>> = {
  dashboards: { option: dashboards, harmless: true },
  ...Object.fromEntries(harmlessNames.map((name) => [name, { option: every[name]!, harmless: true }])),
  ...Object.fromEntries(trustedNames.map((name) => [name, { option: every[name]!, harmless: false }])),
};

/** Why options are refused in a configuration, with their names. */
export const refusedKeys: readonly { readonly why: string; readonly names: readonly string[] }[] = [
  {
    why: "a secret does not belong into a repository; set it in the environment",
    names: [
      ...["grafana-token", "grafana-user", "grafana-password", "prometheus-token", "prometheus-user"],
      ...["prometheus-password", "relay-token", "host-token"],
    ],
  },
  {
    why: "a pull request that changes it could send your tokens to another server; set it in the environment",
    names: [
      ...["grafana-url", "grafana-header", "grafana-public-url", "org", "prometheus-url", "prometheus-write-url"],
      ...["prometheus-header", "tenant", "relay", "review-url", "pictures-url", "from-metrics", "from-prometheus"],
      ...["ca-file", "client-cert", "client-key"],
    ],
  },
  {
    why: "a pull request must not decide what it is allowed; set it where the run is started",
    names: [
      ...["allow-code", "untrusted", "allow-shared-server", "isolation", "max-ttl", "without-secrets", "sweep"],
      ...["prometheus-bin", "browser"],
    ],
  },
  {
    why: "where a run writes is for the one who starts it; pass the flag",
    names: [
      ...["result-file", "dotenv", "bundle", "from-bundle", "page", "pictures", "pictures-from", "readme"],
      ...["publish-dir", "file", "update", "force", "output"],
    ],
  },
  {
    why: "it says what one run is about; pass the flag",
    names: [
      ...["key", "project", "review", "commit", "base", "compare-with", "at", "shard", "run", "shard-wait", "dry-run"],
      ...["local", "exit", "port", "watch", "playground", "match", "from-rules", "incident", "rules-evaluated"],
      ...["check", "config", "preview"],
    ],
  },
];

/** Why a key is refused; undefined for one that no command has, or that is allowed. */
export function whyRefused(key: string): string | undefined {
  return refusedKeys.find(({ names }) => names.includes(key))?.why;
}
