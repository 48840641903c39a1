import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  givenText
} from "./chunk-HBTR7YZX.js";
import {
  configurationKeys,
  loadConfiguration
} from "./chunk-5RD35MDH.js";
import {
  parseBoolean,
  readValue
} from "./chunk-QZVLAAEI.js";
import "./chunk-W33LWVSU.js";
import "./chunk-RA6VSTXO.js";
import "./chunk-M3TRNEAG.js";
import "./chunk-JJCM5JTA.js";
import "./chunk-T7EJVMAX.js";
import "./chunk-PHWUCDRY.js";
import {
  detectFrom
} from "./chunk-RSB6OVV2.js";
import "./chunk-C3366K2M.js";
import "./chunk-WFHRHJHL.js";
import "./chunk-LBV6Z5BT.js";
import "./chunk-DLLWLS7E.js";
import "./chunk-NLEAXLPZ.js";
import "./chunk-PMDPCLWW.js";
import "./chunk-5UHCLHX7.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-7ZG6RHXF.js";
import "./chunk-B7QDZDLD.js";
import {
  nearestWord
} from "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/configuration/configured-runs.ts
import { extname } from "node:path";

// src/cli/configuration/configuration-trust.ts
function trustedValues(values, sources, context) {
  const why = whyUntrusted(sources, context);
  if (why === void 0) return { values };
  const build = givenText("build", sources) === void 0 ? values.get("build") : void 0;
  if (build !== void 0 && givenText("from-bundle", sources) === void 0) throw refuseBuild(build, why);
  const ignored = [...values.keys()].filter((key) => configurationKeys[key]?.harmless !== true && key !== "build");
  const counting = new Map([...values].filter(([key]) => configurationKeys[key]?.harmless === true));
  if (ignored.length === 0) return { values: counting };
  return {
    values: counting,
    note: `${ignored.join(", ")} of the configuration ${ignored.length === 1 ? "does" : "do"} not count: ${why}`
  };
}
function refuseBuild({ place }, why) {
  return new UsageError(
    `${place}: \`build\` is not run: ${why}, and a command is never run on somebody else's files with the secrets at hand; build in a run without secrets, with up --bundle, and preview that with up --from-bundle`
  );
}
function whyUntrusted(sources, context) {
  if (parseBoolean(String(givenText("untrusted", sources) ?? "")) === true) return "the dashboards are untrusted";
  if (givenText("from-bundle", sources) !== void 0) return "a bundle is somebody else's";
  const { env } = context;
  const review = detectFrom(
    { reviewUrl: givenText("review-url", sources), review: numberOf(givenText("review", sources)) },
    context
  );
  if (review.fork === false) return void 0;
  const ownRun = review.event === "pull_request" || review.event === "merge_request_event";
  if (ownRun && givenText("bundle", sources) !== void 0) return void 0;
  if (review.fork === true) return "the review is a fork's, or may be one";
  const inCi = (env["CI"] ?? "") !== "" && parseBoolean(env["CI"]) !== false;
  return inCi || review.host !== void 0 ? "this CI does not say whose files these are" : void 0;
}
function numberOf(text) {
  return text !== void 0 && /^\d{1,15}$/.test(text) ? Number(text) : void 0;
}

// src/cli/configuration/configured-runs.ts
var written = ["result-file", "dotenv", "publish-dir", "pictures", "page", "bundle", "file"];
var withoutUse = {
  "from-bundle": ["dashboards", "data", "rules", "build"],
  playground: ["dashboards", "rules", "build", "scenario"],
  incident: ["dashboards", "build"]
};
function configuredRuns(declared, sources, context) {
  const chosen = givenText("preview", sources);
  const configuration = loadConfiguration(givenText("config", sources), context.cwd);
  if (configuration === void 0) {
    if (chosen !== void 0) throw new UsageError(`--preview ${chosen}: there is no dashpreview.yaml with previews`);
    return [{ sources }];
  }
  const withFile = (values) => {
    const { values: counting, note } = trustedValues(values, sources, context);
    if (note !== void 0) context.err.write(`warning: ${plainLine(note)}
`);
    const file = fitting(counting, declared, sources);
    const build = givenText("build", sources) === void 0 ? file.get("build") : void 0;
    if (build !== void 0)
      context.err.write(`build of ${plainLine(build.place)}: ${plainLine(build.texts.join("; "))}
`);
    return { ...sources, file };
  };
  if (configuration.previews.length === 0) {
    if (chosen !== void 0) throw new UsageError(`--preview ${chosen}: ${configuration.file} has no \`previews\``);
    return [{ sources: withFile(configuration.values) }];
  }
  const named = chosen ?? givenText("name", sources);
  if (named !== void 0) return [{ sources: withFile(previewOf(configuration, named, chosen === void 0)) }];
  if (isGiven("playground", sources) || isGiven("incident", sources))
    return [{ sources: withFile(configuration.values) }];
  refuseSeveral(configuration, sources);
  return configuration.previews.map(({ name, values }) => {
    const own = withFile(values);
    return { name, sources: { ...own, args: { ...own.args, ...ownFiles(name, declared, sources) } } };
  });
}
function previewOf({ file, previews }, chosen, byName) {
  const found = previews.find(({ name }) => name === chosen);
  if (found !== void 0) return found.values;
  const names = previews.map(({ name }) => name);
  const nearest = nearestWord(chosen, names);
  const hint = nearest === void 0 ? `it has ${names.join(", ")}` : `did you mean ${nearest}?`;
  throw new UsageError(`--${byName ? "name" : "preview"} ${chosen}: ${file} has no such preview; ${hint}`);
}
function refuseSeveral({ file, previews }, sources) {
  const { args } = sources;
  const local = givenText("local", sources) === "true" && givenText("exit", sources) !== "true";
  const reason = [
    [Array.isArray(args["dashboards"]) && args["dashboards"].length > 0, "paths on the command line are"],
    [["json", "markdown"].includes(givenText("output", sources) ?? ""), "--output json and markdown are"],
    [local, "--local without --exit is"],
    [givenText("file", sources) === "-", "standard output is"],
    [givenText("from-bundle", sources) !== void 0, "--from-bundle is"]
  ].find(([applies]) => applies)?.[1];
  if (reason === void 0) return;
  const names = previews.map(({ name }) => name).join(", ");
  throw new UsageError(`${file} has several previews (${names}), and ${reason} for one: choose it with --preview`);
}
function fitting(values, { options, positionals }, sources) {
  const local = givenText("local", sources) === "true";
  const left = Object.entries(withoutUse).flatMap(([flag, keys]) => isGiven(flag, sources) ? keys : []);
  return new Map(
    [...values].filter(([name, { texts }]) => {
      if (left.includes(name)) return false;
      if (Object.hasOwn(positionals, name)) return true;
      const option = Object.hasOwn(options, name) ? options[name] : void 0;
      if (option === void 0) return false;
      if (local && (name === "live" || name === "history" && texts[0] === "max")) return false;
      return texts.every((text) => isValue(() => readValue(option, text, { name, kind: "file" })));
    })
  );
}
function isGiven(flag, sources) {
  const text = givenText(flag, sources);
  return text !== void 0 && text !== "false";
}
function isValue(read) {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}
function ownFiles(name, { options }, sources) {
  const suffix = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return Object.fromEntries(
    written.flatMap((flag) => {
      const path = Object.hasOwn(options, flag) ? givenText(flag, sources) : void 0;
      if (path === void 0) return [];
      const ending = extname(path);
      return [[flag, `${path.slice(0, path.length - ending.length)}-${suffix}${ending}`]];
    })
  );
}
export {
  configuredRuns
};
