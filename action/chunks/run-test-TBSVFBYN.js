import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  formatRuleTest,
  ruleTestJson
} from "./chunk-WUVYNSCQ.js";
import {
  describeFailures,
  failedTemplates,
  hasFailed
} from "./chunk-Z4M2RD52.js";
import {
  testRules
} from "./chunk-ETQJUS6H.js";
import {
  checkRules,
  describeTooComplex,
  fromRules,
  loadInferred,
  noOverrides,
  ruleQueries,
  showLabels,
  startInference
} from "./chunk-OD6TAQFI.js";
import {
  findPrometheusBinary,
  removeLeftovers
} from "./chunk-OQXLBAJJ.js";
import "./chunk-H55RNSOP.js";
import {
  readRuleFiles
} from "./chunk-42F5COR6.js";
import "./chunk-6F2R6QGU.js";
import {
  stdinName
} from "./chunk-BHGRDDTH.js";
import "./chunk-MILOLZ2R.js";
import "./chunk-VESQWSBQ.js";
import "./chunk-3ADR7GN4.js";
import "./chunk-TW2DETBE.js";
import "./chunk-LRRWOHJL.js";
import "./chunk-BUTP7I6L.js";
import "./chunk-7HAMIALP.js";
import "./chunk-AFILVRNC.js";
import "./chunk-NNUYM63R.js";
import "./chunk-5WA7UJRV.js";
import "./chunk-JJH2CGNP.js";
import "./chunk-2B2BRE55.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import "./chunk-7JRK62TH.js";
import "./chunk-DVOWRG3L.js";
import "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import "./chunk-MPS7O4VN.js";
import "./chunk-PHWUCDRY.js";
import "./chunk-Q663M3BX.js";
import "./chunk-Z4Q2ISX3.js";
import {
  recordingReader
} from "./chunk-EF6G3FEZ.js";
import "./chunk-YJEH4LXZ.js";
import {
  parseSpec
} from "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import "./chunk-CTBYMT6C.js";
import "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import {
  tuneFor
} from "./chunk-DERAPTQV.js";
import "./chunk-IQ4QOBYR.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/test/run-test.ts
import { resolve } from "node:path";

// src/alerts/show/format-junit.ts
function formatJunit(cases) {
  const suites = /* @__PURE__ */ new Map();
  for (const one of cases) suites.set(one.suite, [...suites.get(one.suite) ?? [], one]);
  const all = counts(cases);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="dashpreview test" ${all}>`];
  for (const [suite, own] of suites) {
    lines.push(`  <testsuite name="${xmlText(suite)}" ${counts(own)}>`);
    for (const { name, file, line, problems, skipped } of own) {
      const place = `classname="${xmlText(suite)}" file="${xmlText(file)}" line="${line}"`;
      const head = `    <testcase name="${xmlText(name)}" ${place}`;
      if (problems.length > 0) {
        const failure = `<failure message="${xmlText(problems[0])}">${xmlText(problems.join("\n"))}</failure>`;
        lines.push(`${head}>`, `      ${failure}`, "    </testcase>");
      } else if (skipped !== void 0) {
        lines.push(`${head}>`, `      <skipped message="${xmlText(skipped)}"/>`, "    </testcase>");
      } else lines.push(`${head}/>`);
    }
    lines.push("  </testsuite>");
  }
  return `${[...lines, "</testsuites>"].join("\n")}
`;
}
function counts(cases) {
  const failures = cases.filter(({ problems }) => problems.length > 0).length;
  const skipped = cases.filter((one) => one.problems.length === 0 && one.skipped !== void 0).length;
  return `tests="${cases.length}" failures="${failures}" skipped="${skipped}"`;
}
function xmlText(text) {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]|[\ud800-\udfff]/g, "").replaceAll(/[&<>"'\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// src/alerts/show/format-tap.ts
function formatTap(cases) {
  const lines = ["TAP version 14", `1..${cases.length}`];
  for (const [index, { name, suite, file, line, problems, skipped }] of cases.entries()) {
    const title = `${index + 1} - ${plain(`${suite}: ${name}`)}`;
    if (problems.length === 0) {
      lines.push(`ok ${title}${skipped === void 0 ? "" : ` # SKIP ${plain(skipped)}`}`);
      continue;
    }
    lines.push(`not ok ${title}`, "  ---", `  at: ${JSON.stringify(`${file}:${line}`)}`, "  problems:");
    lines.push(...problems.map((text) => `    - ${JSON.stringify(text)}`), "  ...");
  }
  return `${lines.join("\n")}
`;
}
function plain(text) {
  return text.replaceAll(/[\\#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, " ");
}

// src/alerts/show/test-cases.ts
function testCases({ alerts, records, expectations, unevaluated }, { requireFiring }) {
  return [
    ...records.map((one) => {
      const problems = describeFailures(one.failures);
      const skipped = problems.length === 0 ? one.reason : void 0;
      return { ...one, name: one.record, suite: one.group, problems, skipped };
    }),
    ...alerts.map((one) => alertCase(one, requireFiring)),
    ...unevaluated.map(({ group, rule = group, reason, file, line }) => {
      return { name: rule, suite: group, file, line, problems: [], skipped: `not evaluated: ${reason}` };
    }),
    ...expectations.map(({ alert, labels, expected, reason, file, line }) => {
      const name = `${alert}${labels.size === 0 ? "" : showLabels(labels)} ${expected}`;
      return {
        name,
        suite: "expectations",
        file,
        line,
        problems: reason === void 0 ? [] : [reason],
        skipped: void 0
      };
    })
  ];
}
function alertCase(one, requireFiring) {
  const problems = [...describeFailures(one.failures), ...failedTemplates(one)];
  const silent = one.reason === void 0 ? void 0 : `${one.state}: ${one.reason.text}`;
  const { file, line, group: suite } = one;
  const common = { name: one.alert, suite, file, line };
  if (silent !== void 0 && requireFiring) return { ...common, problems: [...problems, silent], skipped: void 0 };
  return { ...common, problems, skipped: problems.length === 0 ? silent : void 0 };
}

// src/cli/commands/test/run-test.ts
var maxSpecBytes = 1024 * 1024;
async function runTest(request, context) {
  await nextTurn(context.signal);
  if (request.scenario !== void 0 && request.data === void 0)
    throw new UsageError("--scenario is a variant of a data spec: name the spec with --data");
  if (request.rules.length === 0) throw new UsageError("no rules to test: name rule files, folders or globs");
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const files = await readAll(request, context);
  tuneFor("reading");
  const spec = request.data === void 0 ? await inferFor(files, request, context) : readSpec(request.data, request, context);
  const progress = createProgress(context);
  const { temporaryFolder, version } = context;
  const test = await testRules(
    {
      ...request,
      files,
      spec,
      binary,
      temporaryFolder,
      userAgent: `dashpreview/${version}`,
      leadIn: request.leadInMs,
      evaluationIntervalMs: Math.max(1e3, Number(request.evaluationIntervalMs))
    },
    { ...context, progress, tune: tuneFor }
  );
  const failed = hasFailed(test, request.requireFiring);
  for (const text of test.warnings) context.err.write(`warning: ${plainLine(text)}
`);
  if (request.output === "json") context.out.json(ruleTestJson(test, { failed }));
  else {
    const { columns, colours } = context.out;
    context.out.write(`${formatRuleTest(test, { columns, paint: painter(colours) }).join("\n")}
`);
  }
  const cases = testCases(test, request);
  if (request.junit !== void 0) write(request.junit, formatJunit(cases), context);
  if (request.tap !== void 0) write(request.tap, formatTap(cases), context);
  return failed ? 1 : 0;
}
async function readAll({ rules, evaluationIntervalMs }, context) {
  const { cwd, blocking } = context;
  const printed = rules.includes(stdinName) ? [{ name: stdinName, text: await context.readStdin() }] : [];
  const files = await readRuleFiles({ paths: rules.filter((path) => path !== stdinName), printed, cwd, blocking });
  const groups = files.flatMap((file) => file.groups);
  const parsed = blocking(() => checkRules(groups, Number(evaluationIntervalMs)).problems);
  const problems = [...files.flatMap((file) => file.problems), ...parsed];
  if (problems.length > 0) throw new UsageError(problemText(problems), { code: "rules" });
  return files;
}
function problemText(problems) {
  const shown = problems.slice(0, 20).map(({ file, line, message }) => `${file}:${line}: ${message}`);
  const rest = problems.length - shown.length;
  return `${shown.join("\n")}${rest > 0 ? `
and ${rest} more` : ""}`;
}
function readSpec(file, { scenario }, { cwd, blocking }) {
  const text = readPlainFile(resolve(cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
  const readFile = recordingReader(resolve(cwd, file));
  return { file, readFile, document: blocking(() => parseSpec(text, { file, scenario, readFile })) };
}
async function inferFor(files, request, context) {
  const queries = ruleQueries(files.flatMap((file) => file.groups));
  const { rules, skip } = fromRules(queries, { evaluated: true });
  const { historyMs, stepMs } = request;
  const times = { nowMs: context.now(), historyMs, stepMs };
  const inference = await startInference([], { ...times, rules, overrides: { ...noOverrides, skip } });
  context.err.write(
    "note: no --data, so the series are inferred from the rules; dashpreview infer writes such a spec\n"
  );
  for (const one of inference.tooComplex)
    context.err.write(`nothing inferred for ${plainLine(describeTooComplex(one))}
`);
  return loadInferred(inference);
}
function write(target, text, { files, cwd }) {
  files.replace({ path: resolve(cwd, target), what: target }, text);
}
export {
  runTest
};
