import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  cleanPassword,
  cleanToken
} from "./chunk-W33LWVSU.js";
import {
  shardForm
} from "./chunk-RA6VSTXO.js";
import {
  receiverNames
} from "./chunk-Q663M3BX.js";
import {
  identityPatterns
} from "./chunk-REFUIXMO.js";
import {
  nearestKey
} from "./chunk-5AO6ZF25.js";
import {
  parseDuration
} from "./chunk-ACMFHTB5.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/cli/flags/read-value.ts
function readValue(option, text, source) {
  switch (option.type) {
    case "boolean":
      return parseBoolean(text) ?? refuse(source, text, "expected 1, true, yes or on, or 0, false, no or off");
    case "number":
      return readNumber(option, text, source);
    case "duration":
      return option.words?.includes(text) ? text : readDuration(option, text, source);
    case "choice":
      return option.choices.includes(text) ? text : refuseChoice(option.choices, text, source);
    case "string":
      if (option.secret === "whole" || option.secret === "password")
        return (option.secret === "whole" ? cleanToken(text) : cleanPassword(text)) ?? refuse(source, void 0, "it has a line break inside");
      if (option.form === void 0 || option.form.pattern.test(text)) return text;
      return refuse(source, option.form.secret === true ? void 0 : text, `expected ${option.form.expected}`);
  }
}
function parseBoolean(text) {
  const word = text.trim().toLowerCase();
  if (["1", "true", "yes", "on"].includes(word)) return true;
  return ["0", "false", "no", "off"].includes(word) ? false : void 0;
}
function refuseChoice(choices, text, source) {
  const nearest = nearestKey(text, choices);
  return refuse(
    source,
    text,
    `expected ${choices.join(", ")}${nearest === void 0 ? "" : `; did you mean ${nearest}?`}`
  );
}
function readDuration({ words = [], longest, positive }, text, source) {
  const ms = parseDuration(text);
  if (ms === void 0)
    return refuse(source, text, ["expected a duration such as 30s, 15m, 6h or 1h30m", ...words].join(", or "));
  if (positive === true && ms === 0) return refuse(source, text, "expected a duration longer than 0");
  if (longest !== void 0 && ms > parseDuration(longest)) return refuse(source, text, `at most ${longest}`);
  return ms;
}
function readNumber({ most }, text, source) {
  const value = wholeNumber(text) ?? refuse(source, text, "expected a whole number of 0 or more");
  return most === void 0 || value <= most ? value : refuse(source, text, `at most ${most}`);
}
function wholeNumber(text) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : void 0;
}
function refuse({ name, kind }, text, expected) {
  const between = text === void 0 ? "" : `${kind === "variable" ? "=" : " "}${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
  throw new UsageError(`${name}${between}: ${expected}${kind === "variable" ? " (set in the environment)" : ""}`);
}

// src/cli/flags/review-options.ts
var projectForm = { pattern: identityPatterns.project, expected: "8 characters of a-z2-7, or local" };
var hashForm = {
  pattern: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  expected: "the full hash of a commit, such as git rev-parse prints it"
};
var addressForm = {
  pattern: /^https?:\/\/[^\s"'<>\\]{1,2000}$/,
  expected: "an http or https address",
  secret: true
};
var reviewOptions = {
  project: {
    type: "string",
    form: projectForm,
    describe: "Project of the preview: 8 characters a-z2-7; taken from CI or the git remote"
  },
  key: { type: "string", describe: "Key of the preview, such as pr-123; taken from CI, else local-<user>" },
  name: { type: "string", describe: "Second part of the key, for several previews in one review" }
};
var hostOptions = {
  comment: {
    type: "choice",
    choices: ["auto", "off", "required"],
    default: "auto",
    describe: "The comment on the review; on failure: auto warns, required fails",
    group: "Review:"
  },
  "host-token": {
    type: "string",
    secret: "whole",
    describe: "Token for the review's host (prefer GITHUB_TOKEN, GITLAB_TOKEN or FORGEJO_TOKEN)",
    group: "Review:"
  },
  deployment: {
    type: "boolean",
    default: false,
    describe: "A GitHub deployment for each preview, removed with it",
    group: "Review:"
  }
};
var commentPictureOptions = {
  "comment-pictures": {
    type: "choice",
    choices: ["auto", "on", "off"],
    default: "auto",
    describe: "Pictures in the comment; auto: where the review's host can keep them and a browser is there, not of untrusted dashboards",
    group: "Review:"
  },
  "publish-dir": {
    type: "string",
    describe: "Put the page and the pictures into this folder, for an artifact, Pages or a bucket",
    group: "Review:"
  },
  "pictures-url": {
    type: "string",
    form: addressForm,
    describe: "Address that --publish-dir will have: the comment links there, and the review's host gets no pictures",
    group: "Review:"
  }
};
var reviewStateOptions = {
  "review-url": {
    type: "string",
    form: addressForm,
    describe: "URL of the pull or merge request; taken from CI",
    group: "Review:"
  },
  review: {
    type: "number",
    describe: "Number of the review, where the event that started the run names none (workflow_dispatch)",
    group: "Review:"
  },
  "skip-drafts": {
    type: "boolean",
    default: false,
    describe: "Make no preview for a draft; one that is there stays",
    group: "Review:"
  },
  "only-with-label": {
    type: "string",
    describe: "Make a preview only if the review has this label; one that is there stays",
    group: "Review:"
  },
  commit: { type: "string", form: hashForm, describe: "Head commit of the review; taken from CI", group: "Review:" },
  base: { type: "string", form: hashForm, describe: "Commit to compare with; taken from CI", group: "Review:" },
  "changed-only": {
    type: "boolean",
    default: false,
    describe: "Only dashboards that the review changes, or may change",
    group: "Review:"
  },
  "base-dashboards": {
    type: "string",
    describe: "Folder with what the same build makes of the base: for dashboards that git does not track",
    group: "Review:"
  },
  prune: {
    type: "boolean",
    default: false,
    describe: "Delete every preview of this key that this run does not make, also where its source is still there",
    group: "Review:"
  },
  sweep: {
    type: "boolean",
    default: true,
    describe: "Delete expired previews of the project first; --no-sweep does not",
    group: "Review:"
  },
  "without-secrets": {
    type: "choice",
    choices: ["ok", "fail"],
    default: "fail",
    describe: "In CI without access to Grafana or Prometheus, if the review changes a dashboard; else such a run is ok",
    group: "Review:"
  },
  status: { type: "boolean", default: false, describe: "Set a commit status too", group: "Review:" },
  "result-file": { type: "string", describe: "Write the JSON result to this file too", group: "Review:" },
  dotenv: {
    type: "string",
    describe: "Write DASHPREVIEW_URL and others to this file, for GitLab's environment:url",
    group: "Review:"
  },
  bundle: {
    type: "string",
    describe: "Contact no server: write dashboards and specs to this new folder, for up --from-bundle",
    group: "Review:"
  },
  "from-bundle": {
    type: "string",
    describe: "Preview what a run without secrets wrote with --bundle; always --untrusted",
    group: "Review:"
  }
};

// src/cli/flags/options.ts
var headerForm = { pattern: /^[^:]+:/, expected: "'Name: value', got no colon after a name", secret: true };
var configurationOptions = {
  config: {
    type: "string",
    describe: "Configuration; default dashpreview.yaml or dashpreview.yml of the working folder"
  },
  preview: { type: "string", describe: "The one of the configuration's previews that is meant; default all, in order" }
};
var outputOptions = {
  output: {
    type: "choice",
    choices: ["text", "json"],
    default: "text",
    describe: "json: a single JSON document on standard output"
  }
};
var grafanaOptions = {
  "grafana-url": { type: "string", describe: "Grafana's address, a sub-path allowed (GRAFANA_URL)", group: "Grafana:" },
  "grafana-token": {
    type: "string",
    secret: "whole",
    describe: "Service account token, as setup makes one, or of the role Editor (prefer GRAFANA_TOKEN)",
    group: "Grafana:"
  },
  "grafana-user": { type: "string", describe: "User name, for basic auth instead of a token", group: "Grafana:" },
  "grafana-password": { type: "string", secret: "password", describe: "Password, for basic auth", group: "Grafana:" },
  "grafana-header": {
    type: "string",
    array: true,
    form: headerForm,
    secret: "header-value",
    describe: "Additional header, 'Name: value'; may be repeated",
    group: "Grafana:"
  },
  "grafana-public-url": {
    type: "string",
    form: addressForm,
    describe: "Address that links to dashboards begin with; default Grafana's root_url, else --grafana-url",
    group: "Grafana:"
  },
  org: { type: "number", describe: "Organisation id, if the user belongs to several", group: "Grafana:" }
};
var prometheusOptions = {
  "prometheus-url": {
    type: "string",
    describe: "Address of Prometheus, Mimir, Thanos or VictoriaMetrics (PROMETHEUS_URL)",
    group: "Prometheus:"
  },
  "prometheus-write-url": { type: "string", describe: "Full URL for remote write, if different", group: "Prometheus:" },
  receiver: {
    type: "choice",
    choices: ["auto", ...receiverNames],
    default: "auto",
    describe: "What server takes the series; auto: recognised by its answers",
    group: "Prometheus:"
  },
  "remote-write-version": {
    type: "choice",
    choices: ["auto", "1", "2"],
    default: "auto",
    describe: "Version of remote write; auto: 2.0 if the receiver takes it, else 1.0",
    group: "Prometheus:"
  },
  "prometheus-token": { type: "string", secret: "whole", describe: "Bearer token", group: "Prometheus:" },
  "prometheus-user": { type: "string", describe: "User name, for basic auth", group: "Prometheus:" },
  "prometheus-password": {
    type: "string",
    secret: "password",
    describe: "Password, for basic auth",
    group: "Prometheus:"
  },
  "prometheus-header": {
    type: "string",
    array: true,
    form: headerForm,
    secret: "header-value",
    describe: "Additional header, 'Name: value'; may be repeated",
    group: "Prometheus:"
  },
  tenant: { type: "string", describe: "Tenant (X-Scope-OrgID)", group: "Prometheus:" }
};
var networkOptions = {
  "retry-for": {
    type: "duration",
    default: "60s",
    longest: "1d",
    describe: "How long to keep retrying a server that does not answer; 0s tries once"
  },
  "ca-file": { type: "string", describe: "PEM file of an additional certificate authority to trust" },
  "client-cert": { type: "string", describe: "PEM file of a client certificate, for Grafana and Prometheus only" },
  "client-key": {
    type: "string",
    describe: "PEM file of its private key (passphrase: DASHPREVIEW_CLIENT_KEY_PASSPHRASE)"
  }
};
var relayOptions = {
  relay: {
    type: "string",
    array: true,
    describe: "Scrape this /metrics page at each step and send it on too, labels of the target behind #: http://127.0.0.1:8080/metrics#job=shop; may be repeated",
    group: "Relay:"
  },
  "relay-token": {
    type: "string",
    secret: "whole",
    describe: "Bearer token for these pages (prefer DASHPREVIEW_RELAY_TOKEN)",
    group: "Relay:"
  }
};
var scenarioOptions = {
  scenario: {
    type: "string",
    array: true,
    describe: "Scenarios of the data specs: the data of each, in dashboards of its own; several with commas, or repeated"
  }
};
var rulesOptions = {
  rules: {
    type: "string",
    array: true,
    describe: "Alert and recording rules (files, folders, globs) that are tested on the same data; may be repeated"
  }
};
var limitOptions = {
  "max-series": { type: "number", default: 5e4, describe: "Maximum number of series a spec may generate" },
  "max-samples": { type: "number", default: 1e8, describe: "Maximum number of samples a spec may generate" }
};
var lifetimeOptions = {
  ttl: { type: "duration", default: "72h", describe: "How long the preview lives from now; every up extends it" },
  "max-ttl": { type: "duration", default: "30d", describe: "Maximum --ttl; longer ones are reduced, with a warning" }
};
var trustOptions = {
  untrusted: {
    type: "boolean",
    default: false,
    describe: "Treat the dashboards as untrusted: nothing in them may reach other data sources"
  }
};
var findingOptions = {
  "fail-on": {
    type: "choice",
    choices: ["none", "error", "broken", "empty"],
    default: "error",
    describe: "Which findings set exit code 1; each choice includes the ones before it"
  }
};
var dataSourceOptions = {
  datasource: {
    type: "string",
    describe: "uid or name of Grafana's Prometheus data source; default the only one, or the one with the receiver's address"
  },
  "allow-shared-server": {
    type: "boolean",
    default: false,
    describe: "Write even if the receiver evaluates alert or recording rules"
  }
};
var binaryOptions = {
  "prometheus-bin": {
    type: "string",
    describe: "The Prometheus server to start; default from PATH or the user cache"
  }
};
var codeOptions = {
  build: {
    type: "string",
    array: true,
    describe: "A command that prints dashboards, such as 'jsonnet -J vendor dashboards.jsonnet'; may be repeated"
  },
  "build-timeout": {
    type: "duration",
    default: "2m",
    longest: "1h",
    describe: "How long each --build may take"
  },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network"
  }
};
var dataOptions = {
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json or x.yaml, then dashpreview.yaml" },
  history: {
    type: "duration",
    positive: true,
    words: ["max"],
    describe: "How much history to write, such as 6h; max: as much as the receiver accepts"
  },
  "lead-in": {
    type: "duration",
    default: "auto",
    words: ["auto"],
    describe: "Data before the history, for queries that look back; auto: as far as they do, within limits"
  },
  step: {
    type: "duration",
    positive: true,
    describe: "Scrape interval; default the spec's, else the data source's, else 15s"
  },
  ...limitOptions
};
var selectionOptions = {
  "all-projects": { type: "boolean", default: false, describe: "Include the previews of every project" }
};

// src/cli/commands/check/options.ts
var checkOptions = {
  ...configurationOptions,
  data: {
    type: "string",
    describe: "Data spec: then metrics that it does not make are named; default x.data.yaml beside x.json"
  },
  scenario: {
    ...scenarioOptions.scenario,
    describe: "Scenarios of the data specs: with --key their previews, else their metrics; several with commas, or repeated"
  },
  "compare-with": { type: "string", describe: "An earlier state of the one dashboard: what changed is shown too" },
  history: {
    type: "duration",
    positive: true,
    default: "6h",
    describe: "How far back the dashboards look at most, without --key"
  },
  ...findingOptions,
  ...trustOptions,
  ...codeOptions,
  output: {
    type: "choice",
    choices: ["text", "json", "markdown"],
    default: "text",
    describe: "A table, one JSON document, or Markdown for a comment"
  },
  ...reviewOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions
};
var checkPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" }
};

// src/cli/commands/infer/options.ts
var inferOptions = {
  ...configurationOptions,
  file: { type: "string", alias: "o", describe: "Write the spec to this file; default standard output" },
  force: { type: "boolean", default: false, describe: "Overwrite the file named by --file" },
  update: { type: "string", describe: "Add what is missing to this spec; nothing already in it changes" },
  "from-metrics": {
    type: "string",
    array: true,
    describe: "A /metrics page, file or URL: names, types, help, labels, levels; may be repeated"
  },
  "from-prometheus": {
    type: "boolean",
    default: false,
    describe: "Names, labels, types and typical levels from --prometheus-url; values are not copied"
  },
  match: {
    type: "string",
    array: true,
    describe: `With --from-prometheus: a series selector, such as '{job="api"}'; may be repeated`
  },
  "from-rules": {
    type: "string",
    array: true,
    describe: "A rule file: metrics of its alert and recording rules; may be repeated"
  },
  incident: {
    type: "string",
    array: true,
    describe: "A rule file, or an alert of --from-rules: a spec with a scenario in which its alerts fire; may be repeated"
  },
  "rules-evaluated": {
    type: "boolean",
    default: false,
    describe: "The target evaluates the recording rules: their results are not generated"
  },
  history: { type: "duration", positive: true, describe: "How much history to generate; default 6h" },
  step: { type: "duration", positive: true, describe: "Scrape interval; default 15s" },
  check: {
    type: "boolean",
    default: true,
    describe: "Try the spec on a temporary Prometheus and repair queries that stay empty; --no-check skips this"
  },
  ...binaryOptions,
  ...codeOptions,
  ...outputOptions,
  ...prometheusOptions,
  ...networkOptions
};
var inferPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" }
};

// src/cli/flags/page-options.ts
var pageOptions = {
  variables: {
    type: "choice",
    choices: ["current", "all"],
    default: "current",
    describe: "all: every value of each variable can be chosen in the page, one variable at a time"
  },
  "max-views": {
    type: "number",
    default: 20,
    describe: "With --variables all: how many choices of the variables a page has for each dashboard"
  },
  title: { type: "string", describe: "Title of the page; default the dashboard's" },
  theme: {
    type: "choice",
    choices: ["system", "dark", "light", "both"],
    default: "system",
    describe: "Colours; system: the page as the reader's system has them, pictures dark; both: pictures in both"
  }
};

// src/cli/flags/picture-options.ts
var pictureOptions = {
  pictures: {
    type: "string",
    describe: "Write a PNG of each dashboard and each panel, and index.json, to this folder"
  },
  "pictures-of": {
    type: "choice",
    choices: ["all", "changed"],
    default: "all",
    describe: "With --base: pictures of all panels, or of those that are not as they were"
  },
  "picture-width": { type: "number", default: 1400, describe: "Pixels of a dashboard from left to right" },
  "picture-scale": {
    type: "choice",
    choices: ["1", "2"],
    default: "1",
    describe: "Pixels of a picture for each pixel of the dashboard; 2 is for sharp screens"
  },
  readme: {
    type: "boolean",
    default: false,
    describe: "Name pictures by file and panel id, so that links to them stay when titles change"
  },
  browser: {
    type: "string",
    describe: "Chromium, Chrome or Edge that takes the pictures; default: of the PATH, Playwright or npm run demo"
  }
};

// src/cli/commands/report/options.ts
var reportOptions = {
  ...configurationOptions,
  file: { type: "string", alias: "o", describe: "Write the page to this file; - is standard output" },
  playground: {
    type: "boolean",
    default: false,
    describe: "Write the PromQL playground with its lessons instead of dashboards; its Prometheus runs until Ctrl-C"
  },
  ...pageOptions,
  ...pictureOptions,
  base: {
    type: "string",
    describe: "Compare with the dashboards in this file or folder, or of this branch, tag or commit, on the same data"
  },
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json or x.yaml, then dashpreview.yaml" },
  ...scenarioOptions,
  ...rulesOptions,
  history: { type: "duration", positive: true, describe: "How much history to generate, such as 6h" },
  step: { type: "duration", positive: true, describe: "Scrape interval; default the spec's, else 15s" },
  "lead-in": {
    type: "duration",
    default: "auto",
    words: ["auto"],
    describe: "Data before the history, for queries that look back; auto: as far as they do, within limits"
  },
  at: {
    type: "string",
    form: { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/, expected: "a time in UTC such as 2026-01-31T12:00Z" },
    describe: "The end of the data, such as 2026-01-31T12:00Z; default now. The same end gives the same page"
  },
  ...limitOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
  ...binaryOptions,
  ...outputOptions
};
var reportPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" }
};

// src/cli/commands/up/options.ts
var upOptions = {
  ...configurationOptions,
  ...dataOptions,
  ...scenarioOptions,
  ...rulesOptions,
  "min-history": {
    type: "duration",
    default: "15m",
    describe: "A receiver that takes less than --history gets what it takes, but no less than this"
  },
  ...lifetimeOptions,
  ttl: {
    ...lifetimeOptions.ttl,
    words: ["review"],
    describe: "How long the preview lives from now; every up extends it. review: until its review ends, as long as sweeps hear that it is open"
  },
  isolation: {
    type: "choice",
    choices: ["label", "none"],
    default: "label",
    describe: "label: series and queries carry an isolation label; none: for a Prometheus used for previews only"
  },
  live: {
    type: "duration",
    words: ["until-expiry"],
    describe: "Keep writing for this long after the history, such as 30m; stop with Ctrl-C. until-expiry: dashpreview live does, and the dashboard's time range moves"
  },
  shard: {
    type: "string",
    default: "1/1",
    form: shardForm,
    describe: "Write a part of the series beside other processes; 1/8 saves and checks. job/8: as JOB_COMPLETION_INDEX says"
  },
  run: {
    type: "string",
    form: { pattern: /^[A-Za-z0-9._-]{1,100}$/, expected: "up to 100 letters, digits, dots and dashes" },
    describe: "With --shard: the same for all shards, and for no other run; default the run of the CI"
  },
  "shard-wait": { type: "duration", default: "30m", longest: "1d", describe: "How long shards wait for each other" },
  "dry-run": { type: "boolean", default: false, describe: "Read, plan and probe; write and save nothing" },
  ...dataSourceOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
  "verify-timeout": {
    type: "duration",
    default: "60s",
    describe: "How long to wait until everything written can be read back"
  },
  local: {
    type: "boolean",
    default: false,
    describe: "Without any server: run every panel's query on a temporary Prometheus and print a table"
  },
  exit: { type: "boolean", default: false, describe: "With --local: exit when done" },
  port: {
    type: "number",
    default: 0,
    most: 65535,
    describe: "With --local: the port that the page is served on; default a free one"
  },
  page: { type: "string", describe: "With --local: write the page to this file" },
  pictures: {
    type: "string",
    describe: "With --local or --pictures-from grafana: write a PNG of each dashboard and each panel to this folder"
  },
  "pictures-from": {
    type: "choice",
    choices: ["page", "grafana"],
    default: "page",
    describe: "page: drawn from the page; grafana: by Grafana's image renderer, else a browser that shows Grafana"
  },
  browser: pictureOptions.browser,
  watch: {
    type: "boolean",
    default: false,
    describe: "With --local: do it again when a dashboard, data spec or module changes; the open page reloads"
  },
  ...relayOptions,
  ...binaryOptions,
  ...outputOptions,
  ...reviewOptions,
  ...reviewStateOptions,
  ...hostOptions,
  ...commentPictureOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions
};
var upPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" }
};

// src/cli/commands/validate/options.ts
var validateOptions = {
  ...configurationOptions,
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json, then dashpreview.yaml" },
  history: { type: "duration", positive: true, describe: "How much history to generate" },
  step: { type: "duration", positive: true, describe: "Scrape interval" },
  ...limitOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
  ...outputOptions
};
var validatePositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input; a data spec by itself too" }
};

export {
  readValue,
  parseBoolean,
  refuseChoice,
  addressForm,
  reviewOptions,
  hostOptions,
  reviewStateOptions,
  outputOptions,
  grafanaOptions,
  prometheusOptions,
  networkOptions,
  relayOptions,
  limitOptions,
  lifetimeOptions,
  dataSourceOptions,
  binaryOptions,
  selectionOptions,
  checkOptions,
  checkPositionals,
  inferOptions,
  inferPositionals,
  reportOptions,
  reportPositionals,
  upOptions,
  upPositionals,
  validateOptions,
  validatePositionals
};
