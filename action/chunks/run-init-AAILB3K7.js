import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openGit,
  runGit
} from "./chunk-5L33OB73.js";
import {
  loadConfiguration
} from "./chunk-5RD35MDH.js";
import "./chunk-QZVLAAEI.js";
import "./chunk-W33LWVSU.js";
import "./chunk-RA6VSTXO.js";
import {
  readFound
} from "./chunk-CHTSTKD4.js";
import {
  configurationFiles,
  kindOfFile
} from "./chunk-M3TRNEAG.js";
import "./chunk-JJCM5JTA.js";
import "./chunk-JXV6CWRN.js";
import "./chunk-SAFKOMW5.js";
import "./chunk-5WA7UJRV.js";
import "./chunk-JJH2CGNP.js";
import {
  isDashboardText,
  mayHoldDashboards,
  wasDashboards
} from "./chunk-WS2XGLS6.js";
import {
  isHcl,
  loadHcl
} from "./chunk-2B2BRE55.js";
import "./chunk-T7EJVMAX.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  documentation,
  documentationForOthers
} from "./chunk-PHWUCDRY.js";
import {
  readGitRemote
} from "./chunk-DLLWLS7E.js";
import {
  findTop
} from "./chunk-NLEAXLPZ.js";
import "./chunk-PMDPCLWW.js";
import "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import "./chunk-4P6PP26E.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import {
  nextTurn
} from "./chunk-U263SKPT.js";
import {
  isBelow,
  isChartTemplate
} from "./chunk-GCYYDLYZ.js";
import "./chunk-CCWGOCJL.js";
import "./chunk-Z2PCP3ON.js";
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import "./chunk-7ZG6RHXF.js";
import {
  readPlainFile
} from "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import "./chunk-ACMFHTB5.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EO5QO5NY.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  ExpectedError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/cli/commands/init/run-init.ts
import { mkdirSync, realpathSync as realpathSync2, statSync } from "node:fs";
import { dirname as dirname2, join as join4, resolve } from "node:path";

// src/preview/init/plan-init.ts
import { existsSync, lstatSync as lstatSync2, realpathSync } from "node:fs";
import { dirname, join as join3 } from "node:path";

// src/preview/init/detect-host.ts
var namedHosts = [
  [/^github\.com$/, "github"],
  [/^codeberg\.org$|forgejo|gitea/, "forgejo"],
  [/gitlab/, "gitlab"],
  [/github/, "github"]
];
function detectHost(files, remoteUrl) {
  const server = serverOf(remoteUrl ?? "");
  const remote = namedHosts.find(([pattern]) => pattern.test(server))?.[1];
  if (remote !== void 0) return remote;
  if (files.includes(".gitlab-ci.yml")) return "gitlab";
  if (files.some((path) => /^\.(?:forgejo|gitea)\//.test(path))) return "forgejo";
  return files.some((path) => path.startsWith(".github/")) ? "github" : "none";
}
function serverOf(url) {
  const [, name] = /^(?:[a-z][a-z+]*:\/\/(?:[^@/]*@)?|[^@/:]*@)([^/:@]+)[/:]/i.exec(url) ?? [];
  return (name ?? "").toLowerCase();
}

// src/preview/init/find-builds.ts
import { posix } from "node:path";
var plain = /^(?!-)(?!.*\/-)[\w.+@/-]+$/;
var maxBuilds = 20;
function findBuilds({ sources, chartTemplates }, files) {
  const found = [...jsonnetBuilds(sources, files), ...sdkBuilds(sources), ...chartBuilds(sources, chartTemplates)];
  const writable = found.filter(({ command, by }) => plain.test(by) && command !== "");
  const notes = found.filter((one) => !writable.includes(one)).map(({ by }) => `${by}: write its command to \`build\` yourself; it was not clear, or needs quotes`);
  if (writable.length > maxBuilds)
    notes.push(`only ${maxBuilds} of ${writable.length} builds were taken; name the others in \`build\` yourself`);
  return { builds: writable.slice(0, maxBuilds), notes };
}
var apt = (name) => `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${name}`;
function jsonnetBuilds(sources, files) {
  const manifests = [...sources.keys()].filter((path) => posix.basename(path) === "jsonnetfile.json");
  const projectOf = (path) => manifests.map((manifest) => folderOf(manifest)).filter((folder) => folder === "" || path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
  const mixins = [...sources.keys()].filter((path) => posix.basename(path) === "mixin.libsonnet");
  const programs = [...sources].filter(([path, text]) => /\.jsonnet$/i.test(path) && printsDashboards(text));
  const build = (path, expression) => {
    const project = projectOf(path);
    const folder = project ?? folderOf(path);
    const file = folder === "" ? path : path.slice(folder.length + 1);
    const vendored = files.includes(folder === "" ? "jsonnetfile.json" : `${folder}/jsonnetfile.json`);
    const jsonnet = `jsonnet${vendored ? " -J vendor" : ""} ${expression(file)}`;
    const steps = [
      ...folder === "" ? [] : [`cd ${folder}`],
      ...vendored ? ["{ [ -d vendor ] || jb install >&2; }"] : [],
      jsonnet
    ];
    const command = steps.length === 1 ? jsonnet : `sh -c "${steps.join(" && ").replaceAll('"', '\\"')}"`;
    return {
      folder: folderOf(path),
      command: plain.test(path) ? command : "",
      by: path,
      prepare: [apt("jsonnet")],
      ...vendored ? {
        needs: "jb (jsonnet-bundler), unless Git keeps vendor"
      } : {}
    };
  };
  return [
    ...mixins.map((path) => build(path, (file) => `-e '(import "${file}").grafanaDashboards'`)),
    ...programs.filter(([path]) => !mixins.some((mixin) => folderOf(mixin) === folderOf(path))).map(([path]) => build(path, (file) => file))
  ];
}
function printsDashboards(text) {
  return /grafonnet|grafanaDashboards|g\.dashboard|dashboard\.new|schemaVersion/.test(text);
}
var sdk = /grafana-foundation-sdk|grafana_foundation_sdk/;
function sdkBuilds(sources) {
  return [...sources].flatMap(([path, text]) => {
    const folder = folderOf(path);
    const inFolder = folder === "" ? "." : folder;
    if (posix.basename(path) === "package.json" && /@grafana\/grafana-foundation-sdk/.test(text)) {
      const script = scriptOf(text);
      const prefix = folder === "" ? "" : ` --prefix ${folder}`;
      const command = script === void 0 ? "" : `npm run --silent${prefix} ${script}`;
      return [{ folder, command, by: path, prepare: [`npm ci${prefix}`] }];
    }
    if (path.endsWith(".go") && /^package main\b/m.test(text) && sdk.test(text)) {
      const module = moduleOf(folder, sources);
      const flag = module === void 0 || module === "" ? "" : ` -C ${module}`;
      const place = module === void 0 || module === "" ? inFolder : posix.relative(module, folder) || ".";
      return [{ folder, command: `go run${flag} ${place === "." ? "." : `./${place}`}`, by: path, prepare: [] }];
    }
    if (path.endsWith(".py") && /^(?:from|import)\s+(?:grafana_foundation_sdk|grafanalib)\b/m.test(text)) {
      if (!/\bprint\s*\(|sys\.stdout/.test(text)) return [];
      const list = [...sources.keys()].find(
        (name) => /^requirements\.txt$/.test(posix.basename(name)) && isAbove(folderOf(name), folder)
      );
      const prepare = list === void 0 ? ["pip install grafana-foundation-sdk"] : [`pip install -r ${list}`];
      return [
        {
          folder,
          command: `python3 ${path}`,
          by: path,
          prepare: list === void 0 || plain.test(list) ? prepare : []
        }
      ];
    }
    return [];
  });
}
function scriptOf(manifest) {
  let scripts;
  try {
    scripts = JSON.parse(manifest)?.scripts;
  } catch {
    return void 0;
  }
  if (typeof scripts !== "object" || scripts === null) return void 0;
  const names = Object.keys(scripts).filter((name) => /^[\w:.-]{1,60}$/.test(name) && !name.startsWith("-"));
  return ["dashboards", "dashboard", "generate", "render", "build", "start"].find((name) => names.includes(name));
}
function moduleOf(folder, sources) {
  return [...sources.keys()].filter((path) => posix.basename(path) === "go.mod" && isAbove(folderOf(path), folder)).map(folderOf).sort((a, b) => b.length - a.length)[0];
}
function chartBuilds(sources, templates) {
  const charts = [...sources.keys()].filter((path) => posix.basename(path) === "Chart.yaml").map(folderOf);
  const used = charts.filter(
    (chart) => templates.some((path) => path.startsWith(chart === "" ? "templates/" : `${chart}/templates/`))
  );
  return used.map((chart) => ({
    folder: chart,
    command: `helm template preview ${chart === "" ? "." : `./${chart}`}`,
    by: `${chart === "" ? "" : `${chart}/`}Chart.yaml`,
    prepare: [],
    needs: "helm"
  }));
}
function isAbove(folder, path) {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
function folderOf(path) {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}

// src/preview/init/find-dashboards.ts
import { join as join2 } from "node:path";

// src/preview/init/list-files.ts
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
var maxFiles = 2e5;
var maxDepth = 30;
var maxNamed = 5;
var passedOver = /(?:^|\/)(?:node_modules|vendor|\.git|\.terraform|\.venv|dist|build)\//;
var unwritable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/u;
async function listFiles(folder, env) {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { text } = await runGit(args, { cwd: folder, env, maxBytes: 64 * 1024 * 1024 });
  const all = text === void 0 ? walk(folder) : text.split("\0").filter((path) => path !== "");
  const notes = [];
  const own = all.filter((path) => !passedOver.test(path));
  if (own.length > maxFiles) notes.push(`only ${maxFiles} of ${own.length} files were looked at`);
  const odd = own.filter((path) => unwritable.test(path));
  if (odd.length > 0) notes.push(passedOverNote(odd));
  return {
    files: own.slice(0, maxFiles).filter((path) => !unwritable.test(path)).sort(),
    total: own.length,
    notes
  };
}
function passedOverNote(odd) {
  const shown = odd.slice(0, maxNamed).map((path) => `"${escaped(path.slice(0, 200))}"`);
  const more = odd.length > maxNamed ? ` and ${odd.length - maxNamed} more` : "";
  return `passed over ${counted(odd.length, "file")}, for control characters, invisible ones or backslashes in the name: ${shown.join(", ")}${more}; rename what is to be previewed`;
}
function escaped(path) {
  return path.replaceAll(
    /["\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/gu,
    (sign) => /["\\]/.test(sign) ? `\\${sign}` : `\\u{${sign.codePointAt(0).toString(16)}}`
  );
}
function isOwnFile(folder, path) {
  return lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
}
function walk(top) {
  const found = [];
  const visit = (below, depth) => {
    for (const entry2 of entriesOf(join(top, below))) {
      if (found.length > maxFiles) return;
      const path = below === "" ? entry2.name : `${below}/${entry2.name}`;
      if (entry2.isFile()) found.push(path);
      else if (entry2.isDirectory() && depth < maxDepth && !passedOver.test(`${path}/`)) visit(path, depth + 1);
    }
  };
  visit("", 0);
  return found;
}
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

// src/preview/init/find-dashboards.ts
var maxFileBytes = 16 * 1024 * 1024;
var maxAllBytes = 512 * 1024 * 1024;
var asTheyStand = /\.(?:json|ya?ml|tf|tofu)$/i;
var notDashboards = /(?:^|\/)(?:package(?:-lock)?\.json|tsconfig.*\.json|composer\.json|dashpreview\.ya?ml)$|\.data\.(?:ya?ml|json)$/i;
var sourceFile = /\.(?:jsonnet|libsonnet|py|go|ts|mts|js|mjs)$|(?:^|\/)(?:package\.json|go\.mod|jsonnetfile\.json|requirements[\w.-]*\.txt|pyproject\.toml|Chart\.yaml|\.gitlab-ci\.yml)$/i;
var hidden = /(?:^|\/)\.(?:github|gitlab|forgejo|gitea|circleci|vscode|idea)\//;
async function findInRepository(folder, files, signal) {
  const found = { dashboards: [], rules: [], chartTemplates: [] };
  const sources = /* @__PURE__ */ new Map();
  const notes = [];
  let bytes = 0;
  for (const path of files) {
    const isSource = sourceFile.test(path);
    const stands = asTheyStand.test(path) && !notDashboards.test(path) && !hidden.test(path);
    if (!(isSource || stands) || !isOwnFile(folder, path)) continue;
    await nextTurn(signal);
    const text = textOf(folder, path, isSource ? 1024 * 1024 : maxFileBytes);
    if (text === void 0) continue;
    bytes += text.length;
    if (bytes > maxAllBytes) {
      notes.push(`stopped at ${path}: more than 512 MiB of files; name folders in dashpreview.yaml yourself`);
      break;
    }
    if (isSource) sources.set(path, text);
    if (!stands) continue;
    const kind = await kindOf(join2(folder, path), path, text);
    if (kind !== void 0) found[kind].push(path);
  }
  return { ...found, sources, notes };
}
function textOf(folder, path, maxBytes) {
  try {
    return readPlainFile(join2(folder, path), { file: path, what: "a file", maxBytes });
  } catch (error) {
    if (error instanceof ExpectedError) return void 0;
    throw error;
  }
}
async function kindOf(path, file, text) {
  const template = text.includes("{{") && isChartTemplate(path);
  if (!template && isRules(file, text)) return "rules";
  const may = /\.json$/i.test(file) ? isDashboardText(text) : mayHoldDashboards(text);
  if (!may) return void 0;
  if (template)
    return wasDashboards(text) || /grafana_dashboard|\.Files\.Glob/.test(text) ? "chartTemplates" : void 0;
  if (isHcl(path)) await loadHcl();
  try {
    const read2 = readFound({ path, named: false }, { file, warn: () => {
    } });
    return read2 !== void 0 && read2.dashboards.length + read2.references.length > 0 ? "dashboards" : void 0;
  } catch (error) {
    if (error instanceof ExpectedError) return "dashboards";
    throw error;
  }
}
function isRules(file, text) {
  if (!/\.ya?ml$/i.test(file) || !/^\s*(?:- )?(?:alert|record)\s*:/m.test(text)) return false;
  return /^groups\s*:/m.test(text) || /^kind\s*:\s*PrometheusRule\b/m.test(text);
}

// src/preview/init/group-paths.ts
import { posix as posix2 } from "node:path";
var maxPaths = 40;
function groupPaths(files, others, kind, within = () => true) {
  const found = new Set(files);
  const spoiled = /* @__PURE__ */ new Set();
  for (const path of others)
    if (kind.test(path) && !found.has(path) && !/\.data\.json$/.test(path))
      for (const folder of foldersOf(path)) spoiled.add(folder);
  const paths = new Set(
    files.map((path) => foldersOf(path).find((folder) => !spoiled.has(folder) && within(folder)) ?? literal(path))
  );
  const outer = [...paths].filter((path) => !foldersOf(path).some((folder) => paths.has(folder)));
  if (outer.length <= maxPaths) return outer.sort();
  return [...new Set(outer.map((path) => foldersOf(path).find(within) ?? path))].sort();
}
function foldersOf(path) {
  const parts = posix2.dirname(path).split("/");
  return parts[0] === "." ? [] : parts.map((_, index) => literal(parts.slice(0, index + 1).join("/")));
}
function literal(path) {
  return /^[-~]/.test(path) ? `./${path}` : path;
}

// src/preview/init/find-previews.ts
var parents = /^(?:services|apps|packages|teams|projects|components)$/;
var maxPreviews = 20;
function findPreviews({ dashboards, rules }, builds, files, { split }) {
  const serviceOf = (path) => {
    const [parent = "", child = "", ...rest] = path.split("/");
    return split && parents.test(parent) && child !== "" && rest.length > 0 ? `${parent}/${child}` : "";
  };
  const ofBuild = ({ folder }) => serviceOf(`${folder}/x`);
  const services = [.../* @__PURE__ */ new Set([...dashboards.map(serviceOf), ...builds.map(ofBuild)])].sort();
  const named = services.filter((service) => service !== "");
  const several = named.length > 1 && named.length <= maxPreviews;
  const make = (belongs, within) => {
    const group = (paths, kind) => groupPaths(paths, files, kind, within);
    return {
      dashboards: group(
        dashboards.filter((path) => belongs(serviceOf(path))),
        /\.(?:json|tf|tofu)$/i
      ),
      rules: group(
        rules.filter((path) => belongs(serviceOf(path))),
        /\.ya?ml$/i
      ),
      build: builds.filter((build) => belongs(ofBuild(build))).map(({ command }) => command)
    };
  };
  if (!several)
    return [
      make(
        () => true,
        () => true
      )
    ];
  const taken = /* @__PURE__ */ new Set();
  return services.map((service) => ({
    name: uniqueName(service === "" ? "shared" : service.split("/")[1], taken),
    // Rules of a service without dashboards go with what is shared.
    ...make(
      (one) => one === service || service === "" && !services.includes(one),
      (folder) => service === "" ? !named.some((one) => one.startsWith(`${folder}/`)) : folder === service || folder.startsWith(`${service}/`)
    )
  }));
}
function uniqueName(text, taken) {
  const plain2 = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 20).replaceAll(/^-+|-+$/g, "") || "preview";
  let name = plain2;
  for (let number = 2; taken.has(name); number++) name = `${plain2}-${number}`;
  taken.add(name);
  return name;
}

// src/preview/init/generated/recipes.ts
var recipes = {
  "github": 'name: Dashboards\non:\n  pull_request: # branches of this repository\n  pull_request_target: # zizmor: ignore[dangerous-triggers] forks, whose files are data there; and what is closed\n    types: [opened, synchronize, reopened, closed]\n  schedule:\n    - cron: "17 3 * * *" # previews whose end was missed\npermissions:\n  contents: read # the checkout; write, for pictures in the comment\n  pull-requests: write # the comment\njobs:\n  dashboards:\n    uses: OWNER/dashpreview/.github/workflows/preview.yml@COMMIT\n    with:\n      dashboards: dashboards\n    secrets:\n      grafana-token: ${{ secrets.GRAFANA_TOKEN }}\n',
  "gitlab": "include:\n  - remote: https://raw.githubusercontent.com/OWNER/dashpreview/COMMIT/templates/dashpreview.yml\n    inputs:\n      paths: dashboards\n      source: https://github.com/OWNER/dashpreview@COMMIT\n",
  "forgejo": [
    "name: Dashboards\non:\n  pull_request:\n    types: [opened, synchronize, reopened]\n  pull_request_target: # zizmor: ignore[dangerous-triggers] nothing of the pull request is read\n    types: [closed]\n  schedule:\n    - cron: \"17 3 * * *\" # previews whose end was missed\npermissions: {}\nconcurrency:\n  group: dashboards-${{ github.event.pull_request.number || 'sweep' }}\n  cancel-in-progress: true\njobs:\n  preview:\n    # A fork's run has no secrets: see below.\n    if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository\n    permissions:\n      contents: read # the checkout\n      pull-requests: write # the comment\n    runs-on: docker\n    container:\n      image: node:24-bookworm\n    timeout-minutes: 15\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n        with:\n          persist-credentials: false\n      - uses: https://github.com/OWNER/dashpreview@COMMIT\n        with:\n          dashboards: dashboards\n          grafana-url: ${{ vars.GRAFANA_URL }}\n          grafana-token: ${{ secrets.GRAFANA_TOKEN }}\n          prometheus-url: ${{ vars.PROMETHEUS_URL }}\n  cleanup:\n    if: github.event_name != 'pull_request'\n    permissions:\n      contents: read # without it Gitea shows no pull request\n      pull-requests: write # asks whether a review is closed, and changes the comment\n    runs-on: docker\n    container:\n      image: node:24-bookworm\n    timeout-minutes: 15\n    steps:\n      - uses: https://github.com/OWNER/dashpreview@COMMIT\n        with:\n          grafana-url: ${{ vars.GRAFANA_URL }}\n          grafana-token: ${{ secrets.GRAFANA_TOKEN }}\n          prometheus-url: ${{ vars.PROMETHEUS_URL }}\n"
  ]
};

// src/preview/init/write-configuration.ts
var import_yaml = __toESM(require_dist(), 1);
var everyKey = documentationForOthers("configuration", "keys");
var head = `# Settings of dashpreview for this repository. Every key: ${everyKey}
`;
function configurationText(previews) {
  const [only] = previews;
  if (previews.length === 1 && only !== void 0) return head + write(entry(only));
  return head + write({ previews: previews.map((preview) => ({ name: preview.name, ...entry(preview) })) });
}
function entry({ dashboards, rules, build }) {
  return {
    ...dashboards.length === 0 ? {} : { dashboards: [...dashboards] },
    ...rules.length === 0 ? {} : { rules: [...rules] },
    ...build.length === 0 ? {} : { build: [...build] }
  };
}
function write(value) {
  return (0, import_yaml.stringify)(value, { lineWidth: 0, version: "1.1" });
}

// src/preview/init/write-workflows.ts
var import_yaml2 = __toESM(require_dist(), 1);
function planWorkflows(wish) {
  return writers[wish.host](wish);
}
var writers = {
  github: (wish) => ({
    files: [{ path: ".github/workflows/dashboard-preview.yml", text: githubText(wish) }],
    steps: []
  }),
  gitlab: (wish) => gitlabFiles(wish),
  forgejo: (wish) => forgejoFiles(wish),
  none: () => ({ files: [], steps: [`add a job to your CI: ${documentation("recipes/other-ci")}`] })
};
var fromConfiguration = /^ +dashboards: dashboards\n/m;
function githubText({ recipes: recipes2, previews, builds }) {
  const prepare = prepareOf(builds);
  const job = /^ {2}dashboards:\n(?: {4}.*\n| *\n)+/m.exec(recipes2.github)?.[0] ?? "";
  const jobs = previews.map(({ name, rules }) => {
    const lines = [
      ...name === void 0 ? [] : [`      name: "${name}" # of dashpreview.yaml`],
      ...block("      prepare", [...prepare, ...rules.length === 0 ? [] : [aptPrometheus]])
    ];
    const named = name === void 0 ? job : job.replace(/^ {2}dashboards:/, `  dashboards-${name}:`);
    const filled = named.replace(fromConfiguration, lines.length === 0 ? "" : `${lines.join("\n")}
`);
    return filled.replace(/^ {4}with:\n(?! {6})/m, "");
  });
  return recipes2.github.replace(job, jobs.join(""));
}
var aptPrometheus = "sudo apt-get update && sudo apt-get install --yes --no-install-recommends prometheus";
function prepareOf(builds) {
  return [...new Set(builds.flatMap(({ prepare }) => prepare))];
}
function block(key, lines) {
  if (lines.length === 0) return [];
  const indent = `${/^ */.exec(key)[0]}  `;
  return [`${key}: |`, ...[...new Set(lines)].map((line) => `${indent}${line}`)];
}
function gitlabFiles({ recipes: recipes2, previews, builds, gitlabCi }) {
  const stage = stageOf(gitlabCi);
  const needsRules = previews.some(({ rules }) => rules.length > 0);
  const commands = [
    ...prepareOf(builds).map((line) => line.replaceAll("sudo ", "")),
    ...needsRules ? [aptPrometheus.replaceAll("sudo ", "")] : []
  ];
  const item = recipes2.gitlab.replace(/^include:\n/, "").replace(/\n$/, "");
  const includes = previews.map(({ name }) => {
    const inputs = [
      '      paths: "" # those of dashpreview.yaml',
      ...stage === "test" ? [] : [`      stage: ${stage}`],
      ...name === void 0 ? [] : [`      name: "${name}"`, `      job-prefix: preview-${name}`]
    ];
    return item.replace(/^ {6}paths: .*$/m, inputs.join("\n"));
  });
  const jobs = commands.length === 0 ? [] : previews.flatMap(({ name }) => name === void 0 ? ["dashpreview"] : [`preview-${name}`]).flatMap((job) => [job, `${job}-train`]).flatMap((job) => [
    `${job}:`,
    "  before_script:",
    ...[...new Set(commands)].map((command) => `    - ${command}`)
  ]);
  const text = `${["include:", ...includes, ...jobs].join("\n")}
`;
  const tracked = `in GitLab, add a pipeline schedule with DASHPREVIEW_SWEEP=true: ${documentation("recipes/cleanup")}`;
  if (gitlabCi === void 0) return { files: [{ path: ".gitlab-ci.yml", text }], steps: [tracked] };
  if (gitlabCi.includes("dashpreview")) return { files: [], steps: [tracked] };
  const local = ".gitlab/dashpreview.yml";
  const file = { path: local, text };
  if (hasInclude(gitlabCi))
    return { files: [file], steps: [`add "- local: ${local}" to \`include\` of .gitlab-ci.yml`, tracked] };
  const gap = gitlabCi === "" || gitlabCi.endsWith("\n") ? "" : "\n";
  const include = `${gap}include:
  - local: ${local}
`;
  return { files: [file, { path: ".gitlab-ci.yml", text: include, append: true }], steps: [tracked] };
}
function stageOf(gitlabCi) {
  const stages = topOf(gitlabCi ?? "")?.["stages"];
  if (!Array.isArray(stages) || stages.includes("test")) return "test";
  const named = stages.filter((one) => typeof one === "string" && /^[\w-]{1,60}$/.test(one));
  return named.at(-1) ?? "test";
}
function hasInclude(gitlabCi) {
  const top = topOf(gitlabCi);
  return top === void 0 || Object.hasOwn(top, "include") || /^(?:---|\.\.\.)/m.test(gitlabCi);
}
function topOf(text) {
  try {
    const document = (0, import_yaml2.parseDocument)(text, { logLevel: "silent", uniqueKeys: false });
    if (document.errors.length > 0) return void 0;
    const top = document.toJS({ maxAliasCount: 100 }) ?? {};
    return typeof top === "object" && !Array.isArray(top) ? top : void 0;
  } catch {
    return void 0;
  }
}
var forgejoNames = ["dashboard-preview.yml", "dashboard-cleanup.yml"];
function forgejoFiles({ recipes: recipes2, previews, builds, gitea }) {
  const folder = gitea ? ".gitea/workflows" : ".forgejo/workflows";
  const needsRules = previews.some(({ rules }) => rules.length > 0);
  const commands = [...prepareOf(builds), ...needsRules ? [aptPrometheus] : []].map(
    (line) => line.replaceAll("sudo ", "")
  );
  const files = recipes2.forgejo.map((recipe, index) => {
    const step = /^ {6}- (?:id: \S+\n {8})?uses: \S+\/dashpreview@.*\n(?: {8}.*\n)+/gm;
    const text = recipe.replace(step, (found) => {
      const run = fromConfiguration.test(found) ? commands.map((command) => `      - run: ${command}
`).join("") : "";
      const configured = found.replace(fromConfiguration, "");
      const steps = previews.map(({ name }, at) => {
        const named = name === void 0 ? configured : configured.replace(/^( {8}with:\n)/m, `$1          name: "${name}"
`);
        return at === 0 ? named : named.replace(/^ {6}- (?:id: \S+\n {8})?uses/m, "      - if: ${{ !cancelled() }}\n        uses");
      });
      return run + steps.join("");
    });
    return { path: `${folder}/${forgejoNames[index] ?? `dashboard-${index}.yml`}`, text };
  });
  return { files, steps: ["set `runs-on` in the workflow to a label of your runner"] };
}

// src/preview/init/plan-init.ts
async function planInit(wish) {
  const { folder, env, force, signal } = wish;
  const { files, total, notes } = await listFiles(folder, env);
  const found = await findInRepository(folder, files, signal);
  const { builds, notes: unclear } = findBuilds(found, files);
  const existing = force ? void 0 : existingConfiguration(folder);
  const previews = existing === void 0 ? findPreviews(found, builds, files, wish) : wish.configured(existing);
  if (existing === void 0 && previews.every(({ dashboards, build }) => dashboards.length + build.length === 0))
    throw new UsageError(
      [
        `no dashboard in ${counted(total, "file")} of ${folder}, and nothing that builds one; write dashpreview.yaml yourself (${documentation("configuration")}), with \`build\` for sources`,
        ...notes,
        ...unclear,
        ...found.notes
      ].join("\n"),
      { code: "no-dashboard" }
    );
  const host = wish.host === "auto" ? detectHost(files, readGitRemote(folder)) : wish.host;
  const used = builds.filter(({ command }) => previews.some(({ build }) => build.includes(command)));
  const workflows = planWorkflows({
    ...{ host, recipes, previews, builds: used },
    gitea: files.some((path) => path.startsWith(".gitea/")) && !files.some((path) => path.startsWith(".forgejo/")),
    get gitlabCi() {
      return read(folder, ".gitlab-ci.yml");
    }
  });
  const configuration = existing === void 0 ? [{ path: newConfiguration(folder), text: configurationText(previews) }] : [];
  return {
    host,
    previews,
    files: [...configuration, ...workflows.files].map((file) => changeOf(folder, file, force)),
    notes: [
      ...existing === void 0 ? [] : [`${existing} is there and stays as it is; --force writes it anew`],
      ...notes,
      ...found.notes,
      ...unclear
    ],
    steps: [
      ...used.flatMap(({ by, needs }) => needs === void 0 ? [] : [`the runner needs ${needs} (for ${by})`]),
      ...used.length === 0 ? [] : ["see that `build` of dashpreview.yaml prints your dashboards: it was guessed"],
      ...workflows.steps
    ]
  };
}
function existingConfiguration(folder) {
  return configurationFiles.find((file) => {
    const text = read(folder, file);
    return text !== void 0 && kindOfFile(text) === "configuration";
  });
}
function newConfiguration(folder) {
  const [first, second] = configurationFiles;
  const text = read(folder, first);
  return text !== void 0 && kindOfFile(text) === "data-spec" ? second : first;
}
function read(folder, path) {
  const full = join3(folder, path);
  if (lstatSync2(full, { throwIfNoEntry: false }) === void 0) return void 0;
  refuseLink(folder, path);
  return readPlainFile(full, { file: path, what: "a file", maxBytes: 1024 * 1024 });
}
function refuseLink(folder, path) {
  const top = realpathSync(folder);
  const full = join3(top, path);
  if (lstatSync2(full, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw new UsageError(`${path}: a link; init writes no file through one`);
  let above = dirname(full);
  while (!existsSync(above)) above = dirname(above);
  if (realpathSync(above) !== above || !isBelow(above, top))
    throw new UsageError(`${path}: a folder on its way is a link; init writes no file through one`);
}
function changeOf(folder, file, force) {
  refuseLink(folder, file.path);
  const before = read(folder, file.path);
  if (before === void 0) return { ...file, before, action: "create" };
  if (file.append === true) return { ...file, before, action: "add" };
  if (before === file.text) return { ...file, before, action: "same" };
  return { ...file, before, action: force ? "overwrite" : "keep" };
}

// src/cli/commands/init/show-diff.ts
function showDiff({ path, text, before, action }, paint) {
  const name = plainLine(path);
  if (action === "same") return [`${name}: as it should be`];
  if (action === "keep") return [`${name}: is there and differs; it stays (--force overwrites it)`];
  const after = linesOf(text);
  const added = (lines) => lines.map((line) => paint.green(`+${plainLine(line)}`));
  if (action === "create") return [`--- /dev/null`, `+++ ${name}`, ...added(after)];
  const head2 = [`--- ${name}`, `+++ ${name}`];
  const old = linesOf(before ?? "");
  if (action === "add") return [...head2, ...old.length === 0 ? [] : [` ${plainLine(old.at(-1))}`], ...added(after)];
  let same = 0;
  while (same < Math.min(old.length, after.length) && old[same] === after[same]) same++;
  let end = 0;
  while (end < Math.min(old.length, after.length) - same && old.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...head2,
    ...old.slice(same, old.length - end).map((line) => paint.red(`-${plainLine(line)}`)),
    ...added(after.slice(same, after.length - end))
  ];
}
function linesOf(text) {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

// src/cli/commands/init/run-init.ts
var written = ["create", "add", "overwrite"];
async function runInit(request, context) {
  const { output, dryRun, yes } = request;
  if (!(dryRun || yes) && (output === "json" || context.askTerminal === void 0))
    throw new UsageError("nobody to ask here: pass --yes to write, or --dry-run to see what would be written");
  const folder = await topOf2(request.folder ?? ".", context);
  const plan = await planInit({
    folder,
    env: context.childEnv,
    host: request.ci,
    split: request.previews === "auto",
    force: request.force,
    configured: () => configuredPreviews(folder),
    signal: context.signal
  });
  const changes = plan.files.filter(({ action }) => written.includes(action));
  const text = output === "text";
  if (text) context.out.write(`${describe(plan, context).join("\n")}
`);
  const state = dryRun ? "planned" : changes.length === 0 ? "unchanged" : yes || await agreed(changes, context) ? "written" : "declined";
  if (state === "written") for (const change of changes) write2(folder, change, context);
  const steps = [...nextSteps(plan), ...plan.steps];
  if (text) context.out.write(`
${closing(state, changes, steps).join("\n")}
`);
  else {
    const files = plan.files.map(({ path, action, text: content }) => ({ path, action, text: content }));
    context.out.json({ state, host: plan.host, previews: plan.previews, files, notes: plan.notes, steps });
  }
  return 0;
}
async function topOf2(named, { cwd, childEnv }) {
  const folder = resolve(cwd, named);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${named}: no such folder`);
  const top = await findTop({ git: openGit({ cwd: folder, env: childEnv }), cwd: folder, env: {} });
  if (top !== void 0 && top.folder !== realpathSync2(folder))
    throw new UsageError(
      `${named} is not the top of its repository, where workflows belong: dashpreview init ${top.folder}`
    );
  return folder;
}
function configuredPreviews(folder) {
  const configuration = loadConfiguration(void 0, folder);
  if (configuration === void 0) return [];
  const preview = (values, name) => ({
    ...name === void 0 ? {} : { name },
    dashboards: values.get("dashboards")?.texts ?? [],
    rules: values.get("rules")?.texts ?? [],
    build: values.get("build")?.texts ?? []
  });
  if (configuration.previews.length === 0) return [preview(configuration.values)];
  const odd = configuration.previews.find(({ name }) => !/^[a-z][a-z0-9-]{0,29}$/.test(name));
  if (odd !== void 0)
    throw new UsageError(
      `${configuration.file}: the name ${JSON.stringify(odd.name)} cannot be a job's; use small letters, digits and dashes`
    );
  return configuration.previews.map(({ name, values }) => preview(values, name));
}
function describe(plan, { out }) {
  const paint = painter(out.colours);
  const host = plan.host === "none" ? "no CI host that is known (--ci names one)" : plan.host;
  const found = plan.previews.map(({ name, dashboards, rules, build }) => {
    const parts = [
      ...dashboards.length === 0 ? [] : [`dashboards: ${dashboards.join(", ")}`],
      ...rules.length === 0 ? [] : [`rules: ${rules.join(", ")}`],
      ...build.length === 0 ? [] : [`build: ${build.join("; ")}`]
    ];
    return plainLine(`found ${name === void 0 ? "" : `${name}, `}${parts.join("; ")}`);
  });
  const notes = plan.notes.map((note) => paint.yellow(`note: ${plainLine(note)}`));
  const diffs = plan.files.flatMap((file) => showDiff(file, paint));
  return [...found, `host  ${host}`, ...notes, ...diffs.length === 0 ? [] : ["", ...diffs]];
}
async function agreed(changes, { askTerminal }) {
  const count = changes.length === 1 ? "this file" : `these ${changes.length} files`;
  const answer = await askTerminal?.(`Write ${count}? [y/N] `, { hidden: false });
  return /^y(?:es)?$/i.test((answer ?? "").trim());
}
function write2(folder, { path, text, before, action }, { files }) {
  const full = join4(folder, path);
  mkdirSync(dirname2(full), { recursive: true });
  files.replace({ path: full, what: path }, action === "add" ? (before ?? "") + text : text);
}
function nextSteps({ host, previews, files }) {
  const one = previews.length > 1 ? ` --preview ${previews[0].name}` : "";
  const placeholder = files.find(({ text }) => text.includes("OWNER/dashpreview"));
  return [
    `try it at once, without a server: dashpreview up --local${one}`,
    host === "none" ? "make in Grafana what previews need: dashpreview setup --write-env previews.env" : `make in Grafana what previews need, and set this repository's variables: dashpreview setup --${host}`,
    ...placeholder === void 0 ? [] : [`replace OWNER and COMMIT in ${placeholder.path}: where you take dashpreview from, and a commit's full hash`],
    "commit these files to the default branch, and open a review that changes a dashboard"
  ];
}
function closing(state, changes, steps) {
  const names = changes.map(({ path }) => path).join(", ");
  const what = {
    written: `wrote ${names}`,
    planned: "nothing was written: --dry-run",
    unchanged: "nothing to write",
    declined: "nothing was written"
  };
  if (state === "declined") return [what[state]];
  const next = state === "planned" && changes.length > 0 ? ["write these files: dashpreview init --yes", ...steps] : steps;
  return [what[state], "", "Next:", ...next.map((step, index) => plainLine(`  ${index + 1}. ${step}`))];
}
export {
  runInit
};
