import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Playground,
  findPlaygroundBinary,
  lessons,
  playgroundHtml
} from "./chunk-NIVWIJGK.js";
import {
  readPageTemplate
} from "./chunk-DH4GI4R5.js";
import {
  removeLeftovers
} from "./chunk-OQXLBAJJ.js";
import "./chunk-H55RNSOP.js";
import {
  stdinName
} from "./chunk-BHGRDDTH.js";
import "./chunk-TW2DETBE.js";
import "./chunk-LRRWOHJL.js";
import "./chunk-RZZYZ6Z2.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import "./chunk-Q663M3BX.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-YJEH4LXZ.js";
import "./chunk-DLEOOTJD.js";
import "./chunk-PLX77PAM.js";
import "./chunk-CTBYMT6C.js";
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
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  InterruptedError,
  SpecError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/commands/report/run-playground.ts
import { resolve } from "node:path";

// src/preview/playground/playground-page.ts
async function filledPlayground(playground, { spec, generator, theme, advice }) {
  let filled = await filledLessons(playground, [...lessons].reverse());
  const before = await playground.url();
  const own = spec === void 0 ? void 0 : await applied(playground, { name: spec.file, text: spec.text });
  const url = await playground.url();
  if (url !== before) filled = await filledLessons(playground, lessons.slice(0, -1));
  return {
    url,
    data: {
      version: 1,
      generator,
      ...theme === void 0 ? {} : { theme },
      source: url === void 0 ? { kind: "none", advice } : { kind: "prometheus", url },
      ...own === void 0 ? {} : { spec: own },
      lessons: lessons.flatMap(({ id }) => filled.get(id) ?? [])
    }
  };
}
async function filledLessons(playground, some) {
  const filled = /* @__PURE__ */ new Map();
  for (const lesson of some) filled.set(lesson.id, { ...lesson, spec: await applied(playground, lesson.spec) });
  return filled;
}
async function applied(playground, spec) {
  const answer = await playground.apply(spec.text);
  if (answer.ok) return { ...spec, data: answer.data };
  throw new SpecError(
    answer.problems.map(({ message, line, column }) => ({
      message,
      ...line === void 0 || column === void 0 ? {} : { position: { file: spec.name, line, column } }
    }))
  );
}

// src/cli/commands/report/run-playground.ts
var maxSpecBytes = 1024 * 1024;
async function runPlayground(request, context) {
  const { file, data, theme } = request;
  refuseOthers(request);
  if (file === void 0) throw new UsageError("where to? Name the page with -o playground.html");
  const template = readPageTemplate(context, "playground.html");
  const spec = data === void 0 ? void 0 : { file: data, text: readSpec(data, context) };
  const { binary, advice } = findPlaygroundBinary(request, context, "report --playground");
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const playground = new Playground(
    {
      ...{ binary, temporaryFolder: context.temporaryFolder, userAgent: `dashpreview/${context.version}` },
      ...{ maxSeries: request.maxSeries, maxSamples: request.maxSamples }
    },
    context
  );
  try {
    progress.step("filling the playground");
    const look = theme === "dark" || theme === "light" ? theme : void 0;
    const generator = `dashpreview ${context.version}`;
    const filled = await filledPlayground(playground, { spec, generator, theme: look, advice });
    progress.clear();
    if (file === stdinName) context.out.document(playgroundHtml(template, filled.data));
    else
      context.files.render(
        { path: resolve(context.cwd, file), what: file },
        filled.data,
        (clean) => playgroundHtml(template, clean)
      );
    if (file !== stdinName) context.err.write(`wrote ${plainLine(file)}: open it in a browser
`);
    if (filled.url === void 0) {
      context.err.write(`warning: the page shows curves only. ${plainLine(advice)}
`);
      return 0;
    }
    context.err.write(`Prometheus: ${filled.url}  (Ctrl-C ends it, and the page then gets no answers any more)
`);
    for (; ; ) await context.sleep(36e5, context.signal);
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    return 0;
  } finally {
    progress.clear();
    await playground.stop();
  }
}
function refuseOthers(request) {
  const { dashboards, build = [], base, pictures, output, at } = request;
  const other = dashboards.length > 0 || build.length > 0 ? "dashboards" : base !== void 0 ? "--base" : pictures !== void 0 ? "--pictures" : output === "json" ? "--output json" : at !== void 0 ? "--at" : request.scenario !== void 0 ? "--scenario" : void 0;
  if (other !== void 0)
    throw new UsageError(`--playground and ${other} exclude each other; name a data spec with --data`);
}
function readSpec(file, { cwd }) {
  return readPlainFile(resolve(cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
}
export {
  runPlayground
};
