import { identityPatterns } from "../../identity/preview-identity.ts";
import type { OptionSet, TextForm } from "./option.ts";

const projectForm: TextForm = { pattern: identityPatterns.project, expected: "8 characters of a-z2-7, or local" };
const hashForm: TextForm = {
  pattern: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  expected: "the full hash of a commit, such as git rev-parse prints it",
};
/** An http or https address. */
export const addressForm: TextForm = {
  pattern: /^https?:\/\/[^\s"'<>\\]{1,2000}$/,
  expected: "an http or https address",
  secret: true,
};

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

/** Pictures of previews: whether there are any, and where they are kept. */
export const commentPictureOptions = {
  "comment-pictures": {
    type: "choice",
    choices: ["auto", "on", "off"],
    default: "auto",
    describe:
      "Pictures in the comment; auto: where the review's host can keep them and a browser is there, not of untrusted " +
      "dashboards",
    group: "Review:",
  },
  "publish-dir": {
    type: "string",
    describe: "Put the page and the pictures into this folder, for an artifact, Pages or a bucket",
    group: "Review:",
  },
  "pictures-url": {
    type: "string",
    form: addressForm,
    describe: "Address that --publish-dir will have: the comment links there, and the review's host gets no pictures",
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
