import { receiverNames } from "../../prometheus/receivers.ts";
import type { OptionSet, TextForm } from "./option.ts";
import { addressForm } from "./review-options.ts";

const headerForm: TextForm = { pattern: /^[^:]+:/, expected: "'Name: value', got no colon after a name", secret: true };

/** The file with settings of a repository. */
export const configurationOptions = {
  config: {
    type: "string",
    describe: "Configuration; default dashpreview.yaml or dashpreview.yml of the working folder",
  },
  preview: { type: "string", describe: "The one of the configuration's previews that is meant; default all, in order" },
} as const satisfies OptionSet;

/** The shape of the result on standard output. */
export const outputOptions = {
  output: {
    type: "choice",
    choices: ["text", "json"],
    default: "text",
    describe: "json: a single JSON document on standard output",
  },
} as const satisfies OptionSet;

/** Which Grafana, and who asks. */
export const grafanaOptions = {
  "grafana-url": { type: "string", describe: "Grafana's address, a sub-path allowed (GRAFANA_URL)", group: "Grafana:" },
  "grafana-token": {
    type: "string",
    secret: "whole",
    describe: "Service account token, as setup makes one, or of the role Editor (prefer GRAFANA_TOKEN)",
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
  "remote-write-version": {
    type: "choice",
    choices: ["auto", "1", "2"],
    default: "auto",
    describe: "Version of remote write; auto: 2.0 if the receiver takes it, else 1.0",
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

/** The application under review, whose own metrics go beside generated ones. */
export const relayOptions = {
  relay: {
    type: "string",
    array: true,
    describe:
      "Scrape this /metrics page at each step and send it on too, labels of the target behind #: " +
      "http://127.0.0.1:8080/metrics#job=shop; may be repeated",
    group: "Relay:",
  },
  "relay-token": {
    type: "string",
    secret: "whole",
    describe: "Bearer token for these pages (prefer DASHPREVIEW_RELAY_TOKEN)",
    group: "Relay:",
  },
} as const satisfies OptionSet;

/** Variants of the data specs. */
export const scenarioOptions = {
  scenario: {
    type: "string",
    array: true,
    describe:
      "Scenarios of the data specs: the data of each, in dashboards of its own; several with commas, or repeated",
  },
} as const satisfies OptionSet;

/** Rules on the data of dashboards. */
export const rulesOptions = {
  rules: {
    type: "string",
    array: true,
    describe: "Alert and recording rules (files, folders, globs) that are tested on the same data; may be repeated",
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
    choices: ["none", "error", "broken", "empty"],
    default: "error",
    describe: "Which findings set exit code 1; each choice includes the ones before it",
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
  build: {
    type: "string",
    array: true,
    describe: "A command that prints dashboards, such as 'jsonnet -J vendor dashboards.jsonnet'; may be repeated",
  },
  "build-timeout": {
    type: "duration",
    default: "2m",
    longest: "1h",
    describe: "How long each --build may take",
  },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network",
  },
} as const satisfies OptionSet;

/** How much is generated, and over which time. */
export const dataOptions = {
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json or x.yaml, then dashpreview.yaml" },
  history: {
    type: "duration",
    positive: true,
    words: ["max"],
    describe: "How much history to write, such as 6h; max: as much as the receiver accepts",
  },
  "lead-in": {
    type: "duration",
    default: "auto",
    words: ["auto"],
    describe: "Data before the history, for queries that look back; auto: as far as they do, within limits",
  },
  step: {
    type: "duration",
    positive: true,
    describe: "Scrape interval; default the spec's, else the data source's, else 15s",
  },
  ...limitOptions,
} as const satisfies OptionSet;

/** Which previews a command is about. */
export const selectionOptions = {
  "all-projects": { type: "boolean", default: false, describe: "Include the previews of every project" },
} as const satisfies OptionSet;
