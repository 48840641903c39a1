import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { cleanupOptions } from "../../src/cli/commands/cleanup/options.ts";
import { liveOptions } from "../../src/cli/commands/live/options.ts";
import { readRelease, withReferences } from "../ci/references.ts";
import { kubernetesFaults } from "../schemas/kubernetes.ts";
import { temporaryFolder } from "../servers/process.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const chart = "deploy/helm/dashpreview";
const release = readRelease();

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly readinessProbe?: { readonly httpGet: { readonly path: string } };
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly securityContext: object;
}
interface Pod {
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
  readonly securityContext: object;
  readonly containers: readonly Container[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Record<string, string> };
  readonly data?: Record<string, string>;
  readonly spec?: {
    readonly template?: { readonly spec: Pod };
    readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: Pod } } };
    readonly egress?: readonly object[];
    readonly ingress?: readonly { from?: readonly object[] }[];
    readonly podSelector?: { readonly matchLabels: Record<string, string> };
  };
}

/** Values by the name of their rendering. Those of the recipe stand in its page. */
const values = new Map<string, string>([
  ...readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".values.yaml"))
    .map((name) => [name.replace(".values.yaml", ""), read(`test/helm/${name}`)] as const),
  ["recipe", /^```yaml values\.yaml\n([\s\S]*?)^```$/m.exec(read("docs/recipes/kubernetes.md"))![1]!],
]);
const { version } = parse(read(`${chart}/Chart.yaml`)) as { version: string };
/** A committed rendering, with the names and the version of the last release. */
const rendered = (name: string) =>
  withReferences(read(`test/helm/${name}.rendered.yaml`), release).replaceAll(
    /(helm\.sh\/chart: dashpreview-)\S+/g,
    `$1${version}`,
  );
const renderings = [...values.keys()].map((name) => {
  const text = rendered(name);
  return [name, text, parseAllDocuments(text).map((document) => document.toJS() as Manifest)] as const;
});
const inOrder = (text: string) =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest)
    .sort((one, other) => `${one.kind} ${one.metadata.name}`.localeCompare(`${other.kind} ${other.metadata.name}`));
const manifestsOf = (name: string) => renderings.find(([one]) => one === name)![2];
const find = (name: string, kind: string, component: string) =>
  manifestsOf(name).find(
    (one) => one.kind === kind && one.metadata.labels["app.kubernetes.io/component"] === component,
  );
const podOf = ({ spec }: Manifest): Pod | undefined => spec?.template?.spec ?? spec?.jobTemplate?.spec.template.spec;
const pods = renderings.flatMap(([name, , manifests]) =>
  manifests.flatMap((one) => {
    const pod = podOf(one);
    return pod === undefined ? [] : [[`${name}: ${one.kind} ${one.metadata.name}`, pod] as const];
  }),
);
const chartValues = parse(read(`${chart}/values.yaml`)) as Record<string, unknown>;
const schema = JSON.parse(read(`${chart}/values.schema.json`)) as object;
const validate = new Ajv({ strict: false }).compile(schema);
/** Maps are merged, everything else is replaced, as Helm does it. */
function merged(base: unknown, over: unknown): unknown {
  if (typeof base !== "object" || typeof over !== "object" || base === null || over === null || Array.isArray(over))
    return over;
  const keys = Object.entries(over).map(([key, value]) => [key, merged((base as Record<string, unknown>)[key], value)]);
  return { ...base, ...(Object.fromEntries(keys) as object) };
}

const helm = spawnSync("helm", ["version", "--short"]).status === 0;
/** What `helm template` writes. `UPDATE=1 npx vitest run test/helm/chart.test.ts` renews the files. */
function render(name: string): string {
  const file = join(temporaryFolder(), "values.yaml");
  writeFileSync(file, values.get(name)!);
  const words = ["template", "previews", chart, "--kube-version", "1.30.0", "--namespace", "monitoring", "-f", file];
  return execFileSync("helm", words, { cwd: root, encoding: "utf8" });
}

test.runIf(helm).each([...values.keys()])("the rendering %s is what helm makes of the chart", (name) => {
  const text = render(name);
  if (process.env["UPDATE"] === "1") writeFileSync(join(import.meta.dirname, `${name}.rendered.yaml`), text);
  // As Kubernetes reads them: versions of helm differ in the order and in blank lines.
  expect(inOrder(text)).toEqual(inOrder(rendered(name)));
});

test.runIf(helm)("helm lint finds nothing to refuse", () => {
  execFileSync("helm", ["lint", "--strict", chart], { cwd: root });
});

test("what is rendered keeps to the schemas of Kubernetes", () => {
  const all = renderings.flatMap(([, , manifests]) => manifests);
  expect(all.length).toBeGreaterThan(20);
  for (const manifest of all.filter(({ kind }) => kind !== "ServiceMonitor"))
    expect([manifest.metadata.name, kubernetesFaults(manifest)]).toEqual([manifest.metadata.name, undefined]);
});

test("the schema of the values takes the chart's own and those of every rendering, and names what is misspelt", () => {
  for (const text of ["{}", ...values.values()])
    expect(validate(merged(chartValues, parse(text))), JSON.stringify(validate.errors)).toBe(true);
  for (const wrong of [
    "live: { replica: 2 }",
    "receiver: { kind: influx }",
    "secret: { token: glsa_x }",
    "image: 'a b'",
    "grafana: { url: grafana }",
    "receiver: { retention: forever }",
    "cleanup: { repositories: [{ name: x }] }",
  ])
    expect([wrong, validate(merged(chartValues, parse(wrong)))]).toEqual([wrong, false]);
});

test.each(pods)("%s runs without rights, with limits, and without a token of the cluster", (_, pod) => {
  expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
  for (const { securityContext, resources } of pod.containers) {
    const none = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } };
    expect(securityContext).toEqual(none);
    expect([resources.requests, resources.limits]).toEqual(
      Array(2).fill({ cpu: expect.anything(), memory: expect.anything() }),
    );
  }
});

test("every flag of the chart is one of its command, every variable one that the program reads, no token a value", () => {
  const options: Record<string, object> = { live: liveOptions, cleanup: cleanupOptions };
  const known = read("docs/commands.md");
  const hostTokens = ["GITHUB_TOKEN", "GITLAB_TOKEN", "FORGEJO_TOKEN"];
  const ours = pods.flatMap(([, { containers }]) => containers.filter(({ name }) => name !== "receiver"));
  expect(ours.length).toBeGreaterThan(4);
  for (const { args, env = [] } of ours) {
    const [command, ...flags] = args;
    for (const flag of flags) expect(Object.keys(options[command!]!), flag).toContain(/^--([\w-]+)/.exec(flag)![1]);
    for (const { name, value } of env) {
      expect(known.includes(`\`${name}\``) || hostTokens.includes(name), name).toBe(true);
      if (/TOKEN|PASSWORD/.test(name)) expect(value).toBeUndefined();
    }
  }
});

test("the receiver scrapes nothing, has no rules, takes samples of the past, and is asked for readiness", () => {
  const config = parse(find("usual", "ConfigMap", "receiver")!.data!["prometheus.yml"]!) as object;
  expect(config).toEqual({ storage: { tsdb: { out_of_order_time_window: "7d" } } });
  const [prometheus] = podOf(find("usual", "StatefulSet", "receiver")!)!.containers;
  expect(prometheus!.args).toContain("--web.enable-remote-write-receiver");
  expect(prometheus!.args).toContain("--storage.tsdb.retention.time=15d");
  const [victoria] = podOf(find("victoriametrics", "StatefulSet", "receiver")!)!.containers;
  expect(victoria!.args).toContain("-retentionPeriod=5w");
  expect([prometheus, victoria].map((one) => one!.readinessProbe!.httpGet.path)).toEqual(["/-/ready", "/health"]);
  const live = podOf(find("usual", "Deployment", "live")!)!;
  expect(live.containers[0]!.readinessProbe!.httpGet.path).toBe("/-/ready");
});

test("the data source has the sidecar's label, and the address that the pods write to", () => {
  for (const [name, labels, title] of [
    ["usual", { grafana_datasource: "1" }, "Dashboard previews"],
    ["watched", { my_datasources: "yes" }, 'Previews: "all" of them'],
  ] as const) {
    const map = find(name, "ConfigMap", "datasource")!;
    expect(map.metadata.labels).toMatchObject(labels);
    const { datasources } = parse(map.data!["dashpreview.yaml"]!) as { datasources: { name: string; url: string }[] };
    const { env } = podOf(find(name, "Deployment", "live")!)!.containers[0]!;
    expect(datasources).toMatchObject([
      { name: title, url: env!.find((one) => one.name === "PROMETHEUS_URL")!.value, isDefault: false },
    ]);
  }
});

test("the receiver asks nobody, and only the release, Grafana and who is named reach it", () => {
  const { spec } = find("recipe", "NetworkPolicy", "receiver")!;
  const own = { "app.kubernetes.io/name": "dashpreview", "app.kubernetes.io/instance": "previews" };
  expect(spec!.podSelector!.matchLabels).toEqual({ ...own, "app.kubernetes.io/component": "receiver" });
  expect(spec!.egress).toEqual([]);
  expect(spec!.ingress).toHaveLength(1);
  expect(spec!.ingress![0]!.from).toEqual([
    { podSelector: { matchLabels: own } },
    { namespaceSelector: {}, podSelector: { matchLabels: { "app.kubernetes.io/name": "grafana" } } },
    { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "arc-runners" } } },
  ]);
  expect(find("victoriametrics", "NetworkPolicy", "receiver")).toBeUndefined();
});

test("the chart has the version of the program", () => {
  const manifest = JSON.parse(read("package.json")) as { version: string };
  expect(parse(read(`${chart}/Chart.yaml`))).toMatchObject({ version: manifest.version, appVersion: manifest.version });
});

test("the README of the chart has every value with its default", () => {
  const table = new Map(
    [...read(`${chart}/README.md`).matchAll(/^\| `([\w.]+)` +\| (.*?) +\|/gm)].map(([, name, text]) => [name!, text!]),
  );
  const leaves = (value: unknown, path: string): [string, unknown][] =>
    typeof value !== "object" || value === null || Array.isArray(value) || table.has(path)
      ? [[path, value]]
      : Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
  const all = leaves(chartValues, "");
  expect([...table.keys()].sort()).toEqual(all.map(([path]) => path).sort());
  for (const [path, value] of all) {
    const shown = table.get(path)!;
    if (shown.startsWith("see ")) continue;
    expect([path, shown]).toEqual([
      path,
      value === "" ? "" : `\`${typeof value === "string" ? value : JSON.stringify(value)}\``,
    ]);
  }
});
