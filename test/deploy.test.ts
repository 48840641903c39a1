import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { liveOptions } from "../src/cli/commands/live/options.ts";
import { upOptions } from "../src/cli/commands/up/options.ts";
import { kubernetesFaults } from "./schemas/kubernetes.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly readinessProbe?: { readonly httpGet: { readonly path: string } };
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly securityContext: Record<string, unknown>;
}
interface Manifest {
  readonly kind: string;
  readonly spec: {
    readonly completions?: number;
    readonly parallelism?: number;
    readonly template: {
      readonly spec: { readonly securityContext: object; readonly containers: readonly Container[] };
    };
  };
}

const manifests = readdirSync(join(root, "deploy/kubernetes")).flatMap((name) =>
  parseAllDocuments(read(`deploy/kubernetes/${name}`)).map((document) => [name, document.toJS() as Manifest] as const),
);
const pods = manifests.filter(([, { kind }]) => kind !== "Service");

test.each(manifests)("%s keeps to the schemas of Kubernetes", (_, manifest) => {
  expect(kubernetesFaults(manifest)).toBeUndefined();
});

test("the schemas of Kubernetes refuse what is misspelt", () => {
  const [, deployment] = manifests.find(([, { kind }]) => kind === "Deployment")!;
  expect(kubernetesFaults({ ...deployment, spec: { ...deployment.spec, replica: 1 } })).toContain("additional prop");
});

test.each(pods)("the pods of %s run without rights and with limits", (_, { spec }) => {
  const { securityContext, containers } = spec.template.spec;
  expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
  for (const { securityContext: own, resources } of containers) {
    expect(own).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect([resources.requests, resources.limits]).toEqual(
      Array(2).fill({ cpu: expect.anything(), memory: expect.anything() }),
    );
  }
});

test("every flag in the manifests and in docker-compose.yml is one of its command, and no token stands in them", () => {
  const compose = parse(read("docker-compose.yml")) as { services: Record<string, { command?: string[] }> };
  const commands = [
    ...pods.flatMap(([, { spec }]) => spec.template.spec.containers.map(({ args }) => args)),
    compose.services["live"]!.command!,
  ];
  for (const [command, ...args] of commands) {
    const options = command === "live" ? liveOptions : upOptions;
    for (const arg of args.filter((one) => one.startsWith("--")))
      expect(Object.keys(options), arg).toContain(arg.slice(2).split("=")[0]);
  }
  for (const [, { spec }] of pods)
    for (const { env } of spec.template.spec.containers)
      expect(env.find(({ name }) => name === "GRAFANA_TOKEN")!.value).toBeUndefined();
});

test("every variable in the manifests is one that the program reads, or that the manifest itself uses", () => {
  const known = read("docs/commands.md");
  for (const [, { spec }] of pods)
    for (const { args, env } of spec.template.spec.containers)
      for (const { name } of env)
        expect(known.includes(`\`${name}\``) || args.some((arg) => arg.includes(`$(${name})`)), name).toBe(true);
});

test("live.yaml asks for readiness, and all pods of shards.yaml run at once", () => {
  const [, live] = pods.find(([name]) => name === "live.yaml")!;
  expect(live.spec.template.spec.containers[0]!.readinessProbe!.httpGet.path).toBe("/-/ready");
  const [, { spec }] = pods.find(([name]) => name === "shards.yaml")!;
  expect(spec.parallelism).toBe(spec.completions);
  expect(spec.template.spec.containers[0]!.args).toContain(`--shard=job/${spec.completions}`);
});
