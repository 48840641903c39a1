import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions, outputOptions, prometheusOptions } from "../../flags/options.ts";

const admin = "Admin of Grafana (asked for on a terminal, never stored):";
const token = "Where the token goes:";

/** The options of `setup`. */
export const setupOptions = {
  "dry-run": { type: "boolean", default: false, describe: "List what would be made or removed; change nothing" },
  remove: { type: "boolean", default: false, describe: "Remove what setup made" },
  "admin-user": { type: "string", describe: "User name of an Admin (DASHPREVIEW_ADMIN_USER)", group: admin },
  "admin-password": {
    type: "string",
    secret: "password",
    describe: "Their password (prefer DASHPREVIEW_ADMIN_PASSWORD)",
    group: admin,
  },
  "admin-token": {
    type: "string",
    secret: "whole",
    describe: "Instead: token of a service account with the role Admin (prefer DASHPREVIEW_ADMIN_TOKEN)",
    group: admin,
  },
  "token-days": { type: "number", default: 90, describe: "How many days the token is valid", group: token },
  "renew-token": {
    type: "boolean",
    default: false,
    describe: "Make a new token for this place, and delete its older ones",
    group: token,
  },
  "write-env": {
    type: "string",
    describe: "Write the variables to this file, readable by its owner alone",
    group: token,
  },
  "show-token": { type: "boolean", default: false, describe: "Print the token", group: token },
  github: {
    type: "boolean",
    default: false,
    describe: "Set Actions secret and variables of the repository",
    group: token,
  },
  gitlab: { type: "boolean", default: false, describe: "Set CI/CD variables of the project", group: token },
  forgejo: { type: "boolean", default: false, describe: "Set Actions secret and variables (Gitea too)", group: token },
  repository: {
    type: "string",
    describe: "Address of the repository's page; default the git remote's, if its server is known",
    group: token,
  },
  "host-token": {
    type: "string",
    secret: "whole",
    describe: "Token for the host (prefer GITHUB_TOKEN, GITLAB_TOKEN, FORGEJO_TOKEN); default the login of gh or glab",
    group: token,
  },
  editors: {
    type: "choice",
    choices: ["view", "edit"],
    default: "view",
    describe: "What people with the role Editor may do in the folder; edit: change previews, to export them",
  },
  datasource: {
    type: "string",
    describe: "uid or name of a data source that reads the receiver: none is made",
  },
  "datasource-url": {
    type: "string",
    describe: "The receiver's address as Grafana's own server reaches it; default --prometheus-url",
  },
  interval: { type: "duration", positive: true, default: "15s", describe: "Scrape interval of the data source" },
  ...outputOptions,
  "grafana-url": grafanaOptions["grafana-url"],
  "grafana-header": grafanaOptions["grafana-header"],
  org: grafanaOptions.org,
  ...prometheusOptions,
  ...networkOptions,
  "retry-for": { ...networkOptions["retry-for"], default: "5s" },
} as const satisfies OptionSet;

/** The request of `setup`. */
export type SetupRequest = CommandRequest<typeof setupOptions>;
