import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkOptions,
  inferOptions,
  readValue,
  reportOptions,
  upOptions,
  validateOptions
} from "./chunk-QZVLAAEI.js";
import {
  configurationFiles,
  kindOfFile
} from "./chunk-M3TRNEAG.js";
import {
  documentation
} from "./chunk-PHWUCDRY.js";
import {
  makeKey
} from "./chunk-REFUIXMO.js";
import {
  locate
} from "./chunk-GCYYDLYZ.js";
import {
  createProblems,
  readSource,
  showNames,
  showValue
} from "./chunk-CCWGOCJL.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import {
  nearestWord
} from "./chunk-5AO6ZF25.js";
import {
  SpecError,
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/cli/configuration/load-configuration.ts
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

// src/cli/configuration/configuration-keys.ts
var every = { ...inferOptions, ...validateOptions, ...checkOptions, ...reportOptions, ...upOptions };
var pathKeys = /* @__PURE__ */ new Set(["dashboards", "data", "rules", "base-dashboards"]);
var harmlessNames = [
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
  "theme"
];
var trustedNames = [
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
  "status"
];
var dashboards = {
  type: "string",
  array: true,
  describe: "Files, folders and globs, where the command line names none"
};
var configurationKeys = {
  dashboards: { option: dashboards, harmless: true },
  ...Object.fromEntries(harmlessNames.map((name) => [name, { option: every[name], harmless: true }])),
  ...Object.fromEntries(trustedNames.map((name) => [name, { option: every[name], harmless: false }]))
};
var refusedKeys = [
  {
    why: "a secret does not belong into a repository; set it in the environment",
    names: [
      ...["grafana-token", "grafana-user", "grafana-password", "prometheus-token", "prometheus-user"],
      ...["prometheus-password", "relay-token", "host-token"]
    ]
  },
  {
    why: "a pull request that changes it could send your tokens to another server; set it in the environment",
    names: [
      ...["grafana-url", "grafana-header", "grafana-public-url", "org", "prometheus-url", "prometheus-write-url"],
      ...["prometheus-header", "tenant", "relay", "review-url", "pictures-url", "from-metrics", "from-prometheus"],
      ...["ca-file", "client-cert", "client-key"]
    ]
  },
  {
    why: "a pull request must not decide what it is allowed; set it where the run is started",
    names: [
      ...["allow-code", "untrusted", "allow-shared-server", "isolation", "max-ttl", "without-secrets", "sweep"],
      ...["prometheus-bin", "browser"]
    ]
  },
  {
    why: "where a run writes is for the one who starts it; pass the flag",
    names: [
      ...["result-file", "dotenv", "bundle", "from-bundle", "page", "pictures", "pictures-from", "readme"],
      ...["publish-dir", "file", "update", "force", "output"]
    ]
  },
  {
    why: "it says what one run is about; pass the flag",
    names: [
      ...["key", "project", "review", "commit", "base", "compare-with", "at", "shard", "run", "shard-wait", "dry-run"],
      ...["local", "exit", "port", "watch", "playground", "match", "from-rules", "incident", "rules-evaluated"],
      ...["check", "config", "preview"]
    ]
  }
];
function whyRefused(key) {
  return refusedKeys.find(({ names }) => names.includes(key))?.why;
}

// src/cli/configuration/parse-configuration.ts
var maxPreviews = 50;
var maxEntries = 1e3;
var maxChars = 4096;
function parseConfiguration(text, file) {
  const source = attemptSource(text, file);
  const problems = createProblems(source, "configuration");
  const { data } = source;
  if (data !== null && !isMap(data))
    throw new SpecError(
      [{ message: "expected a map, such as `dashboards: dashboards`", position: source.locate([]) }],
      {
        code: "configuration"
      }
    );
  const values = readValues(data ?? {}, [], { source, problems });
  const previews = readPreviews(data?.["previews"], { source, problems });
  if (previews.length > 0 && values.has("name"))
    problems.add(["name"], "`name` is for a single preview; each entry of `previews` has its own", "key");
  problems.throwIfAny();
  return {
    file,
    values,
    previews: previews.map(({ name, values: own }) => ({ name, values: new Map([...values, ...own]) }))
  };
}
function readPreviews(given, reading) {
  const { problems } = reading;
  if (given === void 0) return [];
  if (!Array.isArray(given) || given.length === 0 || given.length > maxPreviews) {
    problems.add(
      ["previews"],
      `\`previews\`: expected a list of 1 to ${maxPreviews} previews, each a map with \`name\``
    );
    return [];
  }
  const keys = /* @__PURE__ */ new Map();
  return given.flatMap((entry, index) => {
    const path = ["previews", index];
    if (!isMap(entry)) {
      problems.add(path, `expected a map with \`name\` and \`dashboards\`, got ${showValue(entry)}`);
      return [];
    }
    const values = readValues(entry, path, reading);
    const name = values.get("name")?.texts[0];
    if (name === void 0) {
      if (entry["name"] === void 0) problems.add(path, "a preview of several needs a `name`");
      return [];
    }
    const key = attempt(() => makeKey("x", name), problems, [...path, "name"]);
    if (key === void 0) return [];
    const other = keys.get(key);
    if (other !== void 0)
      problems.add([...path, "name"], `\`name\`: ${showValue(name)} makes the same key as ${showValue(other)}`);
    keys.set(key, name);
    return [{ name, values }];
  });
}
function readValues(map, path, { source, problems }) {
  const values = /* @__PURE__ */ new Map();
  for (const [key, given] of Object.entries(map)) {
    if (key === "previews" && path.length === 0) continue;
    const at = [...path, key];
    const known = Object.hasOwn(configurationKeys, key) ? configurationKeys[key] : void 0;
    if (known === void 0) {
      problems.add(at, unknownKey(key, path.length === 0), "key");
      continue;
    }
    const texts = readTexts(
      key,
      known.option,
      given,
      (message, index) => problems.add(index === void 0 ? at : [...at, index], message)
    );
    const placeOf = (path2) => {
      const { line, column } = source.locate(path2);
      return `${source.file}:${line}:${column}`;
    };
    const places = Array.isArray(given) ? given.map((_, index) => placeOf([...at, index])) : [placeOf(at)];
    if (texts !== void 0) values.set(key, { texts, place: placeOf(at), places });
  }
  return values;
}
function unknownKey(key, top) {
  const why = whyRefused(key);
  if (why !== void 0) return `\`${key}\` cannot be set in this file: ${why}`;
  const nearest = nearestWord(key, [...Object.keys(configurationKeys), ...top ? ["previews"] : []]);
  const shown = key.length > 60 ? `${key.slice(0, 57)}...` : key;
  const hint = nearest === void 0 ? `${documentation("configuration", "keys")} lists the keys` : `did you mean \`${nearest}\`?`;
  return `unknown key \`${shown}\`; ${hint}`;
}
function readTexts(key, option, given, report) {
  const list = "array" in option && option.array === true;
  const entries = Array.isArray(given) ? given : [given];
  if (Array.isArray(given) && !list) {
    report(`\`${key}\`: expected one value, got ${showValue(given)}`);
    return void 0;
  }
  if (entries.length === 0 || entries.length > maxEntries) {
    report(`\`${key}\`: expected 1 to ${maxEntries} entries, got ${entries.length}`);
    return void 0;
  }
  const texts = entries.map((entry, index) => {
    const wrong = wrongEntry(key, option, entry);
    if (wrong === void 0) return String(entry);
    report(wrong, Array.isArray(given) ? index : void 0);
    return void 0;
  });
  return texts.includes(void 0) ? void 0 : texts;
}
function wrongEntry(key, option, entry) {
  const wanted = option.type === "boolean" ? "boolean" : option.type === "number" ? "number" : "string";
  const scale = option.type === "choice" && typeof entry === "number" && option.choices.includes(String(entry));
  if (typeof entry !== wanted && !scale) {
    const expected = { boolean: "true or false", number: "a whole number", string: "text" }[wanted];
    const hint = option.type === "duration" && typeof entry === "number" ? `; add a unit: ${entry}s` : option.type === "choice" ? `; one of ${showNames(option.choices, "or")}` : "";
    const shown = option.type === "duration" ? "a duration such as 6h" : expected;
    return `\`${key}\`: expected ${shown}, got ${showValue(entry)}${hint}`;
  }
  const text = String(entry);
  if (text.trim() === "" || text.length > maxChars || /[\u0000-\u001f\u007f]/.test(text))
    return `\`${key}\`: expected one line of 1 to ${maxChars} characters`;
  if (pathKeys.has(key) && (/^[/\\~-]|^[A-Za-z]:/.test(text) || text.split(/[/\\]/).includes("..")))
    return `\`${key}\`: expected a path below the working folder, got ${showValue(entry)}`;
  try {
    readValue(option, text, { name: `\`${key}\``, kind: "file" });
    return void 0;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
function attemptSource(text, file) {
  try {
    return readSource(text, file);
  } catch (error) {
    if (error instanceof SpecError) throw new SpecError(error.problems, { code: "configuration" });
    throw error;
  }
}
function attempt(make, problems, path) {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.add(path, `\`name\`: ${error.message}`);
    return void 0;
  }
}
function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/cli/configuration/load-configuration.ts
var maxBytes = 64 * 1024;
var what = "a configuration";
function loadConfiguration(named, cwd) {
  if (named !== void 0) {
    const text = readPlainFile(resolve(cwd, named), { file: `--config ${named}`, what, maxBytes });
    if (looksLikeSpec(text, named))
      throw new UsageError(`--config ${named}: a data spec, not a configuration; name it with --data`);
    return parseConfiguration(text, named);
  }
  for (const file of configurationFiles) {
    if (!existsSync(join(cwd, file))) continue;
    const text = readPlainFile(locate(file, cwd), { file, what, maxBytes: 1024 * 1024 });
    if (!looksLikeSpec(text, file)) return parseConfiguration(text, file);
  }
  return void 0;
}
function looksLikeSpec(text, file) {
  const kind = kindOfFile(text, Object.keys(configurationKeys));
  if (kind !== "unclear") return kind === "data-spec";
  return file === configurationFiles[0] && /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:#.*)?$/.test(text);
}

export {
  configurationKeys,
  loadConfiguration
};
