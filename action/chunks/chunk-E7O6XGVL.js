import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/errors.ts
var ExpectedError = class extends Error {
  /** Short and stable, for machines. */
  code;
  /** Details for scripts, shown by `--output json`. They must be as safe to show as the message. */
  details;
  constructor(message, { code, ...options }) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.details = void 0;
  }
};
var UsageError = class extends ExpectedError {
  exitCode = 2;
  /** Values that the message is about, as they were given; those that a message begins with need not be named. */
  about;
  constructor(message, { about, ...options } = {}) {
    super(message, { code: "usage", ...options });
    this.about = about;
  }
};
var SpecError = class extends ExpectedError {
  exitCode = 2;
  /** All problems found. The message shows the first one. */
  problems;
  constructor(problems, options = {}) {
    super(problems.map(formatProblem).join("\n"), { code: "spec", ...options });
    this.problems = problems;
  }
};
function formatProblem({ message, position }) {
  return position === void 0 ? message : `${position.file ?? "<spec>"}:${position.line}:${position.column}: ${message}`;
}
var DashboardError = class extends ExpectedError {
  exitCode = 2;
  constructor(message, options = {}) {
    super(message, { code: "dashboard", ...options });
  }
};
var PromqlError = class extends ExpectedError {
  exitCode = 2;
  from;
  to;
  constructor(message, { from, to, ...options }) {
    super(message, { code: "promql", ...options });
    this.from = from;
    this.to = to;
  }
};
var GrafanaError = class extends ExpectedError {
  exitCode = 3;
  status;
  json;
  constructor(message, { status, json = false, ...options }) {
    super(message, options);
    this.status = status;
    this.json = json;
  }
};
var PrometheusError = class extends ExpectedError {
  exitCode = 3;
  status;
  waitMs;
  constructor(message, { status, waitMs, ...options }) {
    super(message, options);
    this.status = status;
    this.waitMs = waitMs;
  }
};
var CiError = class extends ExpectedError {
  exitCode = 3;
  status;
  constructor(message, { status, ...options }) {
    super(message, options);
    this.status = status;
  }
};
var HttpError = class extends ExpectedError {
  exitCode = 3;
};
var InterruptedError = class extends ExpectedError {
  exitCode = 130;
  constructor(message = "interrupted", options = {}) {
    super(message, { code: "interrupted", ...options });
  }
};
var PictureError = class extends ExpectedError {
  exitCode = 3;
  constructor(message, options = {}) {
    super(message, { code: "pictures", ...options });
  }
};

export {
  ExpectedError,
  UsageError,
  SpecError,
  formatProblem,
  DashboardError,
  PromqlError,
  GrafanaError,
  PrometheusError,
  CiError,
  HttpError,
  InterruptedError,
  PictureError
};
