import { identityPatterns } from "../../identity/preview-identity.ts";
import { receiverNames } from "../../prometheus/receivers.ts";
import type { OptionSet, TextForm } from "./option.ts";

const projectForm: TextForm = { pattern: identityPatterns.project, expected: "8 characters of a-z2-7, or local" };
const hashForm: TextForm = {
  pattern: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  expected: "the full hash of a commit, such as git rev-parse prints it",
};
const addressForm: TextForm = {
  pattern: /^https?:\/\/[^\s"'<>\\]{1,2000}$/,
  expected: "an http or https address",
  secret: true,
};
const headerForm: TextForm = { pattern: /^[^:]+:/, expected: "'Name: value', got no colon after a name", secret: true };

/** The shape of the result on standard output. */
export const outputOptions = {
  output: {
    type: "choice",
    choices: ["text", "json"],
    default: "text",
    describe: "json: a single JSON document on standard output",
  },
} as const satisfies OptionSet;

/** Whose preview it is. Found out from the CI's environment, else from the git remote and the user. */
export const reviewOptions = {
  project: {
    type: "string",
    form: projectForm,
    describe: "Project of the preview: 8 characters a-z2-7; taken from CI or the git remote",
  },
  key: { type: "string", describe: "Key of the preview, such as pr-123; taken from CI, else local-<user>" },
  name: { type: "string", describe: "Second part of the key, for several previews in one review" },
} as const satisfies OptionSet;

/** Access to the review's host, and how to report there. */
export const hostOptions = {
  comment: {
    type: "choice",
    choices: ["auto", "off", "required"],
    default: "auto",
    describe: "The comment on the review; on failure: auto warns, required fails",
    group: "Review:",
  },
  "host-token": {
    type: "string",
    secret: "whole",
    describe: "Token for the review's host (prefer GITHUB_TOKEN, GITLAB_TOKEN or FORGEJO_TOKEN)",
    group: "Review:",
  },
  deployment: {
    type: "boolean",
    default: false,
    describe: "A GitHub deployment for each preview, removed with it",
    group: "Review:",
  },
} as const satisfies OptionSet;

/** The review that `up` reads, and how it reports to it. */
export const reviewStateOptions = {
  "review-url": {
    type: "string",
    form: addressForm,
    describe: "URL of the pull or merge request; taken from CI",
    group: "Review:",
  },
  review: {
    type: "number",
    describe: "Number of the review, where the event that started the run names none (workflow_dispatch)",
    group: "Review:",
  },
  "skip-drafts": {
    type: "boolean",
    default: false,
    describe: "Make no preview for a draft; one that is there stays",
    group: "Review:",
  },
  "only-with-label": {
    type: "string",
    describe: "Make a preview only if the review has this label; one that is there stays",
    group: "Review:",
  },
  commit: { type: "string", form: hashForm, describe: "Head commit of the review; taken from CI", group: "Review:" },
  base: { type: "string", form: hashForm, describe: "Commit to compare with; taken from CI", group: "Review:" },
  "changed-only": {
    type: "boolean",
    default: false,
    describe: "Only dashboards that the review changes, or may change",
    group: "Review:",
  },
  "base-dashboards": {
    type: "string",
    describe: "Folder with what the same build makes of the base: for dashboards that git does not track",
    group: "Review:",
  },
  prune: {
    type: "boolean",
    default: false,
    describe: "Delete every preview of this key that this run does not make, also where its source is still there",
    group: "Review:",
  },
  sweep: {
    type: "boolean",
    default: true,
    describe: "Delete expired previews of the project first; --no-sweep does not",
    group: "Review:",
  },
  "without-secrets": {
    type: "choice",
    choices: ["ok", "fail"],
    default: "fail",
    describe: "In CI without access to Grafana or Prometheus, if the review changes a dashboard; else such a run is ok",
    group: "Review:",
  },
  status: { type: "boolean", default: false, describe: "Set a commit status too", group: "Review:" },
  "result-file": { type: "string", describe: "Write the JSON result to this file too", group: "Review:" },
  dotenv: {
    type: "string",
    describe: "Write DASHPREVIEW_URL and others to this file, for GitLab's environment:url",
    group: "Review:",
  },
  bundle: {
    type: "string",
    describe: "Contact no server: write dashboards and specs to this new folder, for up --from-bundle",
    group: "Review:",
  },
  "from-bundle": {
    type: "string",
    describe: "Preview what a run without secrets wrote with --bundle; always --untrusted",
    group: "Review:",
  },
} as const satisfies OptionSet;

/** Which Grafana, and who asks. */
export const grafanaOptions = {
  "grafana-url": { type: "string", describe: "Grafana's address, a sub-path allowed (GRAFANA_URL)", group: "Grafana:" },
  "grafana-token": {
    type: "string",
    secret: "whole",
    describe: "Service account token with the role Editor (prefer GRAFANA_TOKEN)",
    group: "Grafana:",
  },
  "grafana-user": { type: "string", describe: "User name, for basic auth instead of a token", group: "Grafana:" },
  "grafana-password": { type: "string", secret: "password", describe: "Password, for basic auth", group: "Grafana:" },
  "grafana-header": {
    type: "string",
    array: true,
    form: headerForm,
    secret: "header-value",
    describe: "Additional header, 'Name: value'; may be repeated",
    group: "Grafana:",
  },
  "grafana-public-url": {
    type: "string",
    form: addressForm,
    describe: "Address that links to dashboards begin with; default Grafana's root_url, else --grafana-url",
    group: "Grafana:",
  },
  org: { type: "number", describe: "Organisation id, if the user belongs to several", group: "Grafana:" },
} as const satisfies OptionSet;

/** Which Prometheus, or what takes its place, and who asks. */
export const prometheusOptions = {
  "prometheus-url": {
    type: "string",
    describe: "Address of Prometheus, Mimir, Thanos or VictoriaMetrics (PROMETHEUS_URL)",
    group: "Prometheus:",
  },
  "prometheus-write-url": { type: "string", describe: "Full URL for remote write, if different", group: "Prometheus:" },
  receiver: {
    type: "choice",
    choices: ["auto", ...receiverNames],
    default: "auto",
    describe: "What server takes the series; auto: recognised by its answers",
    group: "Prometheus:",
  },
  "prometheus-token": { type: "string", secret: "whole", describe: "Bearer token", group: "Prometheus:" },
  "prometheus-user": { type: "string", describe: "User name, for basic auth", group: "Prometheus:" },
  "prometheus-password": {
    type: "string",
    secret: "password",
    describe: "Password, for basic auth",
    group: "Prometheus:",
  },
  "prometheus-header": {
    type: "string",
    array: true,
    form: headerForm,
    secret: "header-value",
    describe: "Additional header, 'Name: value'; may be repeated",
    group: "Prometheus:",
  },
  tenant: { type: "string", describe: "Tenant (X-Scope-OrgID)", group: "Prometheus:" },
} as const satisfies OptionSet;

/** For every server. */
export const networkOptions = {
  "retry-for": {
    type: "duration",
    default: "60s",
    longest: "1d",
    describe: "How long to keep retrying a server that does not answer; 0s tries once",
  },
  "ca-file": { type: "string", describe: "PEM file of an additional certificate authority to trust" },
  "client-cert": { type: "string", describe: "PEM file of a client certificate, for Grafana and Prometheus only" },
  "client-key": {
    type: "string",
    describe: "PEM file of its private key (passphrase: DASHPREVIEW_CLIENT_KEY_PASSPHRASE)",
  },
} as const satisfies OptionSet;

/** How much may be generated. */
export const limitOptions = {
  "max-series": { type: "number", default: 50_000, describe: "Maximum number of series a spec may generate" },
  "max-samples": { type: "number", default: 100_000_000, describe: "Maximum number of samples a spec may generate" },
} as const satisfies OptionSet;

/** How long previews live. */
export const lifetimeOptions = {
  ttl: { type: "duration", default: "72h", describe: "How long the preview lives from now; every up extends it" },
  "max-ttl": { type: "duration", default: "30d", describe: "Maximum --ttl; longer ones are reduced, with a warning" },
} as const satisfies OptionSet;

/** Whether the dashboards come from somebody else. */
export const trustOptions = {
  untrusted: {
    type: "boolean",
    default: false,
    describe: "Treat the dashboards as untrusted: nothing in them may reach other data sources",
  },
} as const satisfies OptionSet;

/** Findings that count as a failure. */
export const findingOptions = {
  "fail-on": {
    type: "choice",
    choices: ["none", "error", "empty"],
    default: "error",
    describe: "Which panels set exit code 1",
  },
} as const satisfies OptionSet;

/** Which data source of Grafana is used, and whether its server may have other users. */
export const dataSourceOptions = {
  datasource: {
    type: "string",
    describe:
      "uid or name of Grafana's Prometheus data source; default the only one, or the one with the receiver's address",
  },
  "allow-shared-server": {
    type: "boolean",
    default: false,
    describe: "Write even if the receiver evaluates alert or recording rules",
  },
} as const satisfies OptionSet;

/** The Prometheus server that is started here. */
export const binaryOptions = {
  "prometheus-bin": {
    type: "string",
    describe: "The Prometheus server to start; default from PATH or the user cache",
  },
} as const satisfies OptionSet;

/** Whether dashboards may be programs. */
export const codeOptions = {
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network",
  },
} as const satisfies OptionSet;

/** How much is generated, and over which time. */
export const dataOptions = {
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json, then dashpreview.yaml" },
  history: {
    type: "duration",
    words: ["max"],
    describe: "How much history to write, such as 6h; max: as much as the receiver accepts",
  },
  step: { type: "duration", describe: "Scrape interval; default the spec's, else the data source's, else 15s" },
  ...limitOptions,
} as const satisfies OptionSet;

/** Which previews a command is about. */
export const selectionOptions = {
  "all-projects": { type: "boolean", default: false, describe: "Include the previews of every project" },
} as const satisfies OptionSet;
